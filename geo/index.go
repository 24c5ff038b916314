package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Neighbor is a point of an [Index] and its distance.
type Neighbor struct {
	Index int // position in the slice the index was made from
	Km    float64
}

// Index finds the nearest of many points, exactly: its answers are those of
// sorting all points by [DistanceKm], then by their position.
//
// The points stand in a k-d tree on the auxiliary sphere (the unit sphere at
// reduced latitudes). An arc σ there bounds the geodesic distance s on both
// sides, b·σ ≤ s ≤ a·σ with the polar and the equatorial radius, since the
// metric a²cos²β dλ² + (a²sin²β + b²cos²β) dβ² lies between those of the
// spheres of radius b and a. The tree gives the points within a/b of the
// nearest arc, and only those are measured exactly.
type Index struct {
	points  []orb.Point // as given
	vectors []vector    // in the order of the tree
	ids     []int32     // position in points of each vector
	boxes   []box       // of the nodes: children of i are 2i+1 and 2i+2
}

// NewIndex returns an index over a copy of points; no points are fine. It
// reports the first point that [CheckLonLat] refuses.
func NewIndex(points []orb.Point) (*Index, error) {
	if err := checkPoints(points); err != nil {
		return nil, err
	}
	ix := &Index{points: slices.Clone(points)}
	ix.build()
	return ix, nil
}

// Len returns the number of points.
func (ix *Index) Len() int { return len(ix.points) }

// Nearest appends to dst the k points nearest to p, nearest first and among
// equals the first given, and returns the extended slice. It allocates only
// to grow dst. Fewer than k points, or a p off the globe, give what there is.
func (ix *Index) Nearest(dst []Neighbor, p orb.Point, k int) []Neighbor {
	k = min(k, len(ix.points))
	if k <= 0 || !valid(p) {
		return dst
	}
	start, u := len(dst), unitVector(p)
	if k == 1 {
		s := ix.soleSearch(u)
		if s.sole() {
			return append(dst, ix.exact(s.slot, p))
		}
		dst = ix.collect(dst, u, s.reach)
	} else {
		dst = ix.nearestChords(dst, u, k)
		dst = ix.collect(dst[:start], u, widen(dst[start].Km))
	}
	ix.measure(dst[start:], p)
	return dst[:start+k]
}

// Within appends to dst the points at most km from p, in the order of
// [Index.Nearest], and returns the extended slice.
func (ix *Index) Within(dst []Neighbor, p orb.Point, km float64) []Neighbor {
	if !(km >= 0) || !valid(p) || len(ix.points) == 0 {
		return dst
	}
	start, arc := len(dst), min(math.Pi, km*1000/polarRadiusM)
	dst = ix.collect(dst, unitVector(p), slack(2*math.Sin(arc/2)))
	ix.measure(dst[start:], p)
	for len(dst) > start && dst[len(dst)-1].Km > km {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// NearestFast returns the point nearest to p by [FastDistanceKm], the first of
// equals, and that distance; false for an empty index or a p off the globe.
// It never allocates. The point it returns is at most 10 parts per million
// farther than the nearest.
func (ix *Index) NearestFast(p orb.Point) (n Neighbor, ok bool) {
	if len(ix.points) == 0 || !valid(p) {
		return Neighbor{-1, math.NaN()}, false
	}
	u := unitVector(p)
	sole := ix.soleSearch(u)
	if sole.sole() {
		id := ix.ids[sole.slot]
		return Neighbor{int(id), fastKm(u, ix.vectors[sole.slot], p, ix.points[id])}, true
	}
	s := fastSearch{ix: ix, p: p, u: u, reach: sole.reach, best: Neighbor{-1, math.Inf(1)}}
	s.visit(0, 0, len(ix.vectors))
	return s.best, true
}

// widen returns a chord² that covers the arc σ·a/b for the chord² at arc σ: no
// point beyond can be nearer than one at σ. It uses sin kx ≤ k sin x for k ≥ 1
// and leaves room for the error of the fast distance and for rounding.
func widen(reach float64) float64 {
	const stretch = (1 + 1.2e-5) / polarRatio
	return slack(stretch * math.Sqrt(reach))
}

// slack adds to a chord what rounding can take, 64 nm on the ground, and
// squares it.
func slack(chord float64) float64 {
	c := chord*(1+1e-14) + 1e-14
	return c * c
}

// measure replaces slots of the tree by neighbours at exact distances, sorted.
func (ix *Index) measure(found []Neighbor, p orb.Point) {
	for i, n := range found {
		found[i] = ix.exact(n.Index, p)
	}
	slices.SortFunc(found, func(a, b Neighbor) int {
		return cmp.Or(cmp.Compare(a.Km, b.Km), cmp.Compare(a.Index, b.Index))
	})
}

// exact returns the point in a slot of the tree and its distance from p.
func (ix *Index) exact(slot int, p orb.Point) Neighbor {
	id := ix.ids[slot]
	return Neighbor{int(id), DistanceKm(p, ix.points[id])}
}
