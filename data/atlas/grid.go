package atlas

import "github.com/paulmach/orb"

// The electrical network stands in seven tables: grid_buses, grid_branches,
// grid_generators, grid_loads, grid_links, grid_interfaces, and, for the
// published limits between areas, interconnections. Atlas.Network puts them
// together.

// GridBus is a node of the network: a substation at one voltage, or a joint of
// lines.
type GridBus struct {
	ID         string
	NameLocal  string // of the station; empty for a joint
	Substation string // id in substations; empty where a site cannot connect
	KV         float64
	Location   orb.Point
	Area       string // power area whose network it belongs to
	Zone       string // synchronous zone
	Provenance
}

// GridBranch is a line or the transformers of a station. Its values are those
// of one circuit or bank, of which it has Circuits.
type GridBranch struct {
	ID        string
	NameLocal string
	From, To  string // buses; of a transformer the higher voltage first
	Kind      GridBranchKind
	Circuits  int
	// CircuitsBasis tells how Circuits is known: stated, name, hint or default.
	CircuitsBasis string
	LengthKm      float64 // NaN for a transformer
	ROhm, XOhm    float64 // at the voltage of From
	RateMW        float64 // continuous
	InService     bool    // false for a line that is kept open
	Path          orb.LineString
	Provenance
}

// GridBranchKind tells lines from transformers.
type GridBranchKind string

// The kinds of branch.
const (
	GridLine        GridBranchKind = "line"
	GridTransformer GridBranchKind = "transformer"
)

// GridGenerator is a power station, or the stations of one kind at one bus.
type GridGenerator struct {
	ID         string
	Name       string
	NameLocal  string
	Bus        string
	Area       string // power area that it feeds
	Fuel       string
	CapacityMW float64 // name plate
	MaxMW      float64 // of it, available at the peak
	MW         float64 // at the peak
	CostPerMWh float64 // JPY
	InService  bool
	Location   orb.Point
	Provenance
}

// GridLoad is the demand at a bus at the peak of its area.
type GridLoad struct {
	ID   string
	Bus  string
	Area string // power area whose demand it is a part of
	MW   float64
	Provenance
}

// GridLink is one state of a direct-current link, frequency converter or
// back-to-back station: as it is now (Year 0) or as planned for a year.
type GridLink struct {
	ID              string // of the link; the same in every state
	Name            string
	Interconnection string // the tie that it is a part of
	From, To        string // buses
	Kind            string // hvdc, frequency-converter, back-to-back
	Year            int    // 0 now, else the year from which it holds
	ForwardMW       float64
	ReverseMW       float64
	MW              float64 // at the peak, negative from To to From
	Provenance
}

// GridMember is a branch of the border between two areas; the limits of the
// border are those of its interconnection.
type GridMember struct {
	Interconnection string
	Branch          string
	Reverse         bool // the branch runs from the second area to the first
	Provenance
}
