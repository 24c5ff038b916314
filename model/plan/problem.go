package plan

// Problem is everything that a plan is decided on. Slices over periods have one
// element for each of Years. Check states the rules.
type Problem struct {
	Name string

	Years        []int   // first calendar year of each period, rising
	BaseYear     int     // money is discounted to the start of this year
	HorizonYear  int     // the first year after the last period
	DiscountRate float64 // real, a year

	CarbonJPYPerT []float64 // [period]; nil: carbon has no price

	Areas   []Area
	Metros  []Metro
	Classes []Class

	// DemandMW is the IT load asked for, in all, by [class][metro][period].
	DemandMW [][][]float64

	Sites          []Site
	Shared         []Shared
	Reinforcements []Reinforcement
	GridRows       []GridRow
	Links          []Link
	Policy         Policy

	// toll is a net present price in JPY on a site's IT MW of the last period, by
	// site, below 0 for a bonus. It leads a search to other plans. nil: none.
	toll []float64
}

// Money is a cost in JPY in its two parts, which add up: what the owner of the
// site pays, and what the system (grid, network, public) pays.
type Money struct{ Private, System float64 }

// Capex is money spent once. What is left of it at the horizon is credited; what
// wears out before is bought again.
type Capex struct {
	Money
	LifeYears float64 // above 0 where there is money
}

// Metro is a place of demand.
type Metro struct {
	ID   string
	Area int // the area it lies in, −1 for none
}

// Class is a class of workloads.
type Class struct {
	ID string

	// UnservedJPYPerMWYear is the price of a MW of demand not served for a year,
	// by period: the cost of delay. +Inf makes serving the class a must.
	UnservedJPYPerMWYear []float64

	Sovereign bool      // only sites under domestic control may serve it
	Diversity Diversity // least diversity of the fiber option
	Hubs      int       // least number of hubs of the fiber option

	// BackupShare is the MW held at another site for each MW served, in a zone
	// that Policy.Separated allows. 0 for none.
	BackupShare float64
}

// Diversity is the kind of disjointness of the routes of a fiber option. Each
// kind includes those before it.
type Diversity int8

// The kinds of diversity.
const (
	SingleRoute Diversity = iota
	SpanDisjoint
	NodeDisjoint
	RiskDisjoint
)

// Site is a candidate. It is built in blocks in their order, over one
// connection and with one fiber option.
type Site struct {
	ID       string
	Area     int  // index of Areas
	Zone     int  // index of Policy.Separated, for backups; 0 where not used
	Domestic bool // under domestic control

	PUE         float64 // facility MW per IT MW, 1 or more
	Utilization float64 // mean load over IT MW

	LandHa  float64 // what can be built on; +Inf for no limit
	Land    Money   // paid when the first block is built; keeps its value
	Opening Capex   // paid when the first block is built
	Blocks  []Block

	EnergyJPYPerMWh   []Money   // [period], at the meter
	WheelingJPYPerMWh []Money   // [period]; nil for none
	CarbonKgPerMWh    []float64 // [period]; nil for none
	FixedPerMWYear    Money     // operation, by IT MW and year

	Connections []Connection
	Fibers      []Fiber
}

// Block is a step of a site's size.
type Block struct {
	ITMW   float64
	LandHa float64
	Capex  Capex
}

// Connection is one way to connect a site to the grid.
type Connection struct {
	ID        string
	Bus       int     // as in the terms of grid rows; −1 where no row knows it
	MaxMW     float64 // largest grid load
	ReadyYear int     // the first year it can be energised

	// FirmShare is the share of the load that keeps running when a contingency
	// strikes or an area is short: 1 for a firm connection, less for a flexible
	// one. Base-case rows count the whole load.
	FirmShare float64

	Capex     Capex
	PerMWYear Money // charges by grid MW and year, and what curtailment costs
	Shared    []int // shared assets it needs
}

// Fiber is one way to connect a site to the optical network.
type Fiber struct {
	ID        string
	ReadyYear int
	Capex     Capex
	PerYear   Money
	Shared    []int // shared assets it needs
	Diversity Diversity
	Hubs      int

	// Reach says by [class][metro] which demand is within its latency limit.
	Reach [][]bool

	// RTTms is the mean round trip in ms to the demand, for Policy.MeanRTTms;
	// 0 or NaN where it is not known.
	RTTms float64
}

// Shared is an asset that several options use and that is paid once: a
// long-haul span, a duct, a corridor.
type Shared struct {
	ID        string
	Fiber     bool // an asset of the optical network, else of the grid
	ReadyYear int
	Capex     Capex
	PerYear   Money
}

// Reinforcement is a grid project of identical lumps.
type Reinforcement struct {
	ID        string
	Lumps     int   // how many can be built
	Capex     Capex // of a lump
	PerYear   Money // of a lump
	ReadyYear int
}
