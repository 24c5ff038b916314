package sensitivity

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
)

// SobolOptions of an analysis.
type SobolOptions struct {
	// Samples is N, best a power of 2; 1024 when 0. The function is evaluated
	// N·(d+2) times, or N·(2d+2) with SecondOrder.
	Samples     int
	SecondOrder bool
	// Seed is that of the bootstrap; the points themselves are not random.
	Seed uint64
	// Workers is the number of goroutines; all processors when 0. The function
	// must be safe for concurrent use when it is not 1.
	Workers int
}

// Indices are the shares of the output's variance, one per input.
type Indices struct {
	// First is the share that an input explains alone, Total with all its
	// interactions. Both are estimates and may leave [0, 1] by their error.
	First, Total []float64
	// FirstError and TotalError are standard errors from 200 bootstraps.
	FirstError, TotalError []float64
	// Second[i][j], i < j, is the share of the interaction of two inputs; nil
	// without SecondOrder.
	Second         [][]float64
	Mean, Variance float64
	Samples        int
	Seed           uint64
}

// runs are the outputs on Saltelli's matrices A, B, A with one column of B, and
// B with one column of A.
type runs struct {
	a, b   []float64
	ab, ba [][]float64
}

// Sobol estimates the variance-based indices of a function on a box, with
// independent uniform inputs (Saltelli et al. 2010 for the first order, Jansen
// 1999 for the total), on the points of a Sobol sequence.
func Sobol(ctx context.Context, f func(x []float64) float64, bounds [][2]float64, opts SobolOptions) (*Indices, error) {
	if err := checkBounds(bounds); err != nil {
		return nil, err
	}
	if opts.Samples == 0 {
		opts.Samples = 1024
	}
	if opts.Samples < 2 || opts.Samples > 1<<26 {
		return nil, fmt.Errorf("%w: %d samples, must be 2 to %d", ErrInput, opts.Samples, 1<<26)
	}
	r, err := evaluate(ctx, f, bounds, opts)
	if err != nil {
		return nil, err
	}
	return r.indices(opts)
}

func evaluate(ctx context.Context, f func(x []float64) float64, bounds [][2]float64, opts SobolOptions) (*runs, error) {
	d, n := len(bounds), opts.Samples
	sequence, err := NewSequence(2 * d)
	if err != nil {
		return nil, err
	}
	points := make([][]float64, n)
	for k := range points {
		points[k] = make([]float64, 2*d)
		sequence.Next(points[k])
	}
	r := &runs{a: make([]float64, n), b: make([]float64, n)}
	for range d {
		r.ab = append(r.ab, make([]float64, n))
		if opts.SecondOrder {
			r.ba = append(r.ba, make([]float64, n))
		}
	}
	var next, bad atomic.Int64
	bad.Store(-1)
	work := func() {
		for k := int(next.Add(1)) - 1; k < n && ctx.Err() == nil; k = int(next.Add(1)) - 1 {
			if !r.point(f, bounds, points[k], k) {
				bad.Store(int64(k))
			}
		}
	}
	workers := opts.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(work)
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("sensitivity: %w", err)
	}
	if k := bad.Load(); k >= 0 {
		return nil, fmt.Errorf("%w: the function is not finite near %v", ErrInput, scaleTo(bounds, points[k][:d]))
	}
	return r, nil
}

// point evaluates all matrices' row k; false when an output is not finite.
func (r *runs) point(f func(x []float64) float64, bounds [][2]float64, unit []float64, k int) bool {
	d := len(bounds)
	a, b := scaleTo(bounds, unit[:d]), scaleTo(bounds, unit[d:])
	ok := true
	at := func(x []float64) float64 {
		y := f(append([]float64(nil), x...))
		ok = ok && !math.IsNaN(y) && !math.IsInf(y, 0)
		return y
	}
	r.a[k], r.b[k] = at(a), at(b)
	for i := range d {
		a[i], b[i] = b[i], a[i]
		r.ab[i][k] = at(a)
		if r.ba != nil {
			r.ba[i][k] = at(b)
		}
		a[i], b[i] = b[i], a[i]
	}
	return ok
}

func (r *runs) indices(opts SobolOptions) (*Indices, error) {
	out := &Indices{Samples: opts.Samples, Seed: opts.Seed}
	all := make([]int, opts.Samples)
	for k := range all {
		all[k] = k
	}
	out.Mean, out.Variance = r.moments(all)
	if !(out.Variance > 0) {
		return nil, fmt.Errorf("%w: the function is constant, so no input explains anything", ErrInput)
	}
	for i := range r.ab {
		first, total := r.shares(i, all, out.Mean, out.Variance)
		out.First, out.Total = append(out.First, first), append(out.Total, total)
	}
	r.bootstrap(out)
	if r.ba != nil {
		r.second(out)
	}
	return out, nil
}

// moments are those of both independent samples together.
func (r *runs) moments(rows []int) (mean, variance float64) {
	for _, k := range rows {
		mean += r.a[k] + r.b[k]
	}
	mean /= float64(2 * len(rows))
	for _, k := range rows {
		a, b := r.a[k]-mean, r.b[k]-mean
		variance += float64(a*a) + float64(b*b)
	}
	return mean, variance / float64(2*len(rows))
}

// shares estimates one input's indices; outputs are centred, which makes the
// first-order estimate less noisy and does not change what it estimates.
func (r *runs) shares(i int, rows []int, mean, variance float64) (first, total float64) {
	for _, k := range rows {
		d := r.ab[i][k] - r.a[k]
		first += float64((r.b[k] - mean) * d)
		total += float64(d * d)
	}
	n := float64(len(rows))
	return first / n / variance, total / (2 * n) / variance
}

func (r *runs) bootstrap(out *Indices) {
	const times = 200
	n, d := len(r.a), len(r.ab)
	sums := make([][4]float64, d) // Σ and Σ² of first and total
	rows := make([]int, n)
	for t := range times {
		rng := rand.New(rand.NewPCG(out.Seed, uint64(t)))
		for k := range rows {
			rows[k] = rng.IntN(n)
		}
		mean, variance := r.moments(rows)
		if variance == 0 {
			continue
		}
		for i := range d {
			first, total := r.shares(i, rows, mean, variance)
			sums[i][0] += first
			sums[i][1] += float64(first * first)
			sums[i][2] += total
			sums[i][3] += float64(total * total)
		}
	}
	deviation := func(sum, squares float64) float64 {
		return math.Sqrt(max(0, squares/times-float64((sum/times)*(sum/times))))
	}
	for _, s := range sums {
		out.FirstError = append(out.FirstError, deviation(s[0], s[1]))
		out.TotalError = append(out.TotalError, deviation(s[2], s[3]))
	}
}

// second estimates the pairs (Saltelli 2002).
func (r *runs) second(out *Indices) {
	d := len(r.ab)
	out.Second = make([][]float64, d)
	for i := range d {
		out.Second[i] = make([]float64, d)
		for j := i + 1; j < d; j++ {
			sum := 0.0
			for k := range r.a {
				sum += float64((r.ba[i][k]-out.Mean)*(r.ab[j][k]-out.Mean)) - float64((r.a[k]-out.Mean)*(r.b[k]-out.Mean))
			}
			out.Second[i][j] = sum/float64(len(r.a))/out.Variance - out.First[i] - out.First[j]
		}
	}
}
