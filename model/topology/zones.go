package topology

import (
	"cmp"
	"container/heap"
	"math"
)

// separateZones finds the synchronous zone of every end: that of the nearest
// line or site that states one, along the lines. Sites carry a zone to all
// their voltages, converter stations apart: there every line is on its own.
// What no statement reaches has the zone of its place. A piece whose two ends
// get different zones is a tie that is kept open, and is dropped.
func (b *builder) separateZones() {
	group, count := b.zoneGroups()
	s := &zoneSearch{km: make([]float64, count), zone: make([]string, count), edges: make([][]zoneEdge, count)}
	for g := range s.km {
		s.km[g] = math.Inf(1)
	}
	for i := range b.pieces {
		p := &b.pieces[i]
		u, v := group[p.a], group[p.b]
		s.edges[u] = append(s.edges[u], zoneEdge{v, p.km})
		s.edges[v] = append(s.edges[v], zoneEdge{u, p.km})
		if zone := b.lineZone(p.line); zone != "" {
			far := 0.0
			if b.atConverter(p.a) || b.atConverter(p.b) {
				far = weakKm
			}
			s.reach(u, far, zone)
			s.reach(v, far, zone)
		}
	}
	for e := range b.ends {
		if at := b.ends[b.root(e)].site; at >= 0 && !b.sites[at].Separate {
			if zone := b.opt.ZoneOf(b.sites[at].Area); zone != "" {
				s.reach(group[e], -siteKm, zone)
			}
		}
	}
	s.run()
	for e := range b.ends {
		g := group[e]
		if s.zone[g] == "" {
			s.reach(g, 0, b.opt.ZoneOf(b.opt.AreaAt(b.ends[e].at, "")))
			s.run()
		}
		b.ends[e].zone = s.zone[g]
	}
	b.openTies()
}

// weakKm is how far away a statement counts as that a line makes which ends at
// a converter station: its owner may own both sides of it.
const weakKm = 500

// siteKm is how much nearer than it is a site's statement counts: where lines
// at a site differ from it, the site is right.
const siteKm = 1

func (b *builder) atConverter(e int) bool {
	s := b.ends[b.root(e)].site
	return s >= 0 && b.sites[s].Separate
}

// zoneGroups numbers the groups of ends that are one place as zones go.
func (b *builder) zoneGroups() (group []int, count int) {
	group = make([]int, len(b.ends))
	ofRoot, ofSite := make(map[int]int), make(map[int]int)
	take := func(index map[int]int, key int) int {
		g, ok := index[key]
		if !ok {
			g, index[key] = count, count
			count++
		}
		return g
	}
	for e := range b.ends {
		r := b.root(e)
		switch s := b.ends[r].site; {
		case s < 0:
			group[e] = take(ofRoot, r)
		case b.sites[s].Separate:
			group[e] = count
			count++
		default:
			group[e] = take(ofSite, s)
		}
	}
	return group, count
}

func (b *builder) lineZone(i int) string {
	if l := &b.lines[i]; l.Zone != "" {
		return l.Zone
	} else if l.Area != "" {
		return b.opt.ZoneOf(l.Area)
	}
	return ""
}

// openTies drops the pieces between two zones.
func (b *builder) openTies() {
	kept := b.pieces[:0]
	for _, p := range b.pieces {
		x, y := b.ends[p.a].zone, b.ends[p.b].zone
		if x == y || x == "" || y == "" {
			kept = append(kept, p)
			continue
		}
		l := b.lines[p.line]
		b.report.OpenTies = append(b.report.OpenTies, OpenTie{Line: l.ID, Name: l.Name, KV: l.KV, Km: p.km, Zones: [2]string{min(x, y), max(x, y)}})
	}
	b.pieces = kept
}

// zoneSearch is a shortest-path search from all places of known zone at once.
type zoneSearch struct {
	km    []float64
	zone  []string
	edges [][]zoneEdge
	queue zoneQueue
}

type zoneEdge struct {
	to int
	km float64
}

// reach offers a zone to a group; of two equally near the lesser name wins.
func (s *zoneSearch) reach(g int, km float64, zone string) {
	if km > s.km[g] || km == s.km[g] && s.zone[g] != "" && zone >= s.zone[g] {
		return
	}
	s.km[g], s.zone[g] = km, zone
	heap.Push(&s.queue, zoneStop{g, km, zone})
}

func (s *zoneSearch) run() {
	for s.queue.Len() > 0 {
		at := heap.Pop(&s.queue).(zoneStop)
		if at.km > s.km[at.group] || at.zone != s.zone[at.group] {
			continue
		}
		for _, e := range s.edges[at.group] {
			s.reach(e.to, at.km+e.km, at.zone)
		}
	}
}

type zoneStop struct {
	group int
	km    float64
	zone  string
}

type zoneQueue []zoneStop

func (q zoneQueue) Len() int { return len(q) }
func (q zoneQueue) Less(i, k int) bool {
	return cmp.Or(cmp.Compare(q[i].km, q[k].km), cmp.Compare(q[i].zone, q[k].zone)) < 0
}
func (q zoneQueue) Swap(i, k int) { q[i], q[k] = q[k], q[i] }
func (q *zoneQueue) Push(x any)   { *q = append(*q, x.(zoneStop)) }
func (q *zoneQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// most returns the key of the largest value, the lesser of equals.
func most[K cmp.Ordered](votes map[K]float64) K {
	var best K
	largest := 0.0
	for k, v := range votes {
		if v > largest || v == largest && k < best {
			best, largest = k, v
		}
	}
	return best
}
