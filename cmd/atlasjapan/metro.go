package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// A metro span joins an exchange, carrier hotel or landing to a neighbour: two
// nodes at most localKm apart with no third inside the circle over their line
// (Gabriel graph), over land but for seaKm and on one main island. Nodes that are
// left without a way to a long-haul node get one to the nearest of their prefecture.
const (
	localKm      = 20
	metroKm      = 60 // above it a hop counts as long haul
	metroFactor  = 1.9
	longFactor   = 1.3
	seaKm        = 4
	inCityKm     = 0.25 // the least way between two buildings
	neighbourWhy = "wattbit: neighbours in a metro (Gabriel graph), air line × 1.9; design estimate of metro hops 1.4–2.1"
	nearestWhy   = "wattbit: the way to the nearest long-haul node of the prefecture, air line × 1.9 under 60 km, else × 1.3"
)

// metro joins the nodes of d to each other.
type metro struct {
	d     *deriver
	nodes []atlas.FiberNode
	shore *geo.Locator
}

func (d *deriver) metroSpans() {
	var shapes []orb.MultiPolygon
	for _, o := range d.atlas.Outlines {
		shapes = append(shapes, o.Shape)
	}
	shore, err := geo.NewLocator(shapes)
	if err != nil {
		d.fail("outlines: %w", err)
		return
	}
	m := metro{d, d.atlas.FiberNodes, shore}
	for i, a := range m.nodes {
		for _, b := range m.nodes[:i] {
			if !(a.LongHaul && b.LongHaul) && m.neighbours(a, b) && m.overLand(a, b) {
				m.join(b, a, neighbourWhy)
			}
		}
	}
	for {
		a, b, ok := m.leftOut()
		if !ok {
			return
		}
		m.join(b, a, nearestWhy)
	}
}

func (m *metro) join(a, b atlas.FiberNode, why string) {
	m.d.atlas.FiberSpans = append(m.d.atlas.FiberSpans, metroSpan(a, b, why))
}

// leftOut finds the shortest span within a prefecture that gives a node without a
// way to a long-haul node one.
func (m *metro) leftOut() (node, to atlas.FiberNode, ok bool) {
	served := m.served()
	best := math.Inf(1)
	for _, a := range m.nodes {
		if served[a.ID] {
			continue
		}
		for _, b := range m.nodes {
			if km := geo.DistanceKm(a.Location, b.Location); b.LongHaul && km < best && m.prefecture(a) == m.prefecture(b) {
				node, to, best = a, b, km
			}
		}
	}
	return node, to, !math.IsInf(best, 1)
}

// served are the nodes that spans join to a long-haul node, or that are one.
func (m *metro) served() map[string]bool {
	served := make(map[string]bool)
	for _, n := range m.nodes {
		served[n.ID] = n.LongHaul
	}
	for more := true; more; {
		more = false
		for _, s := range m.d.atlas.FiberSpans {
			if s.Kind == atlas.MetroSpan && served[s.From] != served[s.To] {
				served[s.From], served[s.To], more = true, true, true
			}
		}
	}
	return served
}

func metroSpan(a, b atlas.FiberNode, why string) atlas.FiberSpan {
	km := geo.DistanceKm(a.Location, b.Location)
	if km < metroKm {
		km = max(inCityKm, round(metroFactor*km, 1))
	} else {
		km = round(longFactor*km, 1)
	}
	return atlas.FiberSpan{ID: fmt.Sprintf("metro-%s-%s", a.ID, b.ID), From: a.ID, To: b.ID, Kind: atlas.MetroSpan, LengthKm: km,
		LengthBasis: optical.Estimated, CapacityGbps: math.NaN(), ReadyYear: max(a.ReadyYear, b.ReadyYear), Provenance: estimate(why)}
}

// neighbours tells whether a and b are near, with no third node in the circle over
// their line. A planned node does not come between others.
func (m *metro) neighbours(a, b atlas.FiberNode) bool {
	ab := geo.DistanceKm(a.Location, b.Location)
	if ab > localKm {
		return false
	}
	for _, c := range m.nodes {
		if c.ID == a.ID || c.ID == b.ID || c.ReadyYear > max(a.ReadyYear, b.ReadyYear) {
			continue
		}
		ac, bc := geo.DistanceKm(a.Location, c.Location), geo.DistanceKm(b.Location, c.Location)
		if float64(ac*ac)+float64(bc*bc) < float64(ab*ab) {
			return false
		}
	}
	return true
}

// overLand tells whether the straight line between two nodes stays on one main
// island.
func (m *metro) overLand(a, b atlas.FiberNode) bool {
	return island(m.prefecture(a)) == island(m.prefecture(b)) && m.seaKm(a.Location, b.Location) <= seaKm
}

func (m *metro) prefecture(n atlas.FiberNode) string {
	i, _, ok := m.shore.NearestShape(n.Location)
	if !ok {
		return ""
	}
	return shortID(m.d.atlas.Outlines[i].Region)
}

// seaKm is how much of the straight line lies more than a kilometre off the
// simplified shore.
func (m *metro) seaKm(a, b orb.Point) float64 {
	const stepKm, shoreKm = 0.5, 1
	length := geo.DistanceKm(a, b)
	steps := int(math.Ceil(length / stepKm))
	sea := 0.0
	for i := range steps {
		p := geo.Interpolate(a, b, (float64(i)+0.5)/float64(steps))
		if _, km, ok := m.shore.NearestShape(p); ok && km > shoreKm {
			sea += length / float64(steps)
		}
	}
	return sea
}
