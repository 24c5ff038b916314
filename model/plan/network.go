package plan

// GridRow is a limit of a grid element, in the base case or in a contingency:
//
//	Σ sensitivity·(MW at bus) ≤ margin + Σ gain·lumps
//
// The MW are those of the plan; what else loads the element is in the margin.
type GridRow struct {
	ID          string // unique
	Element     string // what is loaded
	Contingency string // what is out; empty for the base case
	Terms       []BusTerm
	MarginMW    []float64 // [period]; +Inf where the row does not bind
	Gains       []Gain
}

// BusTerm is the MW that a MW of load at a bus puts on an element.
type BusTerm struct {
	Bus         int
	Sensitivity float64
}

// Gain is what each lump of a reinforcement adds to a limit.
type Gain struct {
	Reinforcement int
	MWPerLump     float64
}

// Area is a balancing area.
type Area struct {
	ID string

	// SpareMW is firm supply less peak demand without the data centers of the
	// plan, by period. +Inf where adequacy is not modelled.
	SpareMW []float64
	Gains   []Gain

	// QueueShare is the area's share of today's applications, for BAU.
	QueueShare float64
}

// Link lets one area lean on another at the peak.
type Link struct {
	ID       string
	From, To int
	MW       []float64 // [period] limit from From to To
	BackMW   []float64 // [period] limit from To to From
	Gains    []Gain    // of both directions
}

// Policy is what the planner demands beyond physics. Empty slices demand
// nothing.
type Policy struct {
	Shares   []ShareCap
	Minimums []Minimum

	// BudgetJPY limits the capex, land included, paid in each period.
	BudgetJPY []float64
	// CarbonTPerYear limits the emissions of the plan's sites in each period.
	CarbonTPerYear []float64
	// CarbonKgPerMWh limits their mean intensity in each period.
	CarbonKgPerMWh []float64
	// MeanRTTms limits in each period the mean round trip in ms of the IT MW that
	// stand, each with the RTTms of its site's fiber.
	MeanRTTms []float64

	// Separated says by [zone][zone] where a backup is far enough away.
	Separated [][]bool
}

// ShareKind is what a share cap is about.
type ShareKind int8

// The kinds of share caps. They differ in words only.
const (
	MetroShare ShareKind = iota
	HazardLoss
	ProviderShare
)

// ShareCap limits a share of the IT MW:
//
//	InsideMW + Σ weight·MW ≤ MaxShare·(TotalMW + Σ MW)
//
// with the MW that stand already as InsideMW and TotalMW. For a hazard the
// weight is the share of a site that it takes down; for metros and providers
// it is 1.
type ShareCap struct {
	ID       string
	Kind     ShareKind
	Sites    []SiteWeight
	MaxShare []float64 // [period]

	InsideMW, TotalMW float64

	// expected stands for Σ MW on the right side, for steps that see a part of
	// the plan only. nil: the plan's own.
	expected []float64
}

// SiteWeight is a site's weight in a share.
type SiteWeight struct {
	Site   int
	Weight float64
}

// Minimum demands IT MW in a region.
type Minimum struct {
	ID    string
	Sites []int
	MinMW []float64 // [period]
}
