package geo

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// Neighbor is a point of an [Index] and its geodesic distance.
type Neighbor struct {
	Index int // position in the slice the index was made from
	Km    float64
}

// Index finds the nearest of many points.
type Index struct{ points []orb.Point }

// NewIndex returns an index over a copy of points.
func NewIndex(points []orb.Point) (*Index, error) {
	if err := checkPoints(points); err != nil {
		return nil, err
	}
	return &Index{slices.Clone(points)}, nil
}

// Len returns the number of points.
func (ix *Index) Len() int { return len(ix.points) }

// Nearest appends to dst the k points nearest to p.
func (ix *Index) Nearest(dst []Neighbor, p orb.Point, k int) []Neighbor {
	start := len(dst)
	dst = ix.Within(dst, p, 1e9)
	return dst[:min(len(dst), start+max(k, 0))]
}

// Within appends to dst the points within km of p, nearest first.
func (ix *Index) Within(dst []Neighbor, p orb.Point, km float64) []Neighbor {
	start := len(dst)
	for i, q := range ix.points {
		if d := DistanceKm(p, q); d <= km {
			dst = append(dst, Neighbor{i, d})
		}
	}
	slices.SortFunc(dst[start:], func(a, b Neighbor) int {
		return cmp.Or(cmp.Compare(a.Km, b.Km), cmp.Compare(a.Index, b.Index))
	})
	return dst
}

// NearestFast returns the point nearest to p by [FastDistanceKm], and false
// when there is none.
func (ix *Index) NearestFast(p orb.Point) (n Neighbor, ok bool) {
	for i, q := range ix.points {
		if d := FastDistanceKm(p, q); !ok && d >= 0 || d < n.Km {
			n, ok = Neighbor{i, d}, true
		}
	}
	return n, ok
}
