package topology

import (
	"cmp"
	"slices"
)

// separateZones finds the synchronous zone of every end. Ends that lines and
// stations join, converter stations apart, are one system, and its zone is
// that which most of its lines' length says; where no line says, the place of
// its first end does.
func (b *builder) separateZones() {
	system := slices.Clone(b.set)
	find := func(e int) int {
		for system[e] != e {
			system[e] = system[system[e]]
			e = system[e]
		}
		return e
	}
	join := func(x, y int) {
		x, y = find(x), find(y)
		system[max(x, y)] = min(x, y)
	}
	for i := range b.pieces {
		join(b.pieces[i].a, b.pieces[i].b)
	}
	atSite := make(map[int]int)
	for e := range b.ends {
		s := b.ends[b.root(e)].site
		if s < 0 || b.sites[s].Separate {
			continue
		}
		if first, ok := atSite[s]; ok {
			join(first, e)
		} else {
			atSite[s] = e
		}
	}
	votes := make(map[int]map[string]float64)
	for i := range b.pieces {
		p := &b.pieces[i]
		if zone := b.lineZone(p.line); zone != "" {
			s := find(p.a)
			if votes[s] == nil {
				votes[s] = make(map[string]float64)
			}
			votes[s][zone] += p.km
		}
	}
	for e := range b.ends {
		if s := find(e); s == e && votes[e] == nil {
			votes[e] = map[string]float64{b.opt.ZoneOf(b.opt.AreaAt(b.ends[e].at)): 1}
		}
	}
	for e := range b.ends {
		b.ends[e].zone = most(votes[find(e)])
	}
	b.reportConflicts(votes)
}

func (b *builder) lineZone(i int) string {
	if l := &b.lines[i]; l.Zone != "" {
		return l.Zone
	} else if l.Area != "" {
		return b.opt.ZoneOf(l.Area)
	}
	return ""
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

func (b *builder) reportConflicts(votes map[int]map[string]float64) {
	for e := range b.ends {
		if len(votes[e]) < 2 {
			continue
		}
		c := ZoneConflict{Zone: b.ends[e].zone}
		for zone, km := range votes[e] {
			if zone == c.Zone {
				c.Km = km
			} else {
				c.OtherKm += km
			}
		}
		for i := range b.pieces {
			p := &b.pieces[i]
			if zone := b.lineZone(p.line); zone != "" && zone != c.Zone && votes[e][zone] > 0 && b.ends[p.a].zone == c.Zone {
				c.Lines = append(c.Lines, b.lines[p.line].ID)
			}
		}
		b.report.ZoneConflicts = append(b.report.ZoneConflicts, c)
	}
}
