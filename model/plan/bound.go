package plan

import (
	"context"
	"math"
)

// Bound returns a cost that no plan undercuts: that of the linear relaxation
// with all generated rows, sites outside the programme priced in. It is NaN where
// the relaxation has no solution or no time was left for one.
func Bound(ctx context.Context, p *Problem, opt Options) (float64, error) {
	if err := p.Check(); err != nil {
		return math.NaN(), err
	}
	own := *p
	w := newWorker(compile(&own), opt)
	if _, _, err := w.root(ctx); err != nil || math.IsInf(w.lower, -1) {
		return math.NaN(), err
	}
	return w.lower * w.c.scale, nil
}
