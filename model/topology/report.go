package topology

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Report says what Build merged, snapped, guessed and dropped. Counts of lines
// are those of the input, before tees split them.
type Report struct {
	Lines   int     `json:"lines"`
	LinesKm float64 `json:"lines_km"`
	Sites   int     `json:"sites"`

	Repaired []Repair `json:"repaired"` // lines whose voltage was malformed
	Dropped  []Drop   `json:"dropped"`  // lines left out

	JoinedEnds  int     `json:"joined_ends"`   // ends that lie on another end
	EndsAtSites int     `json:"ends_at_sites"` // joints and loose ends given to a site of their voltage
	Snapped     []Snap  `json:"snapped"`       // loose ends joined to another end
	Tees        []Snap  `json:"tees"`          // loose ends joined to the middle of a line
	Guessed     []Guess `json:"guessed"`       // voltages that sites were not known to have
	Tapped      []Snap  `json:"tapped"`        // sites connected to a line that passes by

	WithinStations   int     `json:"within_stations"` // pieces inside a site
	WithinStationsKm float64 `json:"within_stations_km"`
	PassedJoints     int     `json:"passed_joints"`
	Loops            int     `json:"loops"` // that come back to where they start
	LoopsKm          float64 `json:"loops_km"`
	Stubs            int     `json:"stubs"` // short pieces that end nowhere
	StubsKm          float64 `json:"stubs_km"`

	Circuits  []CircuitCount `json:"circuits"`
	LooseEnds []LooseEnd     `json:"loose_ends"` // buses where a line ends at no site
	OpenTies  []OpenTie      `json:"open_ties"`  // pieces between two zones, left out
	Repairs   []SystemRepair `json:"repairs"`    // systems joined to a bus close by
	Systems   []System       `json:"systems"`    // connected parts, the longest first
}

// Repair is a line whose voltage was taken for another.
type Repair struct {
	Line     string  `json:"line"`
	Name     string  `json:"name"`
	StatedKV float64 `json:"stated_kv"`
	TakenKV  float64 `json:"taken_kv"`
}

// Drop is a line that was left out.
type Drop struct {
	Line   string  `json:"line"`
	Name   string  `json:"name"`
	Km     float64 `json:"km"`
	Reason string  `json:"reason"`
}

// Snap is an end of a line that was moved, by Km.
type Snap struct {
	Line   string    `json:"line"`
	Name   string    `json:"name"`
	KV     float64   `json:"kv"`
	At     orb.Point `json:"at"`
	To     string    `json:"to"`
	ToName string    `json:"to_name,omitempty"`
	Km     float64   `json:"km"`
}

// Guess is a voltage given to a site because a line of it ends this close.
type Guess struct {
	Site string  `json:"site"`
	Name string  `json:"name"`
	KV   float64 `json:"kv"`
	Km   float64 `json:"km"`
}

// CircuitCount sums the corridors of a voltage by how their circuits are known.
type CircuitCount struct {
	KV        float64 `json:"kv"`
	Basis     Basis   `json:"basis"`
	Corridors int     `json:"corridors"`
	Km        float64 `json:"km"`
}

// LooseEnd is a bus at which one line ends and no site stands.
type LooseEnd struct {
	Bus  string    `json:"bus"`
	Name string    `json:"name"` // of the line
	At   orb.Point `json:"at"`
}

// OpenTie is a piece of line between two zones, left out.
type OpenTie struct {
	Line  string    `json:"line"`
	Name  string    `json:"name"`
	KV    float64   `json:"kv"`
	Km    float64   `json:"km"`
	Zones [2]string `json:"zones"`
}

// SystemRepair is a join that the map does not draw.
type SystemRepair struct {
	From string  `json:"from"` // buses
	To   string  `json:"to"`
	Km   float64 `json:"km"`
}

// System is a part of the network that lines and transformers connect.
type System struct {
	Zone      string  `json:"zone"`
	FirstBus  string  `json:"first_bus"`
	Buses     int     `json:"buses"`
	Corridors int     `json:"corridors"`
	Km        float64 `json:"km"`
}

func (b *builder) finishReport(t *Topology) {
	r := &b.report
	slices.SortFunc(r.Dropped, func(x, y Drop) int { return cmp.Compare(x.Line, y.Line) })
	slices.SortFunc(r.Repaired, func(x, y Repair) int { return cmp.Compare(x.Line, y.Line) })
	for _, g := range b.guesses {
		r.Guessed = append(r.Guessed, g)
	}
	slices.SortFunc(r.Guessed, func(x, y Guess) int { return cmp.Or(cmp.Compare(x.Site, y.Site), cmp.Compare(x.KV, y.KV)) })
	r.Circuits = countCircuits(t.Corridors)
	degree, name := make(map[string]int), make(map[string]string)
	for _, c := range t.Corridors {
		degree[c.From]++
		degree[c.To]++
		name[c.From], name[c.To] = c.Name, c.Name
	}
	for _, bus := range t.Buses {
		if bus.Site == "" && degree[bus.ID] == 1 {
			r.LooseEnds = append(r.LooseEnds, LooseEnd{bus.ID, name[bus.ID], bus.Location})
		}
	}
	r.Systems = t.systems()
}

func countCircuits(corridors []Corridor) []CircuitCount {
	type key struct {
		kv    float64
		basis Basis
	}
	sums := make(map[key]CircuitCount)
	for _, c := range corridors {
		k := key{c.KV, c.Basis}
		s := sums[k]
		sums[k] = CircuitCount{c.KV, c.Basis, s.Corridors + 1, s.Km + c.LengthKm}
	}
	list := make([]CircuitCount, 0, len(sums))
	for _, s := range sums {
		list = append(list, s)
	}
	slices.SortFunc(list, func(x, y CircuitCount) int { return cmp.Or(cmp.Compare(y.KV, x.KV), cmp.Compare(x.Basis, y.Basis)) })
	return list
}

// WriteText writes the report for a reader: counts, and of each list its first
// entries, at most limit (all when 0).
func (r *Report) WriteText(w io.Writer, limit int) error {
	var s strings.Builder
	fmt.Fprintf(&s, "%d lines, %.0f km; %d sites\n", r.Lines, r.LinesKm, r.Sites)
	fmt.Fprintf(&s, "joined: %d ends on one point, %d ends at a site of their voltage\n", r.JoinedEnds, r.EndsAtSites)
	fmt.Fprintf(&s, "passed through: %d joints of two lines; inside stations: %d pieces (%.0f km); loops: %d (%.0f km)\n",
		r.PassedJoints, r.WithinStations, r.WithinStationsKm, r.Loops, r.LoopsKm)
	fmt.Fprintf(&s, "stubs dropped: %d (%.0f km)\n", r.Stubs, r.StubsKm)
	list(&s, "lines dropped", r.Dropped, limit, func(d Drop) string { return fmt.Sprintf("%s %s, %.1f km: %s", d.Line, d.Name, d.Km, d.Reason) })
	list(&s, "voltages repaired", r.Repaired, limit, func(p Repair) string {
		return fmt.Sprintf("%s %s: %g taken for %g kV", p.Line, p.Name, p.StatedKV, p.TakenKV)
	})
	snap := func(n Snap) string {
		return fmt.Sprintf("%s %s, %g kV: %.0f m to %s %s", n.Line, n.Name, n.KV, 1000*n.Km, n.To, n.ToName)
	}
	list(&s, "loose ends joined to another end", r.Snapped, limit, snap)
	list(&s, "tees made", r.Tees, limit, snap)
	list(&s, "sites guessed to have a voltage", r.Guessed, limit, func(g Guess) string {
		return fmt.Sprintf("%s %s: %g kV, %.0f m", g.Site, g.Name, g.KV, 1000*g.Km)
	})
	list(&s, "sites connected to a line that passes by", r.Tapped, limit, snap)
	list(&s, "lines that end at no site", r.LooseEnds, limit, func(e LooseEnd) string { return e.Bus + " " + e.Name })
	list(&s, "pieces between two zones, left out", r.OpenTies, limit, func(t OpenTie) string {
		return fmt.Sprintf("%s %s, %g kV, %.1f km, %s to %s", t.Line, t.Name, t.KV, t.Km, t.Zones[0], t.Zones[1])
	})
	list(&s, "systems joined to a bus close by", r.Repairs, limit, func(p SystemRepair) string {
		return fmt.Sprintf("%s to %s, %.0f m", p.From, p.To, 1000*p.Km)
	})
	list(&s, "circuits", r.Circuits, 0, func(c CircuitCount) string {
		return fmt.Sprintf("%g kV by %s: %d corridors, %.0f km", c.KV, c.Basis, c.Corridors, c.Km)
	})
	list(&s, "connected systems", r.Systems, limit, func(c System) string {
		return fmt.Sprintf("zone %q from %s: %d buses, %d corridors, %.0f km", c.Zone, c.FirstBus, c.Buses, c.Corridors, c.Km)
	})
	_, err := io.WriteString(w, s.String())
	return err
}

func list[T any](s *strings.Builder, title string, rows []T, limit int, line func(T) string) {
	fmt.Fprintf(s, "%s: %d\n", title, len(rows))
	for i, r := range rows {
		if limit > 0 && i == limit {
			fmt.Fprintf(s, "  … and %d more\n", len(rows)-limit)
			return
		}
		fmt.Fprintf(s, "  %s\n", line(r))
	}
}
