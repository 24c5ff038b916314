package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// leafSize is the number of points below which a node is searched one by one.
const leafSize = 8

// box is the smallest box round the points of a node.
type box struct{ low, high vector }

// chord2 returns the squared distance from u to the box, 0 inside.
func (b *box) chord2(u vector) float64 {
	sum := 0.0
	for i, x := range u {
		d := max(b.low[i]-x, x-b.high[i], 0)
		sum += d * d
	}
	return sum
}

func boxOf(vectors []vector) box {
	b := box{vectors[0], vectors[0]}
	for _, v := range vectors {
		for i, x := range v {
			b.low[i], b.high[i] = min(b.low[i], x), max(b.high[i], x)
		}
	}
	return b
}

func (b *box) widest() int {
	axis := 0
	for i := range b.low {
		if b.high[i]-b.low[i] > b.high[axis]-b.low[axis] {
			axis = i
		}
	}
	return axis
}

// treeItem is a point while the tree is built.
type treeItem struct {
	v  vector
	id int32
}

func (ix *Index) build() {
	items := make([]treeItem, len(ix.points))
	for i, p := range ix.points {
		items[i] = treeItem{unitVector(p), int32(i)}
	}
	ix.vectors = make([]vector, len(items))
	ix.ids = make([]int32, len(items))
	ix.split(items, 0, 0)
}

// split sorts the points of a node along its widest axis and halves them;
// ties break by position, so that the tree is the same every time.
func (ix *Index) split(items []treeItem, node, low int) {
	for i, item := range items {
		ix.vectors[low+i], ix.ids[low+i] = item.v, item.id
	}
	if len(items) == 0 {
		return
	}
	b := boxOf(ix.vectors[low : low+len(items)])
	for len(ix.boxes) <= node {
		ix.boxes = append(ix.boxes, box{})
	}
	ix.boxes[node] = b
	if len(items) <= leafSize {
		return
	}
	axis := b.widest()
	slices.SortFunc(items, func(x, y treeItem) int {
		return cmp.Or(cmp.Compare(x.v[axis], y.v[axis]), cmp.Compare(x.id, y.id))
	})
	half := len(items) / 2
	ix.split(items[:half], 2*node+1, low)
	ix.split(items[half:], 2*node+2, low+half)
}

// nearestChord2 returns the least squared chord from u to a point.
func (ix *Index) nearestChord2(u vector) float64 {
	return ix.nearer(u, math.Inf(1), 0, 0, len(ix.vectors))
}

// nearer returns best, or the least squared chord in a node if that is less.
func (ix *Index) nearer(u vector, best float64, node, low, high int) float64 {
	if high-low <= leafSize {
		for _, v := range ix.vectors[low:high] {
			best = min(best, chord2(u, v))
		}
		return best
	}
	half := low + (high-low)/2
	left, right := 2*node+1, 2*node+2
	dl, dr := ix.boxes[left].chord2(u), ix.boxes[right].chord2(u)
	if dl <= dr {
		if dl < best {
			best = ix.nearer(u, best, left, low, half)
		}
		if dr < best {
			best = ix.nearer(u, best, right, half, high)
		}
		return best
	}
	if dr < best {
		best = ix.nearer(u, best, right, half, high)
	}
	if dl < best {
		best = ix.nearer(u, best, left, low, half)
	}
	return best
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
