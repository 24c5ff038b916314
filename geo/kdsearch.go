package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// soleSearch looks for the point with the least chord, and whether it is the
// only one that can be the nearest.
type soleSearch struct {
	ix     *Index
	u      vector
	slot   int
	first  float64 // the least squared chord
	second float64 // the next, where that is within reach
	reach  float64 // squared chord that holds the nearest: widen(first)
}

func (ix *Index) soleSearch(u vector) soleSearch {
	inf := math.Inf(1)
	s := soleSearch{ix: ix, u: u, first: inf, second: inf, reach: inf}
	s.visit(0, 0, len(ix.vectors))
	return s
}

// sole reports whether slot holds the nearest point beyond doubt.
func (s *soleSearch) sole() bool { return s.second > s.reach }

func (s *soleSearch) visit(node, low, high int) {
	if high-low <= leafSize {
		s.scan(low, high)
		return
	}
	half := low + (high-low)/2
	near, far := 2*node+1, 2*node+2
	dNear, dFar := s.ix.boxes[near].chord2(s.u), s.ix.boxes[far].chord2(s.u)
	if dNear <= dFar {
		if dNear <= s.reach {
			s.visit(near, low, half)
		}
		if dFar <= s.reach {
			s.visit(far, half, high)
		}
		return
	}
	if dFar <= s.reach {
		s.visit(far, half, high)
	}
	if dNear <= s.reach {
		s.visit(near, low, half)
	}
}

func (s *soleSearch) scan(low, high int) {
	for i, v := range s.ix.vectors[low:high] {
		switch c := chord2(s.u, v); {
		case c < s.first:
			s.second, s.first, s.slot = s.first, c, low+i
			s.reach = widen(c)
		case c < s.second:
			s.second = c
		}
	}
}

// nearestChords appends the k slots nearest to u with their squared chords, as
// a heap with the farthest on top.
func (ix *Index) nearestChords(dst []Neighbor, u vector, k int) []Neighbor {
	h := chordHeap{start: len(dst), k: k, items: dst}
	ix.fill(&h, u, 0, 0, len(ix.vectors))
	return h.items
}

func (ix *Index) fill(h *chordHeap, u vector, node, low, high int) {
	if high-low <= leafSize {
		for i, v := range ix.vectors[low:high] {
			h.offer(Neighbor{low + i, chord2(u, v)})
		}
		return
	}
	half := low + (high-low)/2
	left, right := 2*node+1, 2*node+2
	dl, dr := ix.boxes[left].chord2(u), ix.boxes[right].chord2(u)
	if dl <= dr && dl < h.limit() {
		ix.fill(h, u, left, low, half)
	}
	if dr < h.limit() {
		ix.fill(h, u, right, half, high)
	}
	if dl > dr && dl < h.limit() {
		ix.fill(h, u, left, low, half)
	}
}

// collect appends the slots within a squared chord of u.
func (ix *Index) collect(dst []Neighbor, u vector, reach float64) []Neighbor {
	return ix.collectFrom(dst, u, reach, 0, 0, len(ix.vectors))
}

func (ix *Index) collectFrom(dst []Neighbor, u vector, reach float64, node, low, high int) []Neighbor {
	if ix.boxes[node].chord2(u) > reach {
		return dst
	}
	if high-low <= leafSize {
		for i, v := range ix.vectors[low:high] {
			if c := chord2(u, v); c <= reach {
				dst = append(dst, Neighbor{low + i, c})
			}
		}
		return dst
	}
	half := low + (high-low)/2
	dst = ix.collectFrom(dst, u, reach, 2*node+1, low, half)
	return ix.collectFrom(dst, u, reach, 2*node+2, half, high)
}

// fastSearch looks for the least fast distance within a squared chord.
type fastSearch struct {
	ix    *Index
	p     orb.Point
	u     vector
	reach float64
	best  Neighbor
}

func (s *fastSearch) visit(node, low, high int) {
	if s.ix.boxes[node].chord2(s.u) > s.reach {
		return
	}
	if high-low > leafSize {
		half := low + (high-low)/2
		s.visit(2*node+1, low, half)
		s.visit(2*node+2, half, high)
		return
	}
	for i, v := range s.ix.vectors[low:high] {
		if chord2(s.u, v) > s.reach {
			continue
		}
		id := int(s.ix.ids[low+i])
		km := fastKm(s.u, v, s.p, s.ix.points[id])
		if km < s.best.Km || km == s.best.Km && id < s.best.Index {
			s.best = Neighbor{id, km}
		}
	}
}
