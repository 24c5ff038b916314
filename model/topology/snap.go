package topology

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// joinEnds makes one of the ends of a voltage that lie on one point.
func (b *builder) joinEnds() error {
	indexes, err := b.endIndexes()
	if err != nil {
		return err
	}
	var near []geo.Neighbor
	for e := range b.ends {
		ix := indexes[b.ends[e].kv]
		near = ix.Within(near[:0], b.ends[e].at, b.opt.JointKm)
		for _, n := range near {
			b.join(e, ix.ends[n.Index])
		}
	}
	for e := range b.ends {
		if b.root(e) != e {
			b.report.JoinedEnds++
		}
	}
	return nil
}

// endIndex finds the ends of one voltage.
type endIndex struct {
	*geo.Index
	ends []int
}

func (b *builder) endIndexes() (map[float64]endIndex, error) {
	ends, points := make(map[float64][]int), make(map[float64][]orb.Point)
	for e := range b.ends {
		kv := b.ends[e].kv
		ends[kv] = append(ends[kv], e)
		points[kv] = append(points[kv], b.ends[e].at)
	}
	indexes := make(map[float64]endIndex, len(ends))
	for kv, list := range points {
		ix, err := geo.NewIndex(list)
		if err != nil {
			return nil, err
		}
		indexes[kv] = endIndex{ix, ends[kv]}
	}
	return indexes, nil
}

// snapToSites gives ends to the nearest site that has their voltage: loose
// ends from far, joints of several lines only from close by, since a line that
// passes a station has joints too. A joint close to a station of a
// higher voltage belongs to it as well: maps
// often name only the highest voltage of a station.
func (b *builder) snapToSites() {
	degree := b.degrees()
	var near []geo.Neighbor
	for e := range b.ends {
		if b.root(e) != e {
			continue
		}
		reach := b.opt.SiteKm
		if degree[e] > 1 {
			reach = b.opt.ThroughKm
		}
		near = b.siteIndex.Within(near[:0], b.ends[e].at, reach)
		i := slices.IndexFunc(near, func(n geo.Neighbor) bool { return b.hasVoltage(n.Index, b.ends[e].kv) })
		if i >= 0 {
			b.ends[e].site = near[i].Index
			b.report.EndsAtSites++
			continue
		}
		i = slices.IndexFunc(near, func(n geo.Neighbor) bool { return b.above(n.Index, b.ends[e].kv) })
		if degree[e] > 1 && i >= 0 {
			b.guessSite(e, near[i].Index, near[i].Km)
		}
	}
}

func (b *builder) guessSite(e, site int, km float64) {
	b.ends[b.root(e)].site = site
	b.guess(site, b.ends[e].kv, km)
}

func (b *builder) guess(site int, kv, km float64) {
	key := siteVoltage{site, kv}
	if g, ok := b.guesses[key]; ok && g.Km <= km {
		return
	}
	b.guesses[key] = Guess{Site: b.sites[site].ID, Name: b.sites[site].Name, KV: key.kv, Km: km}
}

// above tells whether a site has a higher voltage of the network.
func (b *builder) above(site int, kv float64) bool {
	return slices.ContainsFunc(b.sites[site].VoltagesKV, func(v float64) bool { return v > kv && (len(b.opt.ClassesKV) == 0 || b.opt.near(v) > 0) })
}

func (b *builder) hasVoltage(site int, kv float64) bool {
	for _, v := range b.sites[site].VoltagesKV {
		if math.Abs(v-kv) <= classTolerance*kv {
			return true
		}
	}
	return false
}

// target is where a loose end may go.
type target struct {
	km    float64
	end   int // −1 unless another end
	site  int // −1 unless a site of another voltage
	piece int // −1 unless the middle of a piece, at position
	position
}

// snapLooseEnds joins what is still loose to the nearest of: another end, the
// middle of a line, a site not known to have the voltage. All are chosen
// before any is joined.
func (b *builder) snapLooseEnds() error {
	indexes, err := b.endIndexes()
	if err != nil {
		return err
	}
	degree := b.degrees()
	chosen := make(map[int]target)
	for i := range b.pieces {
		for _, e := range []int{b.pieces[i].a, b.pieces[i].b} {
			if r := b.root(e); degree[r] == 1 && b.ends[r].site < 0 {
				if t := b.nearestTarget(i, e, indexes[b.ends[e].kv]); t.km < math.Inf(1) {
					chosen[e] = t
				}
			}
		}
	}
	splits := make(map[int][]split)
	for i := range len(b.pieces) {
		for _, e := range []int{b.pieces[i].a, b.pieces[i].b} {
			if t, ok := chosen[e]; ok {
				b.snap(i, e, t, splits)
			}
		}
	}
	b.splitPieces(splits)
	return nil
}

func (b *builder) nearestTarget(i, e int, ix endIndex) target {
	best := target{km: math.Inf(1), end: -1, site: -1, piece: -1}
	at := b.ends[e].at
	for _, n := range ix.Within(nil, at, b.opt.EndKm) {
		other := ix.ends[n.Index]
		if b.root(other) != b.root(e) && other != b.pieces[i].a && other != b.pieces[i].b {
			best.km, best.end = n.Km, other
			break
		}
	}
	if t, ok := b.nearestMiddle(i, b.pieces[i].kv, at, math.Min(best.km, b.opt.TeeKm)); ok {
		best = t
	}
	if near := b.siteIndex.Within(nil, at, math.Min(best.km, b.opt.OtherKm)); len(near) > 0 && near[0].Km < best.km {
		best = target{km: near[0].Km, end: -1, site: near[0].Index, piece: -1}
	}
	return best
}

func (b *builder) snap(i, e int, t target, splits map[int][]split) {
	line := b.lines[b.pieces[i].line]
	s := Snap{Line: line.ID, Name: line.Name, KV: line.KV, Km: t.km, At: b.ends[e].at}
	switch {
	case t.piece >= 0:
		onto := b.lines[b.pieces[t.piece].line]
		s.To, s.ToName = onto.ID, onto.Name
		b.report.Tees = append(b.report.Tees, s)
		splits[t.piece] = append(splits[t.piece], split{t.position, e})
	case t.site >= 0:
		b.guessSite(e, t.site, t.km)
	default:
		s.To = "another end"
		b.report.Snapped = append(b.report.Snapped, s)
		b.join(e, t.end)
	}
}
