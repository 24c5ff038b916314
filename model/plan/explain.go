package plan

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/wattbit/wattbit/model/solve"
)

// explain finds the requirements that clash and the smallest relaxation, over
// all sites. A MW of any limit but those of grid and supply weighs as much as the capex of a MW. It may take
// as long again as the search was given; what is not found by then is left out.
func (w *worker) explain(ctx context.Context) (*Infeasibility, error) {
	w.began = time.Now()
	w.build(w.c.usable())
	names := map[string]Requirement{}
	soft := w.questionable(names)
	out := &Infeasibility{Unreachable: w.c.unreachable()}
	var changed []solve.Side
	for {
		relaxed, err := solve.Relax(ctx, w.model, soft, w.options())
		if err != nil {
			return nil, fmt.Errorf("plan: smallest relaxation: %w", err)
		}
		if !relaxed.Result.OK() {
			return out, nil
		}
		fresh := w.keep(append(w.c.coverCuts(&w.cols, relaxed.Result.X), w.gridCuts(relaxed.Result.X)...))
		if len(fresh) == 0 {
			slices.SortStableFunc(relaxed.Changes, func(a, b solve.Change) int { return cmp.Compare(burden(soft, b), burden(soft, a)) })
			for _, change := range relaxed.Changes {
				changed = append(changed, change.Side)
				out.Smallest = append(out.Smallest, w.violation(names[change.Name], change.By))
			}
			break
		}
		w.build(w.sitesIn)
		soft = w.questionable(names)
	}
	alone, together, err := w.clashes(ctx, soft, changed, names)
	seen := map[string]bool{}
	for n, side := range append(alone, together...) {
		if seen[side.Name] {
			continue
		}
		seen[side.Name] = true
		out.Conflict = append(out.Conflict, names[side.Name])
		if n < len(alone) {
			out.Alone++
		}
	}
	return out, err
}

// maxClashes is how many sets of clashing requirements are looked for.
const maxClashes = 4

// clashes finds the requirements of the built model that no plan meets by
// themselves, among those that give way in the smallest relaxation, and sets of
// others that no plan meets together: each set is sought without what those before
// ask for. Whole numbers count only where nothing is found without them.
func (w *worker) clashes(ctx context.Context, soft solve.Soft, changed []solve.Side, names map[string]Requirement) (alone, together []solve.Side, err error) {
	continuous := w.model.Continuous()
	if alone, err = solve.Alone(ctx, continuous, soft, changed, w.options()); err != nil {
		return nil, nil, fmt.Errorf("plan: conflict: %w", err)
	}
	without := slices.Clone(alone)
	for _, m := range []*solve.Model{continuous, w.model} {
		for range maxClashes {
			c, err := solve.FindConflict(ctx, m.Without(without...), soft, w.options())
			if errors.Is(err, solve.ErrFeasible) || errors.Is(err, solve.ErrStopped) || err == nil && len(c.Members) == 0 {
				break
			}
			if err != nil {
				return nil, nil, fmt.Errorf("plan: conflict: %w", err)
			}
			together = append(together, c.Members...)
			asks := slices.DeleteFunc(slices.Clone(c.Members), func(s solve.Side) bool { return !names[s.Name].asks() })
			if len(asks) == 0 {
				asks = c.Members
			}
			without = append(without, asks...)
		}
		if len(alone)+len(together) > 0 {
			break
		}
	}
	return alone, together, nil
}

// asks tells what asks for MW from what limits them.
func (r Requirement) asks() bool { return r.Kind == "demand" || r.Kind == "regional minimum" }

// burden is what a change weighs in a relaxation.
func burden(soft solve.Soft, c solve.Change) float64 {
	if c.Column {
		return c.By * soft.Col(c.Index)
	}
	return c.By * soft.Row(c.Index)
}

// violation gives a change its unit.
func (w *worker) violation(r Requirement, by float64) Violation {
	switch r.Unit {
	case "JPY":
		by *= w.c.scale
	case "t":
		by *= 1000
	}
	return Violation{Requirement: r, By: by}
}

// questionable names the rows and columns that may give way.
func (w *worker) questionable(names map[string]Requirement) solve.Soft {
	rows, cols := map[int]float64{}, map[int]float64{}
	for k := range w.rows {
		if r := &w.rows[k]; r.words != nil {
			names[r.words.String()] = *r.words
			rows[w.rowAt[k]] = w.weight(r)
		}
	}
	for g := range w.c.groups {
		for t := range w.c.periods {
			if math.IsInf(w.c.groups[g].price[t], 1) && w.c.groups[g].demandMW[t] > 0 {
				w.demandWeight(g, t, names, rows, cols)
			}
		}
	}
	return solve.Soft{
		Row: func(i int) float64 { return rows[i] },
		Col: func(j int) float64 { return cols[j] },
	}
}

// gridWeight is how much dearer than a MW asked for a MW of an element's limit or
// of an area's supply is that gives way: a planner can ask for less, but not decree
// a stronger grid.
const gridWeight = 1000

// weight is what a unit of a row weighs.
func (w *worker) weight(r *coupling) float64 {
	if r.grid >= 0 || r.words.Kind == "adequacy" {
		return gridWeight
	}
	switch r.words.Unit {
	case "JPY":
		return w.c.scale / w.c.capexPerMW()
	case "t":
		return 1 / (0.4 * 8.76) // kt of a MW at 0.4 kg a kWh
	case "MW·ms":
		return 0.1 // 10 ms of a MW
	}
	return 1
}

// capexPerMW is the mean over all blocks, 1 where there are none.
func (c *compiled) capexPerMW() float64 {
	jpy, mw := 0.0, 0.0
	for i := range c.p.Sites {
		for _, b := range c.p.Sites[i].Blocks {
			jpy, mw = jpy+b.Capex.total(), mw+b.ITMW
		}
	}
	if jpy == 0 {
		return 1
	}
	return jpy / mw
}

// demandWeight opens a demand that must be served to question.
func (w *worker) demandWeight(g, t int, names map[string]Requirement, rows, cols map[int]float64) {
	group := &w.c.groups[g]
	first := group.pairs[0]
	words := w.c.p.demandWords(first.class, first.metro, t)
	words.Limit = group.demandMW[t]
	if more := len(group.pairs) - 1; more > 0 {
		words.What += fmt.Sprintf(" (and %d more demands that the same sites reach)", more)
	}
	names[words.String()] = words
	if len(group.sinks) == 1 {
		col := w.cols.served[group.sinks[0]][t]
		w.model.Cols[col].Name = words.String()
		cols[col] = 1
		return
	}
	row := w.cols.groupRow[g][t]
	w.model.Rows[row].Name = words.String()
	rows[row] = 1
}

// unreachable lists the demands that must be served and that no site reaches.
func (c *compiled) unreachable() []Requirement {
	var out []Requirement
	reached := newBitset(len(c.sinks))
	for i := range c.sites {
		if c.sites[i].first < c.periods {
			reached.or(c.sites[i].any)
		}
	}
	for g := range c.groups {
		open := false
		for _, n := range c.groups[g].sinks {
			open = open || reached.has(n)
		}
		for t := 0; t < c.periods && !open; t++ {
			for _, p := range c.groups[g].pairs {
				if math.IsInf(c.groups[g].price[t], 1) && c.p.DemandMW[p.class][p.metro][t] > 0 {
					r := c.p.demandWords(p.class, p.metro, t)
					r.Kind = "latency"
					out = append(out, r)
				}
			}
		}
	}
	return out
}
