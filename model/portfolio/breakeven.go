package portfolio

import (
	"context"
	"math"

	"github.com/wattbit/wattbit/model/plan"
)

// BreakEven says at which price of fiber planning together stops paying against
// the sequential baseline.
type BreakEven struct {
	plan.BreakEven // factors on all costs of fiber as the settings have them
	Against        plan.Method
	// RatioNow is what a km of new duct with fiber costs over a km of 275 kV cable,
	// by the atlas's costs and the settings' factors; NaN where it lacks one.
	RatioNow float64
}

// Ratios enclose the ratio of the costs of fiber and power cable at which the
// value vanishes; NaN where RatioNow is not known, +Inf for beyond all that was
// tried.
func (b *BreakEven) Ratios() (low, high float64) { return b.Low * b.RatioNow, b.High * b.RatioNow }

// The factors that are tried, and how closely the answer encloses them.
const (
	breakEvenFrom      = 0.1
	breakEvenTo        = 1000
	breakEvenTolerance = 0.25
)

// addBreakEven looks for it; about eight joint plans and as many baselines. An
// interrupt or a plan that is not found leaves it out.
func (a *Answer) addBreakEven(ctx context.Context, o plan.Options) {
	st := a.Study
	o.Start, o.CheckGrid = nil, st.CheckGrid(context.WithoutCancel(ctx)) // its rows are of the dearer problems
	found, err := plan.FiberBreakEven(ctx, st.Problem, plan.Sequential, breakEvenFrom, breakEvenTo, breakEvenTolerance, o)
	if err != nil {
		if ctx.Err() == nil {
			st.note("the price of fiber at which planning together stops paying was not found: %v", err)
		}
		return
	}
	a.BreakEven = &BreakEven{BreakEven: found, Against: plan.Sequential, RatioNow: math.NaN()}
	fiber, _, err := st.book.Get("fiber-duct", "JPY/km")
	cable, _, err2 := st.book.Get("cable-275kv", "JPY/km")
	if err == nil && err2 == nil && cable.Base > 0 {
		a.BreakEven.RatioNow = fiber.Base * st.Settings.Fiber.CostFactor / (cable.Base * st.Settings.Costs.Grid)
	}
}
