package main

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
)

// loopKV is the voltage whose loops are kept open. Japan's utilities run 154 kV
// as separate systems, each behind one trunk station, so that it carries no
// through flow of the network above.
const loopKV = 154

// openLoops opens the lines of 154 kV that join the supply areas of two trunk
// stations: every bus belongs to the station nearest by line. Lines without
// which a part would stand alone stay closed, the shortest first.
func (d *deriver) openLoops() {
	kv := make(map[string]float64)
	for _, b := range d.atlas.GridBuses {
		kv[b.ID] = b.KV
	}
	s := &supply{of: make(map[string]string), km: make(map[string]float64), lines: make(map[string][]supplyLine)}
	for _, b := range d.atlas.GridBranches {
		switch {
		case b.Kind == atlas.GridTransformer && kv[b.To] == loopKV:
			s.offer(b.To, b.To, 0)
		case b.Kind == atlas.GridLine && kv[b.From] == loopKV:
			s.lines[b.From] = append(s.lines[b.From], supplyLine{b.To, b.LengthKm})
			s.lines[b.To] = append(s.lines[b.To], supplyLine{b.From, b.LengthKm})
		}
	}
	s.spread()
	joined := make(map[string]string)
	var loops []*atlas.GridBranch
	for i := range d.atlas.GridBranches {
		b := &d.atlas.GridBranches[i]
		if b.Kind == atlas.GridLine && kv[b.From] == loopKV && s.of[b.From] != s.of[b.To] {
			loops = append(loops, b)
		} else {
			unite(joined, b.From, b.To)
		}
	}
	slices.SortFunc(loops, func(x, y *atlas.GridBranch) int {
		return cmp.Or(cmp.Compare(x.LengthKm, y.LengthKm), cmp.Compare(x.ID, y.ID))
	})
	for _, b := range loops {
		b.InService = unite(joined, b.From, b.To)
	}
}

// unite joins the sets of two names and tells whether they were apart.
func unite(sets map[string]string, x, y string) bool {
	find := func(name string) string {
		for sets[name] != "" && sets[name] != name {
			name = sets[name]
		}
		return name
	}
	x, y = find(x), find(y)
	sets[max(x, y)] = min(x, y)
	return x != y
}

// supply is a shortest-path search from all trunk stations at once.
type supply struct {
	of    map[string]string // trunk station of each bus
	km    map[string]float64
	lines map[string][]supplyLine
	queue supplyQueue
}

type supplyLine struct {
	to string
	km float64
}

func (s *supply) offer(bus, station string, km float64) {
	if have, ok := s.km[bus]; ok && (have < km || have == km && s.of[bus] <= station) {
		return
	}
	s.of[bus], s.km[bus] = station, km
	heap.Push(&s.queue, supplyStop{bus, station, km})
}

func (s *supply) spread() {
	for s.queue.Len() > 0 {
		at := heap.Pop(&s.queue).(supplyStop)
		if s.of[at.bus] != at.station || s.km[at.bus] != at.km {
			continue
		}
		for _, l := range s.lines[at.bus] {
			s.offer(l.to, at.station, at.km+l.km)
		}
	}
}

type supplyStop struct {
	bus, station string
	km           float64
}

type supplyQueue []supplyStop

func (q supplyQueue) Len() int { return len(q) }
func (q supplyQueue) Less(i, k int) bool {
	return cmp.Or(cmp.Compare(q[i].km, q[k].km), cmp.Compare(q[i].station, q[k].station), cmp.Compare(q[i].bus, q[k].bus)) < 0
}
func (q supplyQueue) Swap(i, k int) { q[i], q[k] = q[k], q[i] }
func (q *supplyQueue) Push(x any)   { *q = append(*q, x.(supplyStop)) }
func (q *supplyQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
