// Package topology turns a map of a power grid into a network that can be
// computed: lines drawn as line strings and substations as points become
// buses, branches and transformers.
//
// A map says where lines run and not how they are joined. Build decides, by
// rules that are the same everywhere and each with a tolerance of its own:
//
//   - a line's voltage is one of the known classes, or is repaired, or the
//     line is dropped;
//   - line ends at one point are joined, lines that merely cross are not;
//   - ends near a substation belong to it, a loose end near another end or
//     near the middle of a line (a tee) is joined to it;
//   - joints of two lines are passed through, stubs and leftovers are dropped,
//     joints of three and more become buses;
//   - a bus is a substation at one voltage, and a substation's voltages are
//     joined by transformers.
//
// Whatever was merged, snapped, guessed or dropped stands in the Report. The
// result depends neither on the order of the input nor on the direction in
// which a line is drawn.
package topology

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// Line is a piece of a transmission line as a map has it.
type Line struct {
	ID       string
	Name     string
	KV       float64 // as the map says; see Options.ClassesKV
	Path     orb.LineString
	Circuits int    // stated circuits, 0 when unknown
	Cables   int    // stated conductors, three to a circuit, 0 when unknown
	Area     string // control area of its operator, empty when unknown
	Zone     string // synchronous zone, empty when unknown
}

// Site is a substation, a power station or a switching station.
type Site struct {
	ID         string
	Name       string
	Location   orb.Point
	VoltagesKV []float64 // as far as the map says
	Area       string    // control area of its operator, empty when unknown
	// Separate sites are converter stations where two zones meet: lines that
	// end there are joined only to lines of their own zone.
	Separate bool
}

// Hint is a stated number of circuits between two points, from another source.
type Hint struct {
	A, B     orb.Point
	KV       float64
	Circuits int
}

// Options are the rules. Zero distances take the defaults.
type Options struct {
	// ClassesKV are the voltages of the network; lines of another voltage are
	// dropped. No classes accept every voltage as it is.
	ClassesKV []float64

	JointKm   float64 // ends this close are one point: 0.015
	EndKm     float64 // a loose end joins another end of its voltage: 0.1
	TeeKm     float64 // a loose end joins the middle of a line: 0.1
	SiteKm    float64 // a loose end joins a site that has its voltage: 1
	ThroughKm float64 // a joint of lines, or the line that passes by, joins a site: 0.3
	OtherKm   float64 // a loose end joins a site not known to have its voltage: 0.5
	BayKm     float64 // pieces up to this length join their ends, as bays and busbars do: 0.3
	StubKm    float64 // loose pieces up to this length are dropped: 1
	HintKm    float64 // a hint's ends lie this close to those of a line: 2

	// DefaultCircuits gives the circuits of a line of which nothing is known;
	// nil means one.
	DefaultCircuits func(kv float64) int
	// RepairKm joins a system of lines to the nearest bus of its zone that lies
	// this close, by a transformer where their voltages differ: maps draw the
	// yards of one station as two. 0 joins none.
	RepairKm float64
	// AreaAt and ZoneOf fill in what operators do not say; nil leaves it empty.
	// AreaAt is asked for an area of a zone, or for any where that is empty.
	AreaAt func(at orb.Point, zone string) string
	ZoneOf func(area string) string

	Hints []Hint
}

func (o Options) withDefaults() Options {
	for _, d := range []struct {
		km       *float64
		standard float64
	}{{&o.JointKm, 0.015}, {&o.EndKm, 0.1}, {&o.TeeKm, 0.1}, {&o.SiteKm, 1}, {&o.ThroughKm, 0.3}, {&o.OtherKm, 0.5}, {&o.BayKm, 0.3}, {&o.StubKm, 1}, {&o.HintKm, 2}} {
		if *d.km == 0 {
			*d.km = d.standard
		}
	}
	if o.DefaultCircuits == nil {
		o.DefaultCircuits = func(float64) int { return 1 }
	}
	if o.AreaAt == nil {
		o.AreaAt = func(orb.Point, string) string { return "" }
	}
	if o.ZoneOf == nil {
		o.ZoneOf = func(string) string { return "" }
	}
	return o
}

func (o Options) check() error {
	for _, km := range []float64{o.JointKm, o.EndKm, o.TeeKm, o.SiteKm, o.ThroughKm, o.OtherKm, o.BayKm, o.StubKm, o.HintKm, o.RepairKm} {
		if !(km >= 0) || math.IsInf(km, 0) {
			return fmt.Errorf("topology: found a tolerance of %g km, expected a number ≥ 0", km)
		}
	}
	if !slices.IsSorted(o.ClassesKV) {
		return fmt.Errorf("topology: found classes %v kV, expected them rising", o.ClassesKV)
	}
	return nil
}

// Topology is what Build makes: which buses there are and how lines and
// transformers join them, without electrical values.
type Topology struct {
	Buses        []Bus
	Corridors    []Corridor
	Transformers []Transformer
	Report       Report
}

// Bus is a site at one voltage and zone, or a joint of lines (Site empty).
type Bus struct {
	ID       string
	Name     string
	Site     string
	KV       float64
	Location orb.Point
	Area     string
	Zone     string
}

// Corridor is a line between two buses, of one or more circuits.
type Corridor struct {
	ID       string
	Name     string // of the longest part
	From, To string // buses
	KV       float64
	Circuits int
	Basis    Basis // of Circuits
	LengthKm float64
	Path     orb.LineString
	Lines    []string // ids of the lines it was merged from, in order of the path
}

// Basis says how the circuits of a corridor are known.
type Basis string

// The bases, best first.
const (
	Stated    Basis = "stated"  // by the line itself
	FromName  Basis = "name"    // by numbers in the name
	FromHint  Basis = "hint"    // by another source
	ByDefault Basis = "default" // by the voltage
)

// Transformer joins two voltages of a site.
type Transformer struct {
	ID, Site string
	From, To string // buses, the higher voltage first
}

// Build makes a network of a map. It fails on bad options, and on lines and
// sites that are no geometry: an id used twice, a point off the globe.
func Build(lines []Line, sites []Site, o Options) (*Topology, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	b := &builder{opt: o.withDefaults()}
	if err := b.takeSites(sites); err != nil {
		return nil, err
	}
	if err := b.takeLines(lines); err != nil {
		return nil, err
	}
	if err := b.joinEnds(); err != nil {
		return nil, err
	}
	b.snapToSites()
	if err := b.snapLooseEnds(); err != nil {
		return nil, err
	}
	b.tapPassing()
	b.separateZones()
	b.contract()
	return b.topology(), nil
}

// checkPoint refuses what is no place.
func checkPoint(kind, id string, p orb.Point) error {
	if err := geo.CheckLonLat(p[0], p[1]); err != nil {
		return fmt.Errorf("topology: %s %q: %w", kind, id, err)
	}
	return nil
}
