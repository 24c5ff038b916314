package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// How much longer the way over spans already taken may be than the expressway
// before a pair of towns gets a span of its own; more when that span would cross
// another on the map.
const (
	maxDetour         = 1.1
	maxDetourCrossing = 1.15
)

// link is a span between two towns, by their numbers.
type link struct {
	a, b  int
	km    float64
	apart bool // on a way that the expressway sheet does not have
}

// thin takes the pairs of towns from the shortest to the longest, and keeps those
// that the links so far would lead a detour: a greedy spanner (Althöfer et al.
// 1993), so that no pair's detour is above maxDetourCrossing. The links given
// stay.
func (t *trunk) thin(links []link) []link {
	var pairs []link
	for i := range t.towns {
		for j := range i {
			if km := t.km(i, j); !math.IsInf(km, 1) {
				pairs = append(pairs, link{a: j, b: i, km: km})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y link) int {
		switch {
		case x.km != y.km:
			return cmp.Compare(x.km, y.km)
		case x.a != y.a:
			return x.a - y.a
		}
		return x.b - y.b
	})
	w := newWays(len(t.towns), links)
	for _, p := range pairs {
		limit := maxDetour * p.km
		if slices.ContainsFunc(links, func(l link) bool { return t.cross(p, l) }) {
			limit = maxDetourCrossing * p.km
		}
		if w.km(p.a, p.b, limit) > limit {
			links = append(links, p)
			w.add(p)
		}
	}
	return links
}

// cross tells whether two links cross on the map, ends apart.
func (t *trunk) cross(x, y link) bool {
	if x.a == y.a || x.a == y.b || x.b == y.a || x.b == y.b {
		return false
	}
	a, b, c, d := t.towns[x.a].at, t.towns[x.b].at, t.towns[y.a].at, t.towns[y.b].at
	return turn(a, b, c)*turn(a, b, d) < 0 && turn(c, d, a)*turn(c, d, b) < 0
}

func turn(a, b, c orb.Point) float64 {
	return float64((b[0]-a[0])*(c[1]-a[1])) - float64((b[1]-a[1])*(c[0]-a[0]))
}

// ways finds shortest ways over links.
type ways struct {
	from [][]link // links of each town, a being the town
	dist []float64
	done []bool
}

func newWays(towns int, links []link) *ways {
	w := &ways{from: make([][]link, towns), dist: make([]float64, towns), done: make([]bool, towns)}
	for _, l := range links {
		w.add(l)
	}
	return w
}

func (w *ways) add(l link) {
	w.from[l.a] = append(w.from[l.a], l)
	w.from[l.b] = append(w.from[l.b], link{a: l.b, b: l.a, km: l.km})
}

// km is the length of the shortest way between two towns, +Inf when it is above
// the limit. A plain search by distance is enough for the towns there are.
func (w *ways) km(a, b int, limit float64) float64 {
	for i := range w.dist {
		w.dist[i], w.done[i] = math.Inf(1), false
	}
	w.dist[a] = 0
	for {
		at := -1
		for i, km := range w.dist {
			if !w.done[i] && km <= limit && (at < 0 || km < w.dist[at]) {
				at = i
			}
		}
		if at < 0 {
			return math.Inf(1)
		}
		if at == b {
			return w.dist[b]
		}
		w.done[at] = true
		for _, l := range w.from[at] {
			w.dist[l.b] = min(w.dist[l.b], w.dist[at]+l.km)
		}
	}
}
