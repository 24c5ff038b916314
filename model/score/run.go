package score

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
)

// Options of a run.
type Options struct {
	// Workers is the number of goroutines; all processors when 0. The result
	// does not depend on it.
	Workers int
}

// Score compiles the model, scores every row of the table and ranks them.
func (m Model) Score(ctx context.Context, t *Table, opts Options) (*Result, error) {
	s, err := m.Compile()
	if err != nil {
		return nil, err
	}
	return s.Score(ctx, t, opts)
}

// Score checks the table, scores every row and ranks them.
func (s *Scorer) Score(ctx context.Context, t *Table, opts Options) (*Result, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	r := &Result{IDs: t.IDs}
	if err := s.scoreAll(ctx, &r.Scores, t, opts); err != nil {
		return nil, err
	}
	r.rank()
	r.describe(s)
	if err := s.doubleCounting(t, r); err != nil {
		return nil, err
	}
	return r, ctx.Err()
}

// blockRows is the unit of work that workers take and between which a
// cancelled run stops.
const blockRows = 16 * chunkRows

func (s *Scorer) scoreAll(ctx context.Context, dst *Scores, t *Table, opts Options) error {
	gates, criteria, err := s.bind(t)
	if err != nil {
		return err
	}
	n := t.Rows()
	dst.reset(s, n)
	workers := opts.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, (n+blockRows-1)/blockRows)
	parts := make([]*part, workers)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range parts {
		parts[w] = newPart(s)
		wg.Go(func() {
			for lo := w * blockRows; lo < n && errs[w] == nil && ctx.Err() == nil; lo += workers * blockRows {
				errs[w] = parts[w].rows(dst, gates, criteria, lo, min(lo+blockRows, n))
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("score: %w", err)
	}
	for _, p := range parts {
		p.addTo(dst)
	}
	return firstRefusal(parts, errs, t)
}

// firstRefusal reports the refusal of the first row, whichever worker met it.
func firstRefusal(parts []*part, errs []error, t *Table) error {
	var first *refusedError
	for _, err := range errs {
		var e refusedError
		if errors.As(err, &e) && (first == nil || e.row < first.row) {
			first = &e
		}
	}
	if first == nil {
		return nil
	}
	return parts[0].locate(*first, t)
}

// describeData adds warnings about the figures themselves.
func (s *Scorer) describeData(r *Result) {
	for j, c := range s.criteria {
		if n := r.Clipped[j]; n > 0 {
			lo, hi := c.fn.Range()
			r.Warnings = append(r.Warnings, fmt.Sprintf("criterion %q: %d figures lie outside the declared range %v to %v %s and %s", c.ID, n, lo, hi, c.Unit, CountsAsEnd))
		}
		if r.Missing[j] == len(r.IDs) && c.weight > 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf("criterion %q: no candidate has a figure", c.ID))
		}
	}
}
