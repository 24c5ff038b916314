package main

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// market is the dispatch of all areas at once, as a flow of least cost from a
// source through blocks of equal price and the ties to the areas' demand.
type market struct {
	areas  []string
	node   map[string]int
	arcs   []arc // each with its reverse next to it
	out    [][]int
	blocks map[block]int // arc of each block
	ties   map[string]int
	linkMW map[string]float64 // now, by tie
}

type block struct {
	area string
	jpy  float64
}

type arc struct {
	to         int
	left, cost float64
}

const (
	tieCost  = 10   // keeps power from going in circles
	tieShare = 0.85 // of a tie's limit may be traded, the rest is kept for help
)

func newMarket(d *deriver) *market {
	m := &market{areas: d.areaIDs(), node: make(map[string]int), blocks: make(map[block]int), ties: make(map[string]int), linkMW: make(map[string]float64)}
	m.out = make([][]int, len(m.areas)+2)
	source, sink := len(m.areas), len(m.areas)+1
	for i, area := range m.areas {
		m.node[area] = i
		m.add(i, sink, d.peakMW(area), 0)
	}
	sums := make(map[block]float64)
	var order []block
	for _, g := range d.atlas.GridGenerators {
		b := block{g.Area, g.CostPerMWh}
		if g.InService && g.MaxMW > 0 {
			if _, seen := sums[b]; !seen {
				order = append(order, b)
			}
			sums[b] += g.MaxMW
		}
	}
	for _, b := range order {
		m.blocks[b] = m.add(source, m.node[b.area], sums[b], b.jpy)
	}
	for _, t := range d.atlas.Interconnections {
		if t.Year == 0 {
			m.ties[t.ID] = m.add(m.node[t.From], m.node[t.To], tieShare*t.ForwardMW, tieCost)
			m.add(m.node[t.To], m.node[t.From], tieShare*t.ReverseMW, tieCost)
		}
	}
	for _, l := range d.atlas.GridLinks {
		if l.Year == 0 {
			m.linkMW[l.Interconnection] += l.ForwardMW
		}
	}
	return m
}

func (m *market) add(from, to int, mw, cost float64) int {
	m.arcs = append(m.arcs, arc{to, mw, cost}, arc{from, 0, -cost})
	at := len(m.arcs) - 2
	m.out[from] = append(m.out[from], at)
	m.out[to] = append(m.out[to], at+1)
	return at
}

// flow is what an arc carries: what its reverse could take back.
func (m *market) flow(at int) float64 { return m.arcs[at+1].left }

// clear sends power along the cheapest way left until demand is met.
func (m *market) clear() {
	source, sink := len(m.areas), len(m.areas)+1
	for {
		via := m.cheapest(source)
		if via[sink] < 0 {
			return
		}
		mw := math.Inf(1)
		for at := sink; at != source; at = m.arcs[via[at]^1].to {
			mw = min(mw, m.arcs[via[at]].left)
		}
		for at := sink; at != source; at = m.arcs[via[at]^1].to {
			m.arcs[via[at]].left -= mw
			m.arcs[via[at]^1].left += mw
		}
	}
}

const leastMW = 1e-6

// cheapest returns the last arc of the cheapest way to each node, −1 for none
// (Bellman and Ford: the reverse arcs have negative cost).
func (m *market) cheapest(source int) []int {
	cost, via := make([]float64, len(m.out)), make([]int, len(m.out))
	for i := range cost {
		cost[i], via[i] = math.Inf(1), -1
	}
	cost[source] = 0
	for range m.out {
		for from := range m.out {
			for _, at := range m.out[from] {
				if a := m.arcs[at]; a.left > leastMW && cost[from]+a.cost < cost[a.to]-1e-9 {
					cost[a.to], via[a.to] = cost[from]+a.cost, at
				}
			}
		}
	}
	return via
}

// share is the part of a block that runs.
func (m *market) share(area string, jpy float64) float64 {
	at, ok := m.blocks[block{area, jpy}]
	if !ok {
		return 0
	}
	return m.flow(at) / (m.flow(at) + m.arcs[at].left)
}

// thermalShare is the part of what an area's thermal stations can give that
// the market takes.
func (m *market) thermalShare(all []atlas.GridGenerator, area string) float64 {
	taken, can := 0.0, 0.0
	for _, g := range all {
		if g.Area == area && g.InService && fuels[g.Fuel].family == "thermal" {
			taken += g.MaxMW * m.share(area, g.CostPerMWh)
			can += g.MaxMW
		}
	}
	if can == 0 {
		return 0
	}
	return taken / can
}

// setLinks gives links their part of the tie's flow, by size.
func (m *market) setLinks(links []atlas.GridLink) {
	for i := range links {
		l := &links[i]
		at, ok := m.ties[l.Interconnection]
		if total := m.linkMW[l.Interconnection]; ok && total > 0 {
			mw := m.flow(at) - m.flow(at+2)
			l.MW = round(mw*l.ForwardMW/total, 3)
		}
	}
}
