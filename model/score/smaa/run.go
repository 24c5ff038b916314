package smaa

import (
	"context"
	"fmt"
	"runtime"
	"sync"
)

// batch is the number of samples that a worker takes at a time.
const batch = 32

// Run draws the samples and counts who takes which rank. The result does not
// depend on the number of workers.
func Run(ctx context.Context, p Problem) (*Result, error) {
	if err := p.prepare(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInput, err)
	}
	n, m := len(p.IDs), len(p.Values)
	r := &Result{IDs: p.IDs, Samples: p.Samples, Seed: p.Seed, Prior: p.Prior.String(), TopK: min(p.TopK, n)}
	if p.AllRanks {
		r.histogram = newHistogram(n)
	}
	columns, byRow := p.known(), p.byRow()
	total := newCounts(n, m, len(p.Shortlist), p.AllRanks)
	var mu sync.Mutex
	err := p.parallel(ctx, p.Samples, func(claim func() (lo, hi int, ok bool)) error {
		w := p.newWorker(r, p.newSampler(columns, byRow))
		for lo, hi, ok := claim(); ok; lo, hi, ok = claim() {
			if err := w.run(lo, hi); err != nil {
				return err
			}
		}
		mu.Lock()
		defer mu.Unlock()
		total.add(w.counts)
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.finish(total, m)
	if r.Shortlist = p.Shortlist; r.Shortlist == nil {
		r.Shortlist = r.Order()[:min(defaultShortlist, n)]
	}
	return r, p.compare(ctx, r, total.wins, columns, byRow)
}

// finish turns counts into shares.
func (r *Result) finish(total *counts, m int) {
	n := len(r.IDs)
	r.First, r.Top, r.CentralWeights = make([]float64, n), make([]float64, n), make([][]float64, n)
	for i := range n {
		r.First[i] = float64(total.first[i]) / float64(r.Samples)
		r.Top[i] = float64(total.top[i]) / float64(r.Samples)
		if total.first[i] == 0 {
			continue
		}
		r.CentralWeights[i] = make([]float64, m)
		for j := range m {
			r.CentralWeights[i][j] = float64(total.weights[i*m+j]) / weightUnit / float64(total.first[i])
		}
	}
	if r.histogram != nil {
		r.summarise(total.rankings)
	}
}

// worker counts the samples that it claims.
type worker struct {
	r               *Result
	s               *sampler
	counts          *counts
	weights, scores [][]float64
	ranks           [][]uint32
	ranker          ranker
	heap            []float64
}

func (p *Problem) newWorker(r *Result, s *sampler) *worker {
	n, m := len(p.IDs), len(p.Values)
	w := &worker{r: r, s: s, counts: newCounts(n, m, len(p.Shortlist), p.AllRanks)}
	for range batch {
		w.weights = append(w.weights, make([]float64, m))
		w.scores = append(w.scores, make([]float64, n))
		if p.AllRanks {
			w.ranks = append(w.ranks, make([]uint32, n))
		}
	}
	w.ranker.order = make([]int, n)
	return w
}

// run draws and counts the samples lo to hi, at most a batch.
func (w *worker) run(lo, hi int) error {
	weights, scores := w.weights[:hi-lo], w.scores[:hi-lo]
	for k := range weights {
		w.s.weights(lo+k, weights[k])
	}
	w.s.scores(lo, weights, scores)
	for k := range scores {
		if i := refused(scores[k]); i >= 0 {
			return fmt.Errorf("%w: sample %d: a drawn figure of %q is not admitted by its value function", ErrInput, lo+k, w.r.IDs[i])
		}
		w.counts.compare(w.s.p.Shortlist, scores[k])
		w.counts.take(scores[k], weights[k], largest(scores[k], w.r.TopK, w.heap))
		if w.ranks != nil {
			w.counts.rankings[w.ranker.into(w.ranks[k], scores[k])]++
		}
	}
	if w.ranks != nil {
		w.r.histogram.add(w.ranks[:hi-lo], lo/batch)
	}
	return nil
}

// parallel hands out ranges of samples until all are taken, one worker fails or
// the context is done.
func (p *Problem) parallel(ctx context.Context, samples int, work func(claim func() (lo, hi int, ok bool)) error) error {
	workers := p.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	next := 0
	claim := func() (lo, hi int, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		if next >= samples || ctx.Err() != nil {
			return 0, 0, false
		}
		lo = next
		next = min(next+batch, samples)
		if p.Progress != nil {
			p.Progress(lo, samples)
		}
		return lo, next, true
	}
	var wg sync.WaitGroup
	for range min(workers, (samples+batch-1)/batch) {
		wg.Go(func() {
			if err := work(claim); err != nil {
				cancel(err)
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return fmt.Errorf("smaa: %w", context.Cause(ctx))
	}
	return nil
}
