package plan

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// Solve finds the plan of the least net present cost and proves how good it is.
//
// The error is for problems that are not well-formed and for solvers that fail.
// That no plan meets the requirements is an Outcome, with the requirements that
// clash and the smallest relaxation. A cancelled context and a limit are
// outcomes too: the best plan found, with its gap, without what serves nothing.
func Solve(ctx context.Context, p *Problem, opt Options) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	return solveFixed(ctx, p, nil, opt)
}

// solveFixed solves a problem that is known to be well-formed under
// restrictions.
func solveFixed(ctx context.Context, p *Problem, fix []siteFix, opt Options) (Outcome, error) {
	return solveCompiled(ctx, p, fix, nil, opt)
}

func solveCompiled(ctx context.Context, p *Problem, fix []siteFix, assets *assetFix, opt Options) (Outcome, error) {
	own := *p
	c := compile(&own)
	c.fix, c.assets = fix, assets
	w := newWorker(c, opt)
	status, err := w.secure(ctx)
	if err != nil {
		return Outcome{}, err
	}
	if err := w.prune(); err != nil {
		return Outcome{}, err
	}
	out := Outcome{Status: status, Stop: w.stop, BoundJPY: math.NaN(), Gap: w.gap(), Size: w.size, Rounds: w.rounds}
	if !math.IsInf(w.lower, -1) {
		out.BoundJPY = w.lower * c.scale
	}
	if w.best != nil {
		out.Plan, out.Evaluation = *w.best, w.bestOf
		out.BoundJPY = math.Min(out.BoundJPY, out.Evaluation.TotalJPY)
		if out.Stop == solve.StopProof && out.Status == solve.Feasible {
			out.Stop = w.why()
		}
	}
	if status == solve.Infeasible && !opt.NoExplain {
		out.Infeasible, err = w.explain(ctx)
	}
	return out, err
}

// why is the reason for a stop that is neither proof nor clock. StopNodes stands
// for a programme too large to be tried too.
func (w *worker) why() solve.Stop {
	if w.done() {
		return solve.StopGap
	}
	return solve.StopNodes
}

// secure searches until the full check of the grid finds nothing.
func (w *worker) secure(ctx context.Context) (solve.Status, error) {
	for {
		status, err := w.search(ctx)
		if err != nil || w.best == nil || w.opt.CheckGrid == nil {
			return status, err
		}
		w.rounds.GridChecks++
		rows, err := w.opt.CheckGrid(*w.best)
		if err != nil {
			return status, fmt.Errorf("plan: grid check %d: %w", w.rounds.GridChecks, err)
		}
		if len(rows) == 0 {
			return status, nil
		}
		if w.rounds.GridChecks >= maxGridRounds {
			return status, fmt.Errorf("plan: the grid check still finds %d violated rows after %d rounds", len(rows), maxGridRounds)
		}
		if err := w.tighten(rows); err != nil {
			return status, err
		}
		w.report("grid check")
	}
}

// tighten adds grid rows to the problem. The best plan must break one of them:
// else the check and the rows disagree, and searching on would not end.
func (w *worker) tighten(rows []GridRow) error {
	p := w.c.p
	known := map[string]bool{}
	for _, r := range p.GridRows {
		known[r.ID] = true
	}
	check := &checker{p: p}
	p.GridRows = append([]GridRow(nil), p.GridRows...)
	for _, r := range rows {
		check.gridRow(r)
		if known[r.ID] {
			check.fail("grid row %s of the check is known already", r.ID)
		}
		known[r.ID] = true
		p.GridRows = append(p.GridRows, r)
	}
	if check.err != nil {
		return check.err
	}
	e, err := evaluate(p, *w.best)
	if err != nil {
		return err
	}
	if e.OK() {
		return fmt.Errorf("plan: the plan meets all %d rows that the grid check calls violated", len(rows))
	}
	w.best = nil
	return nil
}
