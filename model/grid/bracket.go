package grid

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// BracketOptions choose the contingencies that full redispatch must withstand.
type BracketOptions struct {
	Buses []int // indices; nil: all
	// Secure adds every outage of a branch that is not a bridge, held with the
	// same dispatch before and after (preventive N-1).
	Secure bool
	// Soft lets limits that no dispatch can hold without any load be exceeded
	// by the least total of MW; otherwise such a network takes no load at all.
	Soft    bool
	Workers int // 0: GOMAXPROCS. The answer does not depend on it.
	Solve   solve.Options
	// Progress is called with the buses done.
	Progress func(done, total int)
}

// Bracket is the upper end of hosting capacity: with all units of the island
// free between their limits.
type Bracket struct {
	Buses []BusBracket // in the order asked for
	// Status is Infeasible when no dispatch holds the limits without load.
	Status solve.Status
	// ExcessMW is what Soft gave way by: the least total overload of any
	// dispatch without load.
	ExcessMW float64
	Rows     int // limits that had to be stated
}

// BusBracket is the answer for one bus.
type BusBracket struct {
	Bus int
	// RedispatchMW is the most load with full redispatch; NaN when there is no
	// dispatch without load, or the bus is out of service or in a dead island.
	RedispatchMW float64
}

// Bracket returns the most load that each bus can take when all units may be
// redispatched at will between their limits: at normal ratings in the base case
// and, if asked for, emergency ratings after each outage. It is the upper end
// of the bracket that Hosting, which moves units in proportion to their
// headroom, is the lower end of.
func (g *Grid) Bracket(ctx context.Context, opt BracketOptions) (*Bracket, error) {
	out, err := g.bracket(ctx, opt)
	if err != nil {
		return nil, fmt.Errorf("grid: bracket: %w", err)
	}
	return out, nil
}

func (g *Grid) bracket(ctx context.Context, opt BracketOptions) (*Bracket, error) {
	if opt.Buses == nil {
		opt.Buses = make([]int, len(g.node))
		for i := range opt.Buses {
			opt.Buses[i] = i
		}
	}
	b := &bracketRun{opt: opt, out: &Bracket{}}
	if err := b.build(g); err != nil {
		return nil, err
	}
	if err := b.withoutLoad(ctx); err != nil || b.out.Status != solve.Optimal {
		return b.without(), err
	}
	session, err := solve.Open(&b.model, opt.Solve)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	for k, bus := range opt.Buses {
		mw, err := b.most(ctx, session, b.load[k])
		if err != nil {
			return nil, err
		}
		b.out.Buses = append(b.out.Buses, BusBracket{bus, mw})
		if opt.Progress != nil {
			opt.Progress(k+1, len(opt.Buses))
		}
	}
	b.out.Rows = len(b.limits)
	return b.out, nil
}

// bracketRun is a programme without costs, with a load column per bus that is
// opened in turn.
type bracketRun struct {
	*programme
	opt  BracketOptions
	out  *Bracket
	load []int // column of each bus asked for, −1 when it cannot be served
	soft []int // columns of excess
}

func (b *bracketRun) build(g *Grid) error {
	// The same grid with units and links that cost nothing.
	free, net := *g, *g.net
	free.net = &net
	net.Generators = append(net.Generators[:0:0], net.Generators...)
	net.Links = append(net.Links[:0:0], net.Links...)
	for i := range net.Generators {
		net.Generators[i].Cost.Model = 0
	}
	for i := range net.Links {
		net.Links[i].Cost.Model = 0
	}
	var err error
	if b.programme, err = free.newProgramme(OPFOptions{IgnoreAngleLimits: true}); err != nil {
		return err
	}
	b.load = make([]int, len(b.opt.Buses))
	for k, bus := range b.opt.Buses {
		b.load[k] = -1
		if bus < 0 || bus >= len(g.node) {
			return fmt.Errorf("bus %d of %d", bus, len(g.node))
		}
		if node := g.node[bus]; node >= 0 && b.balance[g.island[node]] >= 0 {
			b.load[k] = b.model.AddCol("load at "+net.Buses[bus].ID, 0, 0, 0)
			b.extra = append(b.extra, injection{b.load[k], int32(bus), -1})
			row := &b.model.Rows[b.balance[g.island[node]]]
			row.Terms = append(row.Terms, solve.Term{Col: b.load[k], Coef: -1})
		}
	}
	return nil
}

// withoutLoad states the limits that matter without load, soft ones with the
// least excess, which then becomes part of the limits.
func (b *bracketRun) withoutLoad(ctx context.Context) error {
	for {
		r, err := solve.Solve(ctx, &b.model, b.opt.Solve)
		if err != nil {
			return err
		}
		if b.out.Status = r.Status; !r.OK() {
			return cancelled(ctx, &r)
		}
		rows, err := b.separate(ctx, r.X)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			for _, col := range b.soft {
				b.out.ExcessMW += r.X[col]
				b.model.Cols[col].Upper, b.model.Cols[col].Cost = r.X[col], 0
			}
			return nil
		}
		for _, row := range rows {
			if b.opt.Soft {
				up, down := b.model.AddCol("", 0, math.Inf(1), 1), b.model.AddCol("", 0, math.Inf(1), 1)
				b.soft = append(b.soft, up, down)
				row.Terms = append(row.Terms, solve.Term{Col: up, Coef: -1}, solve.Term{Col: down, Coef: 1})
			}
			b.model.Rows = append(b.model.Rows, row)
		}
	}
}

func cancelled(ctx context.Context, r *solve.Result) error {
	if r.Stop == solve.StopCancel {
		return context.Cause(ctx)
	}
	return nil
}

// without answers every bus with NaN.
func (b *bracketRun) without() *Bracket {
	for _, bus := range b.opt.Buses {
		b.out.Buses = append(b.out.Buses, BusBracket{bus, math.NaN()})
	}
	b.out.Rows = len(b.limits)
	return b.out
}

// most opens one load column, stating limits as they are violated.
func (b *bracketRun) most(ctx context.Context, session *solve.Session, col int) (float64, error) {
	if col < 0 {
		return math.NaN(), nil
	}
	if err := b.open(session, col, math.Inf(1), -1); err != nil {
		return 0, err
	}
	for {
		r, err := session.Solve(ctx)
		if err != nil {
			return 0, err
		}
		if !r.OK() {
			if err := cancelled(ctx, &r); err != nil {
				return 0, err
			}
			return 0, fmt.Errorf("%s: %v", b.model.ColName(col), r.Status)
		}
		rows, err := b.separate(ctx, r.X)
		if err != nil {
			return 0, err
		}
		if len(rows) == 0 {
			return r.X[col], b.open(session, col, 0, 0)
		}
		if err := session.AddRows(rows...); err != nil {
			return 0, err
		}
	}
}

func (b *bracketRun) open(session *solve.Session, col int, upper, cost float64) error {
	if err := session.SetColBounds(col, 0, upper); err != nil {
		return err
	}
	return session.SetCost(col, cost)
}
