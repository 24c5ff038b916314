package portfolio

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

// Inputs are what a study area offers to a plan.
type Inputs struct {
	Atlas    *atlas.Atlas
	Table    *site.Table
	Rows     []int // candidates of the table that may be planned, in rising order
	Capacity *site.Capacity
	Routes   *site.Routes
	// Concentrations are the metros of the atlas, by id, whose share is watched.
	Concentrations []string
	// Guests are candidates by id that are planned whatever screening says, beside
	// those that it keeps: to learn what it would cost to build them.
	Guests []string
	PUE    float64 // facility power over IT power of new sites, 1 to 10
	// Shared, where set, is what several studies are made of in place of their own
	// shortlists, so that their plans can be held against each other.
	Shared  *Shared
	Workers int // goroutines; the result does not depend on it
}

// Study is a joint problem with what its numbers stand for.
type Study struct {
	Settings Settings
	Problem  *plan.Problem

	Sites          []Site          // of the problem
	Reinforcements []Reinforcement // of the problem
	Metros         []atlas.Place   // of the problem
	Demand         DemandBasis
	Screening      Screening
	AvoidedJPY     float64  // costs that a MW of IT that waits a year saves: the median over the sites
	Notes          []string // what a reader of the plan must know

	in         Inputs
	fates      map[int]Fate // by row of the candidates' table
	whole      []plan.Site  // those that the shortlist leaves out included
	book       *cost.Book
	classIDs   []string
	areaAt     map[string]int
	watts      watts
	networkFor []*bits // by option of the optical network: as it is, then with each span
}

// Site is a candidate of the problem.
type Site struct {
	Row       int // of the candidates' table
	Candidate site.Candidate
	Metro     bool // counts to a metro
	Guest     bool // screening leaves it out
	// GridCarbonKgPerMWh is the carbon intensity of the area by period, contracts
	// for carbon-free energy apart.
	GridCarbonKgPerMWh []float64
	Connections        []GridWay
	Fibers             []FiberWay
}

// GridWay is a way to connect a site to the grid.
type GridWay struct {
	site.Connection
	Flexible bool
}

// FiberWay is a way to connect a site to the optical network.
type FiberWay struct {
	Spurs  int
	Span   int // of Settings.Fiber.Spans, −1 for none
	Answer *siting.Answer
	RTTms  []float64 // to each metro of the problem; NaN where none
}

// Reinforcement is a line or the transformers of a station that may be rebuilt
// for twice the rating.
type Reinforcement struct {
	Branch atlas.GridBranch // of the atlas
	Tie    string           // interconnection, for a tie that the plan may build
	Name   string
	MW     float64 // that a lump adds to each circuit, or to the tie
	Stops  int     // sites that the element stops, or would stop next

	circuits []int // branches of the network
}

// Screening says what was left out, and why.
type Screening struct {
	Asked        int `json:"asked"`         // candidates that pass the gates
	NoConnection int `json:"no_connection"` // no substation within reach that could take a site
	NoFiber      int `json:"no_fiber"`
	NoPrice      int `json:"no_price"`
	Dominated    int `json:"dominated"` // dearer than another of the same substations, fiber nodes and reach
	Dearer       int `json:"dearer"`    // not among the cheapest of their area or of any demand
	Planned      int `json:"planned"`
}

// Fate is what screening made of a candidate.
type Fate struct {
	Kind FateKind
	// By is the row of the cheaper candidate of the same substations, fiber nodes
	// and reach that stands for a dominated one; −1 for others.
	By int
	// RoughJPY is the least cost by year and MW of IT at full size; NaN where none
	// is known. ByRoughJPY is that of By.
	RoughJPY, ByRoughJPY float64
}

// FateKind says how far a candidate came.
type FateKind string

// The fates.
const (
	Gated        FateKind = "gate"          // a gate fails or cannot be judged
	NoPrice      FateKind = "no-price"      // a figure that its price needs is missing
	NoConnection FateKind = "no-connection" // no substation within reach could take it
	NoFiber      FateKind = "no-fiber"      // no fiber node
	Dominated    FateKind = "dominated"     // another of the same substations, nodes and reach is cheaper
	Dearer       FateKind = "dearer"        // not among the cheapest of its area or of any demand
	Shortlisted  FateKind = "shortlisted"
)

// FateOf says what screening made of a candidate, by its row in the table.
func (st *Study) FateOf(row int) Fate {
	if f, ok := st.fates[row]; ok {
		return f
	}
	return Fate{Kind: Gated, By: -1, RoughJPY: math.NaN(), ByRoughJPY: math.NaN()}
}

// doom notes the fate of a candidate that screening stops.
func (st *Study) doom(row int, kind FateKind) {
	st.fates[row] = Fate{Kind: kind, By: -1, RoughJPY: math.NaN(), ByRoughJPY: math.NaN()}
}

// ErrUnplannable says that a study area lacks what a joint plan is made from.
var ErrUnplannable = errors.New("no joint plan can be made")

// MaxRows is how many candidates a plan is made from at most.
const MaxRows = 20_000

// New turns a study area into a joint problem. The context ends it early. An
// area without networks, metros or a site that can be connected is
// ErrUnplannable.
func New(ctx context.Context, s Settings, in Inputs) (*Study, error) {
	switch {
	case in.Capacity == nil || in.Routes == nil:
		return nil, fmt.Errorf("%w: the atlas has no electrical or no optical network; expected both", ErrUnplannable)
	case !(in.PUE >= 1 && in.PUE <= 10):
		return nil, fmt.Errorf("%w: PUE %g; expected 1 to 10", ErrUnplannable, in.PUE)
	case len(in.Rows) > MaxRows:
		return nil, fmt.Errorf("%w: %d candidates pass the gates; expected at most %d", ErrUnplannable, len(in.Rows), MaxRows)
	}
	st := &Study{Settings: s, in: in, book: cost.NewBook(in.Atlas.Costs), areaAt: map[string]int{}, fates: map[int]Fate{}}
	st.Problem = &plan.Problem{
		Name: in.Atlas.Meta.ID, Years: slices.Clone(s.Periods), BaseYear: s.BaseYear, HorizonYear: s.HorizonYear,
		DiscountRate: s.DiscountPct / 100,
	}
	for _, y := range s.Periods {
		st.Problem.CarbonJPYPerT = append(st.Problem.CarbonJPYPerT,
			s.Costs.CarbonJPYPerT*math.Pow(1+s.Costs.CarbonGrowthPct/100, float64(y-s.BaseYear)))
	}
	steps := []func(context.Context) error{
		st.addAreas, st.addDemand, st.addNetworks, st.addSites, st.addGrid, st.addPolicy,
	}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if len(st.Sites) == 0 && st.Screening.Asked > 0 {
			break
		}
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("plan: %w", err)
		}
	}
	if len(st.Sites) == 0 {
		return nil, fmt.Errorf("%w: of %d candidates that pass the gates none can be connected (%d lack a substation, %d a fiber node, %d a price); expected at least one",
			ErrUnplannable, st.Screening.Asked, st.Screening.NoConnection, st.Screening.NoFiber, st.Screening.NoPrice)
	}
	st.priceDelay()
	if err := st.Problem.Check(); err != nil {
		return nil, err
	}
	return st, nil
}

// watts is the grid side of the problem.
type watts struct {
	secure    *grid.Secure
	busAt     map[int]int // of the network → of the problem
	fixed     [][]float64 // [period][bus] MW of loads that stand before the plan
	published []publishedBus
	lumpOf    map[int]int    // branch of the network → reinforcement
	rated     []float64      // by branch of the network
	found     []plan.GridRow // by CheckGrid, not yet in the problem
}

// publishedBus is a bus of a substation whose spare capacity is published.
type publishedBus struct {
	substation atlas.Substation
	bus        int
}

func (st *Study) periods() int { return len(st.Settings.Periods) }

// even is the same figure in each period.
func (st *Study) even(x float64) []float64 {
	xs := make([]float64, st.periods())
	for t := range xs {
		xs[t] = x
	}
	return xs
}

// leadYears takes the end of a range that the settings plan with.
func (st *Study) leadYears(r cost.Range) float64 {
	switch st.Settings.Grid.LeadTime {
	case "low":
		return r.Low
	case "high":
		return r.High
	}
	return r.Base
}

// readyYear is the calendar year in which something is ready after so many years.
func (st *Study) readyYear(years float64) int {
	return st.Settings.BaseYear + int(math.Floor(years))
}

func (st *Study) note(format string, args ...any) {
	st.Notes = append(st.Notes, fmt.Sprintf(format, args...))
}
