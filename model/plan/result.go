package plan

import "github.com/wattbit/wattbit/model/solve"

// Plan is a set of decisions.
type Plan struct {
	Sites  []SitePlan  // in order of Site; only sites that are built
	Shared []int       // [asset] period in which it is built, −1 for never
	Lumps  [][]int     // [reinforcement][period] lumps standing
	LinkMW [][]float64 // [link][period] flow from From to To at the peak

	// Flows say which site serves which demand.
	Flows []Flow
}

// SitePlan is a built site.
type SitePlan struct {
	Site       int
	Connection int
	Fiber      int
	FiberFrom  int   // period in which the fiber is built
	Levels     []int // [period] blocks standing
}

// Flow is IT MW of a site that serve a demand, or hold its backup.
type Flow struct {
	Site, Class, Metro, Period int
	MW                         float64
	Backup                     bool
}

// Costs is a net present cost in JPY, by item.
type Costs struct {
	Site, Land, Connection, Fiber, Reinforcement Money // capex, replacements included
	Energy, Wheeling, Carbon, Fixed              Money
	Unserved                                     Money // the price of delay
	Residual                                     Money // value at the horizon, negative
}

// Evaluation is what a plan costs and what it breaks, computed without a solver.
type Evaluation struct {
	Costs    Costs
	TotalJPY float64

	ITMW       []float64     // [period] built
	ServedMW   [][][]float64 // [class][metro][period]
	UnservedMW []float64     // [period]

	Violations  []Violation // above Tolerance
	MaxResidual float64     // largest relative violation, small ones included
}

// Violation is a requirement that a plan breaks.
type Violation struct {
	Requirement Requirement
	By          float64 // in the requirement's unit
}

// Requirement is a demand on the plan in the user's words.
type Requirement struct {
	Kind string // "demand", "grid", "adequacy", "share", ...
	What string // "class inference in Tokyo"
	Year int    // 0 where it holds for all
	Unit string
	// Metro is the metro of a demand, as What names it; empty for others.
	Metro string
	// Limit is what is asked or what there is, in Unit: the MW of a demand, what a
	// line or an area has to spare before the plan. NaN where What says it.
	Limit float64
}

// Outcome is the answer of Solve.
type Outcome struct {
	Status solve.Status
	Stop   solve.Stop

	Plan       Plan
	Evaluation Evaluation // of Plan; its TotalJPY is the objective

	BoundJPY float64 // no plan costs less; NaN where unknown
	Gap      float64 // (TotalJPY − BoundJPY) / |TotalJPY|

	Size       Size
	Rounds     Rounds
	Infeasible *Infeasibility // set where Status is infeasible
}

// Size is the size of the largest programme handed to the solver.
type Size struct {
	Sites    int `json:"sites"`
	Options  int `json:"options"`
	Rows     int `json:"rows"`
	Columns  int `json:"columns"`
	Integers int `json:"integers"`
	NonZeros int `json:"non_zeros"`
}

// Rounds counts what was generated on the way.
type Rounds struct {
	CoverCuts  int `json:"cover_cuts"`
	GridRows   int `json:"grid_rows"`
	GridChecks int `json:"grid_checks"`
	Programmes int `json:"programmes"`
}

// Infeasibility says which requirements clash.
type Infeasibility struct {
	// Conflict are the requirements that clash. The first Alone of them cannot be
	// met by any plan, whatever the others say; the rest cannot be met together.
	Conflict []Requirement
	Alone    int
	Smallest []Violation // the smallest relaxation: by how much each must give way, most first

	// Unreachable are the demands that must be served and that no site reaches
	// within the latency, diversity and control that they ask for.
	Unreachable []Requirement
}
