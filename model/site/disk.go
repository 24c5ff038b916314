package site

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// weighted is a place that counts with an amount.
type weighted struct {
	at     orb.Point
	amount float64
	origin uint16
}

// disks sums the amounts of the places within a radius of a point. The places
// stand in a k-d tree on the auxiliary sphere whose nodes know their sum: an
// arc σ there bounds the geodesic s by b·σ ≤ s ≤ a·σ, so a node that lies
// wholly within km/a counts as a whole, one wholly beyond km/b not at all, and
// only the places between are measured.
type disks struct {
	km           float64
	inner, outer float64 // squared chords of the arcs km/a and km/b
	places       []weighted
	vectors      [][3]float64
	nodes        []node // children of i are 2i+1 and 2i+2
	weaker       func(i, j uint16) uint16
}

// node is a part of the tree with its sum and its weakest provenance.
type node struct {
	low, high [3]float64
	sum       float64
	origin    uint16
}

// total is a sum over places; origin has no meaning when any is false.
type total struct {
	sum    float64
	origin uint16
	any    bool
}

// The WGS84 ellipsoid, rounded outwards so that the bounds hold.
const (
	equatorialKm = 6378.138
	polarKm      = 6356.752
	polarRatio   = 1 - 1/298.257223563
	diskLeaf     = 8 // places below which a node is not split
)

func newDisks(places []weighted, km float64, weaker func(i, j uint16) uint16) *disks {
	chord2 := func(arc float64) float64 {
		c := 2 * math.Sin(min(arc, math.Pi)/2)
		return c * c
	}
	d := &disks{km: km, inner: chord2(km / equatorialKm), outer: chord2(km / polarKm), places: slices.Clone(places), weaker: weaker}
	d.vectors = make([][3]float64, len(places))
	if len(places) > 0 {
		d.build(0, 0, len(places))
	}
	return d
}

// build arranges places[low:high] under a node, split at the median of the
// widest side of their box.
func (d *disks) build(at, low, high int) {
	part := d.places[low:high]
	n := node{origin: part[0].origin}
	for i, p := range part {
		v := unitVector(p.at)
		d.vectors[low+i] = v
		n.sum += p.amount
		n.origin = d.weaker(n.origin, p.origin)
		if i == 0 {
			n.low, n.high = v, v
		}
		for k, x := range v {
			n.low[k], n.high[k] = min(n.low[k], x), max(n.high[k], x)
		}
	}
	if at >= len(d.nodes) {
		d.nodes = append(d.nodes, make([]node, at+1-len(d.nodes))...)
	}
	d.nodes[at] = n
	if high-low <= diskLeaf {
		return
	}
	axis := n.widest()
	slices.SortStableFunc(part, func(a, b weighted) int { return cmp.Compare(unitVector(a.at)[axis], unitVector(b.at)[axis]) })
	half := low + (high-low)/2
	d.build(2*at+1, low, half)
	d.build(2*at+2, half, high)
}

func (n *node) widest() int {
	axis := 0
	for k := range n.low {
		if n.high[k]-n.low[k] > n.high[axis]-n.low[axis] {
			axis = k
		}
	}
	return axis
}

// chords2 returns the least and the greatest squared distance from u to the box.
func (n *node) chords2(u [3]float64) (least, greatest float64) {
	for k, x := range u {
		below, above := n.low[k]-x, x-n.high[k]
		near, far := max(below, above, 0), max(-below, -above)
		least += float64(near * near) // no fused sums: the same bytes on every processor
		greatest += float64(far * far)
	}
	return least, greatest
}

// around sums the places within the radius of p.
func (d *disks) around(p orb.Point) total {
	var t total
	if len(d.places) > 0 {
		d.visit(&t, p, unitVector(p), 0, 0, len(d.places))
	}
	return t
}

func (d *disks) visit(t *total, p orb.Point, u [3]float64, at, low, high int) {
	n := &d.nodes[at]
	least, greatest := n.chords2(u)
	switch {
	case least > d.outer:
	case greatest < d.inner:
		d.add(t, n.sum, n.origin)
	case high-low <= diskLeaf:
		for i := low; i < high; i++ {
			if d.within(p, u, i) {
				d.add(t, d.places[i].amount, d.places[i].origin)
			}
		}
	default:
		half := low + (high-low)/2
		d.visit(t, p, u, 2*at+1, low, half)
		d.visit(t, p, u, 2*at+2, half, high)
	}
}

func (d *disks) within(p orb.Point, u [3]float64, i int) bool {
	v := d.vectors[i]
	x, y, z := u[0]-v[0], u[1]-v[1], u[2]-v[2]
	c := x*x + y*y + z*z
	return c < d.inner || c <= d.outer && geo.DistanceKm(p, d.places[i].at) <= d.km
}

func (d *disks) add(t *total, amount float64, origin uint16) {
	t.sum += amount
	if t.any {
		origin = d.weaker(t.origin, origin)
	}
	t.origin, t.any = origin, true
}

// unitVector stands at the longitude and the reduced latitude of p.
func unitVector(p orb.Point) [3]float64 {
	sinLat, cosLat := math.Sincos(p[1] * (math.Pi / 180))
	sinLon, cosLon := math.Sincos(p[0] * (math.Pi / 180))
	z := sinLat * polarRatio
	r := math.Hypot(cosLat, z)
	return [3]float64{cosLat / r * cosLon, cosLat / r * sinLon, z / r}
}
