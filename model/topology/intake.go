package topology

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// builder holds the map as it becomes a network.
type builder struct {
	opt       Options
	sites     []Site // by id
	siteIndex *geo.Index
	guesses   map[siteVoltage]Guess // voltages that sites were not known to have

	lines  []Line // accepted, oriented and in canonical order
	pieces []piece
	ends   []end // two to a piece, more at tees
	set    []int // union-find over ends

	g      *graph
	report Report
}

type siteVoltage struct {
	site int
	kv   float64
}

// piece is a line or a part of one between two ends.
type piece struct {
	line int
	kv   float64
	a, b int // ends
	path orb.LineString
	km   float64
}

// end is an end of a piece. Joined ends share a root; site and zone are kept
// at the root.
type end struct {
	at   orb.Point
	kv   float64
	site int // −1 for none
	zone string
}

func (b *builder) takeSites(sites []Site) error {
	b.sites = slices.Clone(sites)
	slices.SortFunc(b.sites, func(x, y Site) int { return cmp.Compare(x.ID, y.ID) })
	points := make([]orb.Point, len(b.sites))
	for i := range b.sites {
		s := &b.sites[i]
		if i > 0 && s.ID == b.sites[i-1].ID {
			return fmt.Errorf("topology: site %q stands twice", s.ID)
		}
		if err := checkPoint("site", s.ID, s.Location); err != nil {
			return err
		}
		points[i] = s.Location
	}
	var err error
	b.siteIndex, err = geo.NewIndex(points)
	b.guesses = make(map[siteVoltage]Guess)
	b.report.Sites = len(sites)
	return err
}

// takeLines keeps the lines of a known voltage, each drawn from its lesser end
// and all in an order that their content gives.
func (b *builder) takeLines(lines []Line) error {
	seen := make(map[string]bool, len(lines))
	b.report.Lines = len(lines)
	for i := range lines {
		l := lines[i]
		if seen[l.ID] {
			return fmt.Errorf("topology: line %q stands twice", l.ID)
		}
		seen[l.ID] = true
		for _, p := range l.Path {
			if err := checkPoint("line", l.ID, p); err != nil {
				return err
			}
		}
		kv, repaired := b.opt.class(l.KV)
		km := geo.LengthKm(l.Path)
		b.report.LinesKm += km
		switch {
		case len(l.Path) < 2 || km == 0:
			b.drop(l, km, "no length")
			continue
		case kv == 0:
			b.drop(l, km, fmt.Sprintf("%g kV is none of the voltages asked for", l.KV))
			continue
		case repaired:
			b.report.Repaired = append(b.report.Repaired, Repair{Line: l.ID, Name: l.Name, StatedKV: l.KV, TakenKV: kv})
		}
		l.KV, l.Path = kv, oriented(l.Path)
		b.lines = append(b.lines, l)
	}
	slices.SortFunc(b.lines, compareLines)
	b.dropDoubles()
	for i := range b.lines {
		b.addPiece(i, b.lines[i].Path)
	}
	return nil
}

func (b *builder) drop(l Line, km float64, reason string) {
	b.report.Dropped = append(b.report.Dropped, Drop{Line: l.ID, Name: l.Name, Km: km, Reason: reason})
}

// dropDoubles leaves out a line drawn twice. Two lines of different names on
// the same towers are two lines.
func (b *builder) dropDoubles() {
	kept := b.lines[:0]
	for _, l := range b.lines {
		if n := len(kept); n > 0 && kept[n-1].KV == l.KV && kept[n-1].Name == l.Name && slices.Equal(kept[n-1].Path, l.Path) {
			b.drop(l, geo.LengthKm(l.Path), "drawn twice, as "+kept[n-1].ID)
			continue
		}
		kept = append(kept, l)
	}
	b.lines = kept
}

func (b *builder) addPiece(line int, path orb.LineString) {
	kv := b.lines[line].KV
	p := piece{line: line, kv: kv, path: path, km: geo.LengthKm(path)}
	p.a, p.b = b.addEnd(path[0], kv), b.addEnd(path[len(path)-1], kv)
	b.pieces = append(b.pieces, p)
}

func (b *builder) addEnd(at orb.Point, kv float64) int {
	b.ends = append(b.ends, end{at: at, kv: kv, site: -1})
	b.set = append(b.set, len(b.set))
	return len(b.ends) - 1
}

// oriented returns a copy of a path that begins at its lesser end.
func oriented(path orb.LineString) orb.LineString {
	path = slices.Clone(path)
	back := slices.Clone(path)
	slices.Reverse(back)
	if comparePaths(back, path) < 0 {
		return back
	}
	return path
}

func compareLines(x, y Line) int {
	return cmp.Or(cmp.Compare(x.KV, y.KV), comparePaths(x.Path, y.Path), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
}

func comparePaths(x, y orb.LineString) int { return slices.CompareFunc(x, y, comparePoints) }

func comparePoints(x, y orb.Point) int {
	return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
}

// root returns the end that stands for all that e is joined to: the first.
func (b *builder) root(e int) int {
	for b.set[e] != e {
		b.set[e] = b.set[b.set[e]]
		e = b.set[e]
	}
	return e
}

// join makes two ends one; a site known at either side is kept.
func (b *builder) join(x, y int) {
	x, y = b.root(x), b.root(y)
	if x > y {
		x, y = y, x
	}
	if x == y {
		return
	}
	b.set[y] = x
	if b.ends[x].site < 0 {
		b.ends[x].site = b.ends[y].site
	}
}

// degrees counts the ends joined at each root.
func (b *builder) degrees() []int {
	degree := make([]int, len(b.ends))
	for i := range b.pieces {
		degree[b.root(b.pieces[i].a)]++
		degree[b.root(b.pieces[i].b)]++
	}
	return degree
}
