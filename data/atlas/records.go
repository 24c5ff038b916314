package atlas

import (
	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
)

// Evidence says what a figure stands on.
type Evidence string

// The four kinds of evidence, best first.
const (
	Published Evidence = "published" // a primary body's figure
	Derived   Evidence = "derived"   // computed here; the source says from what
	Estimated Evidence = "estimated" // engineering judgement; the source says whose
	Assumed   Evidence = "assumed"   // chosen so that a computation can go on
)

// Provenance is where a row comes from. No row is without it.
type Provenance struct {
	Source   string   // who published it, when; a link or a document's name
	License  string   // identifier of the licence of the row, one of Meta.Licenses
	Evidence Evidence // what it stands on
}

// Region is a study region: a power area or a prefecture.
type Region struct {
	ID         string
	Kind       RegionKind
	Name       string
	NameLocal  string
	Parent     string  // power area of a prefecture; empty for a power area
	Population float64 // people; NaN when missing
	AreaKm2    float64 // NaN when missing
	Provenance
}

// RegionKind tells the two levels of regions apart.
type RegionKind string

// The kinds of region.
const (
	PowerArea  RegionKind = "power-area"
	Prefecture RegionKind = "prefecture"
)

// Place is a candidate anchor or a demand centre.
type Place struct {
	ID         string
	Kind       PlaceKind
	Name       string
	NameLocal  string
	Location   orb.Point // longitude, latitude, WGS84 degrees
	Region     string    // prefecture
	Area       string    // power area
	Population float64   // people; NaN when missing
	AreaKm2    float64   // NaN when missing
	// Mainland is false for places that no land grid reaches (remote islands).
	Mainland bool
	Provenance
}

// PlaceKind tells what a place is.
type PlaceKind string

// The kinds of place.
const (
	Municipality PlaceKind = "municipality"
	Cluster      PlaceKind = "cluster" // where data centres already stand together
	Campus       PlaceKind = "campus"  // an announced data-centre campus
	Metro        PlaceKind = "metro"   // a demand centre
)

// Figure is one value of one quantity for one region, so that every value has
// a provenance of its own. Tables areas, hazards, climate and land hold figures.
type Figure struct {
	Subject  string  // region id
	Quantity string  // for instance reserve_margin, carbon_intensity
	Value    float64 // in Unit, never NaN: a missing figure has no row
	Unit     string
	Year     int // calendar or fiscal year the value refers to; 0 when it has none
	Provenance
}

// Point is a located hazard, such as a volcano.
type Point struct {
	ID        string
	Kind      string // volcano
	Name      string
	NameLocal string
	Location  orb.Point
	Provenance
}

// Substation is where a site can connect to the grid.
type Substation struct {
	ID        string
	Name      string
	NameLocal string
	// NameGenerated marks a name made from the municipality, as the map has none.
	NameGenerated bool
	Operator      string
	Area          string // power area
	Region        string // prefecture
	Location      orb.Point
	// VoltagesKV, highest first, are those of 22 kV and more; railway and
	// direct-current voltages are left out.
	VoltagesKV []float64
	SpareMW    float64 // published spare capacity; NaN when unpublished
	ReadyYear  int     // 0 when in service
	Provenance
}

// Interconnection is one state of a tie between two power areas: as it is now
// (Year 0) or as planned for a year.
type Interconnection struct {
	ID          string // of the tie; the same in every state
	Name        string
	NameLocal   string
	From, To    string // power areas
	Kind        string // ac, hvdc, frequency-converter, back-to-back
	Year        int    // 0 now, else the year from which it holds
	ForwardMW   float64
	ReverseMW   float64 // NaN when unpublished
	CostLowJPY  float64 // of the step to this state; NaN when unknown
	CostHighJPY float64
	Provenance
}

// FiberNode is a place of the optical network, with OFDS node kinds.
type FiberNode struct {
	ID           string
	Kind         FiberNodeKind
	Name         string
	NameLocal    string
	Location     orb.Point
	AccuracyKm   float64 // how far the true site may be; NaN when unknown
	CapacityGbps float64 // port capacity; NaN when unknown
	ReadyYear    int     // 0 when in service
	Role         string  // free text: operators, exchanges, cables
	// LongHaul marks a node where trunks meet: a site is joined to such nodes.
	LongHaul bool
	Provenance
}

// FiberNodeKind is a kind of optical node, named as in the Open Fibre Data Standard.
type FiberNodeKind string

// The kinds of optical node.
const (
	IXP          FiberNodeKind = "ixp"
	DataCentre   FiberNodeKind = "dataCentre" // a carrier hotel or an interconnection facility
	CableLanding FiberNodeKind = "cableLanding"
	PoP          FiberNodeKind = "pop"
)

// FiberSpan is a span of the optical network, with the fields of the Open Fibre
// Data Standard and its two extensions of [optical.Span]: the basis of the length
// and the groups of shared risk.
type FiberSpan struct {
	ID           string
	Name         string // of the cable or road; empty when it has none
	From, To     string // fiber nodes
	Kind         FiberSpanKind
	LengthKm     float64 // fibre length; NaN when only the air line is known
	LengthBasis  optical.LengthBasis
	SharedRisk   []string // groups of spans that fail together
	CapacityGbps float64  // equipped or designed; NaN when unknown
	ReadyYear    int      // 0 when in service since long
	Provenance
}

// FiberSpanKind says how a span is laid.
type FiberSpanKind string

// The kinds of span.
const (
	Expressway FiberSpanKind = "expressway"
	Railway    FiberSpanKind = "railway"
	Tunnel     FiberSpanKind = "tunnel"
	Bridge     FiberSpanKind = "bridge"
	Submarine  FiberSpanKind = "submarine"
	MetroSpan  FiberSpanKind = "metro"
)

// Facility is a data centre or another large new load, in service or announced.
type Facility struct {
	ID        string
	Kind      FacilityKind
	Name      string
	NameLocal string
	Place     string // id of the municipality
	Location  orb.Point
	// LocationBasis says how far the point can be trusted, such as "municipal office".
	LocationBasis string
	MW            float64 // NaN when unknown
	Year          int     // first service; 0 when unknown
	Stage         string  // operating, construction, contract, application, announced
	Owner         string
	Provenance
}

// FacilityKind tells data centres from fabs and whole clusters.
type FacilityKind string

// The kinds of facility.
const (
	DataCenter     FacilityKind = "data-center"
	ClusterInUse   FacilityKind = "cluster-operating" // sum of a cluster's operating MW
	ClusterPlanned FacilityKind = "cluster-pipeline"  // sum of a cluster's pipeline MW
	Fab            FacilityKind = "fab"
)

// Cost is a unit cost with its range.
type Cost struct {
	ID              string
	Name            string
	Unit            string
	Low, Base, High float64 // Low and High are NaN when only one figure is known
	PriceYear       int     // 0 when unstated
	Provenance
}

// Forecast is a demand figure of one year by area and maturity stage.
type Forecast struct {
	ID     string
	Area   string // power area, or the study area's own id
	Metric string
	Stage  string // enquiry, application, contract, energised, forecast
	Year   int
	Value  float64
	Unit   string
	Issuer string
	Provenance
}

// SeriesValue is one value of a national series.
type SeriesValue struct {
	Series string
	Metric string
	Year   int
	Value  float64
	Unit   string
	Provenance
}
