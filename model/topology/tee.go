package topology

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// position is a point on a path: after so many of its points, this share of
// the way to the next.
type position struct {
	segment  int
	fraction float64
	at       orb.Point
}

// split cuts a piece at a position and joins an end there.
type split struct {
	position
	end int
}

// nearestMiddle finds the nearest point on another piece of the same voltage
// that is closer than km.
func (b *builder) nearestMiddle(self int, kv float64, p orb.Point, km float64) (target, bool) {
	best, found := target{km: km, end: -1, site: -1, piece: -1}, false
	for i := range b.pieces {
		q := &b.pieces[i]
		if i == self || q.kv != kv || !around(q.path.Bound(), p, km) {
			continue
		}
		at := closest(q.path, p)
		if d := geo.DistanceKm(p, at.at); d < best.km {
			best.km, best.piece, best.position, found = d, i, at, true
		}
	}
	return best, found
}

// degreeKm is a little less than the length of a degree of latitude anywhere.
const degreeKm = 110

// around reports whether p may lie within km of a box.
func around(box orb.Bound, p orb.Point, km float64) bool {
	dLat := km / degreeKm
	dLon := dLat / math.Max(math.Cos((math.Abs(p[1])+dLat)*math.Pi/180), 0.01)
	return p[0] >= box.Min[0]-dLon && p[0] <= box.Max[0]+dLon && p[1] >= box.Min[1]-dLat && p[1] <= box.Max[1]+dLat
}

// closest returns the point of a path that is nearest to p on a plane that
// touches the earth there; over a kilometre that is exact to a centimetre.
func closest(path orb.LineString, p orb.Point) position {
	scale := math.Cos(p[1] * math.Pi / 180)
	flat := func(q orb.Point) (x, y float64) { return (q[0] - p[0]) * scale, q[1] - p[1] }
	best, least := position{}, math.Inf(1)
	for i := range len(path) - 1 {
		x0, y0 := flat(path[i])
		x1, y1 := flat(path[i+1])
		dx, dy := x1-x0, y1-y0
		t := 0.0
		if d := dx*dx + dy*dy; d > 0 {
			t = min(max(-(x0*dx+y0*dy)/d, 0), 1)
		}
		x, y := x0+t*dx, y0+t*dy
		if d := x*x + y*y; d < least {
			least = d
			best = position{i, t, orb.Point{path[i][0] + t*(path[i+1][0]-path[i][0]), path[i][1] + t*(path[i+1][1]-path[i][1])}}
		}
	}
	return best
}

// tapPassing connects the sites of a voltage at which no line of it ends to the
// line that passes within ThroughKm: maps draw some lines through a station
// without a joint.
func (b *builder) tapPassing() {
	served := make(map[siteVoltage]bool)
	for e := range b.ends {
		if s := b.ends[b.root(e)].site; s >= 0 {
			served[siteVoltage{s, b.ends[e].kv}] = true
		}
	}
	splits := make(map[int][]split)
	for i := range b.sites {
		s := &b.sites[i]
		for _, stated := range s.VoltagesKV {
			kv, _ := b.opt.class(stated)
			if kv == 0 || s.Separate || served[siteVoltage{i, kv}] {
				continue
			}
			served[siteVoltage{i, kv}] = true
			t, ok := b.nearestMiddle(-1, kv, s.Location, b.opt.ThroughKm)
			if !ok {
				continue
			}
			line := b.lines[b.pieces[t.piece].line]
			b.report.Tapped = append(b.report.Tapped, Snap{Line: line.ID, Name: line.Name, KV: kv, Km: t.km, At: t.at, To: s.ID, ToName: s.Name})
			e := b.addEnd(t.at, kv)
			b.ends[e].site = i
			splits[t.piece] = append(splits[t.piece], split{t.position, e})
		}
	}
	b.splitPieces(splits)
}

// splitPieces cuts pieces where tees meet them. A tee at the end of a piece
// cuts nothing.
func (b *builder) splitPieces(splits map[int][]split) {
	for i := range len(b.pieces) {
		list := splits[i]
		slices.SortFunc(list, func(x, y split) int {
			return cmp.Or(cmp.Compare(x.segment, y.segment), cmp.Compare(x.fraction, y.fraction), cmp.Compare(x.end, y.end))
		})
		for _, s := range list {
			b.cut(i, s)
		}
	}
}

// cut cuts the piece i, which is the last part of what was split so far: the
// part before the cut becomes a new piece.
func (b *builder) cut(i int, s split) {
	p := b.pieces[i]
	switch {
	case geo.DistanceKm(s.at, p.path[0]) <= b.opt.JointKm:
		b.join(s.end, p.a)
		return
	case geo.DistanceKm(s.at, p.path[len(p.path)-1]) <= b.opt.JointKm:
		b.join(s.end, p.b)
		return
	}
	at := closest(p.path, s.at)
	before := append(slices.Clone(p.path[:at.segment+1]), s.at)
	after := append(orb.LineString{s.at}, p.path[at.segment+1:]...)
	b.pieces[i].path, b.pieces[i].km = after, geo.LengthKm(after)
	b.addPiece(p.line, before)
	first := &b.pieces[len(b.pieces)-1]
	tail := b.addEnd(s.at, p.kv)
	b.join(p.a, first.a)
	first.a = p.a
	b.pieces[i].a = tail
	b.join(first.b, tail)
	b.join(tail, s.end)
}
