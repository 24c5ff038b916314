package geo

import (
	"cmp"
	"slices"
)

// leafSize is the number of points below which a node is searched one by one.
const leafSize = 8

// box is the smallest box round the points of a node.
type box struct{ low, high vector }

// chord2 returns the squared distance from u to the box, 0 inside.
func (b *box) chord2(u vector) float64 {
	x := outside(u[0], b.low[0], b.high[0])
	y := outside(u[1], b.low[1], b.high[1])
	z := outside(u[2], b.low[2], b.high[2])
	return x*x + y*y + z*z
}

// outside returns how far x is from the interval, of either sign.
func outside(x, low, high float64) float64 {
	if x < low {
		return low - x
	}
	if x > high {
		return x - high
	}
	return 0
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
