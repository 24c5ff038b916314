package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// Two links are taken to run in one corridor
//   - when their expressways share sharedKm or more, as the distances between
//     their four towns tell, or
//   - when alongsideKm or more of one, drawn straight, lies within besideKm of the
//     other.
const (
	sharedKm    = 15
	alongsideKm = 5
	besideKm    = 2
	// forkShare and forkKm bound how far apart on the map two links from one town
	// may be where they are said to part, of the way shared.
	forkShare = 0.35
	forkKm    = 10
	// roundingKm is how far sums of the sheet's distances may differ that should
	// be equal.
	roundingKm = 1
)

// tokaidoCoast are the towns of the coast between Tokyo and Nagoya, one strip
// between mountains and sea for roads, railways and fiber alike.
var tokaidoCoast = []string{"東京", "横浜", "相模原", "静岡", "浜松", "豊橋", "名古屋", "津"}

const groupTokaido = "corridor-tokaido-coast"

// shareCorridors names the groups of links that run in one corridor. A group is a
// set of links of which every two do.
func (d *deriver) shareCorridors() {
	t := &d.trunk
	spans := d.atlas.FiberSpans
	for i, l := range t.links {
		if t.onCoast(l) {
			spans[i].SharedRisk = append(spans[i].SharedRisk, groupTokaido)
		}
	}
	var groups [][]int
	for i := range t.links {
		for j := range i {
			if t.together(t.links[i], t.links[j]) {
				groups = join(groups, j, i, func(x, y int) bool { return t.together(t.links[x], t.links[y]) })
			}
		}
	}
	for k, group := range groups {
		id := fmt.Sprintf("corridor-%03d", k+1)
		for _, i := range group {
			spans[i].SharedRisk = append(spans[i].SharedRisk, id)
		}
	}
}

// join puts two numbers into the first group that takes both, else into a new one.
func join(groups [][]int, x, y int, together func(x, y int) bool) [][]int {
	fits := func(group []int, x int) bool {
		return slices.Contains(group, x) || !slices.ContainsFunc(group, func(g int) bool { return !together(g, x) })
	}
	for k, group := range groups {
		if fits(group, x) && fits(group, y) {
			for _, n := range []int{x, y} {
				if !slices.Contains(group, n) {
					groups[k] = append(groups[k], n)
				}
			}
			return groups
		}
	}
	return append(groups, []int{x, y})
}

// onCoast finds links along the Tokaido coast: between two of its towns, one of
// them in its middle.
func (t *trunk) onCoast(l link) bool {
	among := func(names []string) int {
		n := 0
		for _, name := range names {
			if i := t.index[name]; i == l.a || i == l.b {
				n++
			}
		}
		return n
	}
	return among(tokaidoCoast) == 2 && among(tokaidoCoast[3:6]) > 0
}

func (t *trunk) together(x, y link) bool {
	if !x.apart && !y.apart && t.sharesRoad(x, y) {
		return true
	}
	a, b, c, d := t.towns[x.a].at, t.towns[x.b].at, t.towns[y.a].at, t.towns[y.b].at
	return alongKm(a, b, c, d) >= alongsideKm || alongKm(c, d, a, b) >= alongsideKm
}

// sharesRoad tells from the distances on the expressways whether two links share a
// stretch. On ways a–b and c–d with a common stretch of length s, passed in the
// same sense, ab + cd = ad + cb = ac + bd + 2s.
func (t *trunk) sharesRoad(x, y link) bool {
	a, b, c, d := x.a, x.b, y.a, y.b
	km := t.roadKm
	straight, turned := km[a][c]+km[b][d], km[a][d]+km[b][c]
	if straight > turned {
		straight, turned = turned, straight
		c, d = d, c
	}
	own := km[a][b] + km[c][d]
	shared := (own - straight) / 2
	if math.IsInf(own, 1) || !(shared >= sharedKm) || math.Abs(own-turned) > roundingKm {
		return false
	}
	switch {
	case a == c:
		return t.parts(a, b, d, shared)
	case b == d:
		return t.parts(b, a, c, shared)
	}
	return true
}

// parts tells whether two links from one town can have so much in common, by where
// their straight lines are when they part: of two ways to neighbouring towns the
// distances alone cannot tell.
func (t *trunk) parts(town, b, d int, shared float64) bool {
	at := func(end int) orb.Point {
		return geo.Interpolate(t.towns[town].at, t.towns[end].at, min(1, shared/t.roadKm[town][end]))
	}
	return geo.DistanceKm(at(b), at(d)) <= max(forkKm, forkShare*shared)
}

// alongKm is how much of the straight line a–b lies within besideKm of c–d.
func alongKm(a, b, c, d orb.Point) float64 {
	const stepKm, besideDegrees = 0.5, 0.1 // more than besideKm and the bend of a geodesic
	if other := (orb.LineString{c, d}).Bound().Pad(besideDegrees); !other.Intersects(orb.LineString{a, b}.Bound()) {
		return 0
	}
	length := geo.DistanceKm(a, b)
	steps := int(math.Ceil(length / stepKm))
	along := 0.0
	for i := range steps {
		p := geo.Interpolate(a, b, (float64(i)+0.5)/float64(steps))
		if aside(p, c, d) <= besideKm {
			along += length / float64(steps)
		}
	}
	return along
}

// aside is the distance of a point from a straight line, by the sides of the
// triangle.
func aside(p, a, b orb.Point) float64 {
	pa, pb, ab := geo.FastDistanceKm(p, a), geo.FastDistanceKm(p, b), geo.FastDistanceKm(a, b)
	if ab == 0 {
		return pa
	}
	foot := (float64(pa*pa) + float64(ab*ab) - float64(pb*pb)) / (2 * ab)
	if foot <= 0 || foot >= ab {
		return min(pa, pb)
	}
	return math.Sqrt(max(0, float64(pa*pa)-float64(foot*foot)))
}
