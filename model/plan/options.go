package plan

import (
	"time"

	"github.com/wattbit/wattbit/model/solve"
)

// Options steer a search. The zero value asks for DefaultGap without limits.
type Options struct {
	Gap float64 // stop at this relative gap; 0: DefaultGap, below 0: the proven optimum

	// TimeLimit ends the search; a repeat may then give another plan. 0: none.
	TimeLimit time.Duration
	NodeLimit int // branch-and-bound nodes of one programme; 0: none
	Seed      int
	Backend   solve.Backend // nil: the built-in one

	// CheckGrid, when set, is given each plan that would be the answer, and
	// returns the grid rows that a full check finds violated. They are added and
	// the plan is made anew, until there are none.
	CheckGrid func(Plan) ([]GridRow, error)

	// Start is a plan to begin with; it need not meet every requirement.
	Start *Plan

	// ActiveSites is how many sites a programme holds at first; the others are
	// priced and added as they could pay. 0: DefaultActiveSites.
	ActiveSites int

	Progress func(Progress) // must return soon

	// NoExplain saves the time that it takes to explain an infeasible outcome.
	NoExplain bool

	settled func(lowerJPY, upperJPY float64) bool // ends the search; nil: never
	quick   bool                                  // ends it with the first good plan
}

// Defaults of the options.
const (
	DefaultGap         = 0.005
	DefaultActiveSites = 150
	maxGridRounds      = 30
)

// Progress is what is known during a search. Figures are NaN until known.
type Progress struct {
	Stage           string
	Elapsed         time.Duration
	TotalJPY, Bound float64
	Gap             float64
	CoverCuts, Grid int
	Programmes      int64
}

func (o Options) gap() float64 {
	switch {
	case o.Gap < 0:
		return 0
	case o.Gap == 0:
		return DefaultGap
	}
	return o.Gap
}

func (o Options) activeSites() int {
	if o.ActiveSites > 0 {
		return o.ActiveSites
	}
	return DefaultActiveSites
}
