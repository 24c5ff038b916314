package report

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Plan is the joint plan beside the plans that are made one side after the other.
// Where none exists Clash says why, and the rest may be empty. Money is net
// present, in billions of JPY, unless a name says otherwise.
type Plan struct {
	Title    string       `json:"title"` // "69 sites, 3,640 MW of IT by 2040"
	Years    []int        `json:"years"` // first year of each period, rising
	Figures  []PlanFigure `json:"figures"`
	Findings []string     `json:"findings"`
	Rows     []PlanRow    `json:"rows"` // over the years
	Notes    []string     `json:"notes"`
	Clash    *Clash       `json:"clash"` // nil where there is a plan

	Sites   []PlanSite   `json:"sites"`
	Builds  []PlanBuild  `json:"builds"`
	Binding []PlanLimit  `json:"binding"` // the dearest first
	Costs   []PlanCost   `json:"costs"`
	Methods []PlanMethod `json:"methods"`
	Areas   []PlanArea   `json:"areas"`

	Swap          *Swap           `json:"swap"`          // nil where unit costs are not known
	Concentration *Concentration  `json:"concentration"` // nil where no facility is known
	Benchmarks    []PlanBenchmark `json:"benchmarks"`
}

// Basis says what a figure of the plan stands on.
type Basis string

// The kinds of basis.
const (
	Modelled    Basis = "modelled"
	ByIssuer    Basis = "published" // by somebody else, who is named
	TakenAsIs   Basis = "assumed"
	MixedSource Basis = "modelled from assumed costs"
)

// PlanFigure is one large figure of the plan, already formatted.
type PlanFigure struct {
	KeyFigure
	Basis Basis `json:"basis"`
}

// PlanRow is a figure over the years.
type PlanRow struct {
	Title    string   `json:"title"`
	Values   []Number `json:"values"` // one a year
	Decimals int      `json:"decimals"`
	Basis    Basis    `json:"basis"`
}

// Clash says why there is no plan.
type Clash struct {
	Why         string   `json:"why"`
	Unreachable []string `json:"unreachable"` // out of reach of every site
	Conflict    []string `json:"conflict"`    // cannot be met together
	Smallest    []string `json:"smallest"`    // smallest relaxation that helps
}

// PlanSite is a site that the plan builds.
type PlanSite struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	NameLocal  string    `json:"name_local"`
	AreaName   string    `json:"area_name"`
	At         orb.Point `json:"at"` // longitude, latitude
	Metro      bool      `json:"metro"`
	Year       int       `json:"year"`  // of the first block
	ITMW       []Number  `json:"it_mw"` // one a year
	Connection string    `json:"connection"`
	Fiber      string    `json:"fiber"`
	RTTms      Number    `json:"rtt_ms"` // to the nearest metro
	Serves     string    `json:"serves"`
	// Its own net present costs, in billions of JPY: buildings and land, running,
	// the connection and its fiber.
	Capex          Number `json:"capex"`
	Running        Number `json:"running"`
	ConnectionCost Number `json:"connection_cost"`
	FiberCost      Number `json:"fiber_cost"`
}

// PlanBuild is a line or span that the plan builds for more than one site.
type PlanBuild struct {
	Side Side                `json:"side"` // watts or bits
	Kind string              `json:"kind"`
	Name string              `json:"name"`
	Year int                 `json:"year"`
	MW   Number              `json:"mw"` // that it adds; missing for fiber
	Km   Number              `json:"km"`
	Cost Number              `json:"cost"` // to build, billions of JPY, not discounted
	Path orb.MultiLineString `json:"path"` // may be empty where unknown
}

// PlanLimit is a limit with what a unit more of it saves, in millions of JPY.
type PlanLimit struct {
	What string `json:"what"`
	Unit string `json:"unit"`
	MJPY Number `json:"mjpy"`
}

// PlanCost is an item of the cost.
type PlanCost struct {
	Item    string `json:"item"`
	Private Number `json:"private"`
	System  Number `json:"system"`
}

// PlanMethod is a way to plan with what comes of it. Figures of a year are those
// of the last period.
type PlanMethod struct {
	Name       string `json:"name"`
	Means      string `json:"means"`
	Status     string `json:"status"`
	Joint      bool   `json:"joint"`
	Total      Number `json:"total"`
	Private    Number `json:"private"`
	System     Number `json:"system"`
	MoreAYear  Number `json:"more_a_year"` // than the joint plan
	Sites      int    `json:"sites"`
	UnservedMW Number `json:"unserved_mw"`
	MetroPct   Number `json:"metro_pct"`
	MeanRTTms  Number `json:"mean_rtt_ms"`
	CarbonG    Number `json:"carbon_g_per_kwh"`
	GapPct     Number `json:"gap_pct"`
	Accepted   State  `json:"accepted"` // by the checks of grid and fiber
}

// PlanArea is a power area over the years, in MW of IT.
type PlanArea struct {
	Name      string   `json:"name"`
	NameLocal string   `json:"name_local"`
	Asked     []Number `json:"asked"`     // by its metros
	Served    []Number `json:"served"`    // to its metros, from wherever
	Built     []Number `json:"built"`     // energised in it
	FullFrom  int      `json:"full_from"` // year from which it cannot feed what is built by itself; 0 for never
	Text      string   `json:"text"`
}

// PlanBenchmark is a published figure beside what the plan says of it.
type PlanBenchmark struct {
	Title     string   `json:"title"`
	Measures  string   `json:"measures"`
	Published string   `json:"published"` // "¥75 bn a year, 2040"
	Computed  string   `json:"computed"`  // empty where the plan says nothing of it
	Ratio     Number   `json:"ratio"`
	Why       string   `json:"why"`
	Source    string   `json:"source"`
	Evidence  Evidence `json:"evidence"`
}

// Concentration is where data centers stand before and after the plan.
type Concentration struct {
	Before      Evidence            `json:"before"`       // of the MW in use, the weakest
	Committed   Evidence            `json:"committed"`    // of the MW under way
	Denominator string              `json:"denominator"`  // in a sentence
	Missing     string              `json:"missing"`      // what has no MW
	Year        int                 `json:"year"`         // of after
	MetroBefore Number              `json:"metro_before"` // percent of MW in the metros
	MetroAfter  Number              `json:"metro_after"`
	MetroNew    Number              `json:"metro_new"`   // of the plan's own MW
	MetroCount  Number              `json:"metro_count"` // of the plan's sites, percent
	Areas       []ConcentrationArea `json:"areas"`
}

// ConcentrationArea is a power area's part.
type ConcentrationArea struct {
	Name      string `json:"name"`
	NameLocal string `json:"name_local"`
	Before    Number `json:"before"`    // MW in use
	Committed Number `json:"committed"` // MW on the way that the plan takes as given
	New       Number `json:"new"`       // MW of the plan
	Count     int    `json:"count"`     // facilities and clusters in use
	NewCount  int    `json:"new_count"`
}

func (d *Data) checkPlan() error {
	p := d.Plan
	if p == nil {
		return nil
	}
	for i, y := range p.Years {
		if i > 0 && y <= p.Years[i-1] {
			return fmt.Errorf("plan: year %d after %d, expected them to rise", y, p.Years[i-1])
		}
	}
	fits := func(what string, values []Number) error {
		if len(values) != len(p.Years) {
			return fmt.Errorf("plan: %s: %d values, expected one for each of %d years", what, len(values), len(p.Years))
		}
		return nil
	}
	for _, r := range p.Rows {
		if err := fits(r.Title, r.Values); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, s := range p.Sites {
		if err := add(seen, "plan: site", s.ID); err != nil {
			return err
		}
		if err := fits("site "+s.ID, s.ITMW); err != nil {
			return err
		}
		if !onEarth(s.At) {
			return fmt.Errorf("plan: site %q: %v is not a longitude and latitude", s.ID, s.At)
		}
	}
	for _, a := range p.Areas {
		for _, values := range [][]Number{a.Asked, a.Served, a.Built} {
			if err := fits("area "+a.Name, values); err != nil {
				return err
			}
		}
	}
	return p.checkRest()
}

func (p *Plan) checkRest() error {
	for _, b := range p.Builds {
		if b.Side != Watts && b.Side != Bits {
			return fmt.Errorf("plan: %q: side %q, expected watts or bits", b.Name, b.Side)
		}
		for _, path := range b.Path {
			if !allOnEarth(path) {
				return fmt.Errorf("plan: %q: a point is not a longitude and latitude", b.Name)
			}
		}
	}
	for _, m := range p.Methods {
		if m.Accepted != Pass && m.Accepted != Fail && m.Accepted != Unknown {
			return fmt.Errorf("plan: method %q: accepted %q, expected pass, fail or unknown", m.Name, m.Accepted)
		}
	}
	for _, b := range p.Benchmarks {
		switch b.Evidence {
		case Published, Derived, Estimated, Assumed:
		default:
			return fmt.Errorf("plan: benchmark %q: unknown evidence %q", b.Title, b.Evidence)
		}
	}
	return p.Swap.check()
}
