package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// edge is a side of a ring, its lower end first; level edges are left out.
type edge struct{ low, high orb.Point }

// slabs is a polygon cut into level slabs of one height, each with the edges
// that touch it, so that a ray meets only the few edges at its own latitude.
type slabs struct {
	shape     int
	low, high orb.Point // bounds
	perDeg    float64   // slabs per degree of latitude
	starts    []int32   // edges of slab i are edges[starts[i]:starts[i+1]]
	edges     []edge
}

func newSlabs(shape int, polygon orb.Polygon) slabs {
	all := edgesOf(polygon)
	s := slabs{shape: shape, edges: all}
	if len(all) == 0 {
		return s
	}
	s.low, s.high = all[0].low, all[0].low
	for _, e := range all {
		s.low[1] = min(s.low[1], e.low[1])
		s.high[1] = max(s.high[1], e.high[1])
		s.low[0] = min(s.low[0], e.low[0], e.high[0])
		s.high[0] = max(s.high[0], e.low[0], e.high[0])
	}
	n := slabCount(all, s.high[1]-s.low[1])
	if s.perDeg = float64(n) / (s.high[1] - s.low[1]); !finite(s.perDeg) {
		n, s.perDeg = 1, 0 // a shape of denormal height
	}
	s.deal(all, n)
	return s
}

func edgesOf(polygon orb.Polygon) (edges []edge) {
	for _, ring := range polygon {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			switch {
			case a[1] < b[1]:
				edges = append(edges, edge{a, b})
			case a[1] > b[1]:
				edges = append(edges, edge{b, a})
			}
		}
	}
	return edges
}

// slabCount returns as many slabs as there are edges, or fewer where long
// edges would then stand in more than eight slabs on average.
func slabCount(edges []edge, height float64) int {
	sum := 0.0
	for _, e := range edges {
		sum += e.high[1] - e.low[1]
	}
	n := float64(len(edges))
	return max(1, int(min(n, 8*n*height/sum)))
}

// deal puts each edge into every slab it touches.
func (s *slabs) deal(all []edge, n int) {
	s.starts = make([]int32, n+1)
	for _, e := range all {
		for i := s.slab(e.low[1], n); i <= s.slab(e.high[1], n); i++ {
			s.starts[i+1]++
		}
	}
	for i := range n {
		s.starts[i+1] += s.starts[i]
	}
	s.edges = make([]edge, s.starts[n])
	next := make([]int32, n)
	copy(next, s.starts)
	for _, e := range all {
		for i := s.slab(e.low[1], n); i <= s.slab(e.high[1], n); i++ {
			s.edges[next[i]] = e
			next[i]++
		}
	}
}

// slab returns the slab of n that a latitude within the bounds falls into. It
// never falls as the latitude rises, so an edge stands in the slab of every
// latitude between its ends.
func (s *slabs) slab(lat float64, n int) int {
	return min(n-1, int((lat-s.low[1])*s.perDeg))
}

func (s *slabs) holds(p orb.Point) bool {
	if !(p[1] >= s.low[1] && p[1] < s.high[1]) {
		return false
	}
	i := s.slab(p[1], len(s.starts)-1)
	inside := false
	edges := s.edges[s.starts[i]:s.starts[i+1]]
	for j := range edges {
		if edges[j].eastOf(p) {
			inside = !inside
		}
	}
	return inside
}

// eastOf reports whether the ray from p eastwards crosses the edge. The edge
// runs upwards whichever ring it is from, so that two shapes that share it
// agree to the last bit.
func (e *edge) eastOf(p orb.Point) bool {
	return e.low[1] <= p[1] && p[1] < e.high[1] &&
		(p[0]-e.low[0])*(e.high[1]-e.low[1]) < (e.high[0]-e.low[0])*(p[1]-e.low[1])
}

// degreesLong returns the longer of the edge's extents.
func degreesLong(a, b orb.Point) float64 {
	return max(math.Abs(b[0]-a[0]), math.Abs(b[1]-a[1]))
}
