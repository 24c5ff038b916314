// Package chance says how often each site is chosen when figures are uncertain:
// the problem is drawn anew and solved again, many times over.
//
// Each sample has its own stream of random numbers, so that neither the number
// of workers nor an interruption changes the result. Probabilities are shares of
// the samples that have a plan, with Wilson's interval (Wilson 1927), which
// covers the sampling only: a plan within a gap of the best may leave out a site
// that the best would hold.
package chance

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/solve"
)

// Study is what to draw and how to solve it.
type Study struct {
	// Name stands for what Perturb and Plan.CheckGrid do: samples in the store
	// are taken for those of this study where name, problem, seed and the other
	// options of the solver are the same.
	Name    string
	Problem *plan.Problem
	Samples int
	Seed    uint64

	// Perturb returns a changed copy of the problem and draws from r only. It is
	// called from several goroutines.
	Perturb func(r *rand.Rand, p *plan.Problem) (*plan.Problem, error)

	Plan    plan.Options // of each solve; Progress is left out
	Workers int          // 0: 1
	Store   Store        // nil: nothing is kept

	Progress func(done, of int) // called from one goroutine

	print string // of all that tells studies apart
}

// Sample is the outcome of one draw.
type Sample struct {
	Index      int      `json:"index"`
	Status     string   `json:"status"`                // in the words of solve.Status
	Repeatable bool     `json:"repeatable"`            // no clock ended the search
	TotalJPY   float64  `json:"total_jpy,omitempty"`   // 0 without a plan
	BoundJPY   *float64 `json:"bound_jpy,omitempty"`   // nil where not known
	UnservedMW float64  `json:"unserved_mw,omitempty"` // in the last period
	Sites      []Chosen `json:"sites,omitempty"`       // that stand in the last period
}

// Chosen is a site in a plan, with its IT MW of the last period.
type Chosen struct {
	Site int     `json:"site"`
	MW   float64 `json:"mw"`
}

// HasPlan reports whether the sample has a plan.
func (s Sample) HasPlan() bool {
	return s.Status == solve.Optimal.String() || s.Status == solve.Feasible.String()
}

func (s *Study) check() error {
	switch {
	case s.Problem == nil || s.Perturb == nil:
		return errors.New("chance: a study needs a problem and a way to perturb it")
	case s.Samples < 1:
		return fmt.Errorf("chance: %d samples, want 1 or more", s.Samples)
	case s.Workers < 0:
		return fmt.Errorf("chance: %d workers, want 0 or more", s.Workers)
	}
	return s.Problem.Check()
}

// Run solves the samples that the store does not hold yet and counts them all.
// When it is cancelled it returns the context's error, and the store keeps what
// was finished.
func Run(ctx context.Context, s Study) (Result, error) {
	if err := s.check(); err != nil {
		return Result{}, err
	}
	s.Plan.Progress, s.Plan.NoExplain = nil, true
	s.print = s.fingerprint()
	samples := make([]Sample, s.Samples)
	missing, err := s.recall(samples)
	if err != nil {
		return Result{}, err
	}
	if err := s.solve(ctx, samples, missing); err != nil {
		return Result{}, err
	}
	return count(s.Problem, samples), nil
}

// solve fills in the missing samples.
func (s *Study) solve(ctx context.Context, samples []Sample, missing []int) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type answer struct {
		sample Sample
		err    error
	}
	work, answers := make(chan int), make(chan answer)
	go func() {
		defer close(work)
		for _, n := range missing {
			select {
			case work <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	workers := max(1, s.Workers)
	for range workers {
		go func() {
			for n := range work {
				sample, err := s.sample(ctx, n)
				sample.Index = n
				answers <- answer{sample, err}
			}
			answers <- answer{sample: Sample{Index: -1}}
		}()
	}
	done, first, failed := s.Samples-len(missing), -1, error(nil)
	for workers > 0 {
		a := <-answers
		if a.sample.Index < 0 {
			workers--
			continue
		}
		err := a.err
		if err == nil {
			err = s.keep(samples, a.sample)
		}
		if err != nil {
			if stop(); first < 0 || a.sample.Index < first && !errors.Is(err, context.Canceled) {
				first, failed = a.sample.Index, err
			}
			continue
		}
		if done++; s.Progress != nil {
			s.Progress(done, s.Samples)
		}
	}
	if failed == nil && done < s.Samples {
		failed = ctx.Err()
	}
	return failed
}

// sample draws and solves one.
func (s *Study) sample(ctx context.Context, n int) (Sample, error) {
	drawn, err := s.Perturb(rand.New(rand.NewPCG(s.Seed, uint64(n))), s.Problem)
	if err != nil {
		return Sample{}, fmt.Errorf("chance: sample %d: %w", n, err)
	}
	if len(drawn.Sites) != len(s.Problem.Sites) || len(drawn.Years) != len(s.Problem.Years) {
		return Sample{}, fmt.Errorf("chance: sample %d has %d sites and %d periods, want %d and %d", n,
			len(drawn.Sites), len(drawn.Years), len(s.Problem.Sites), len(s.Problem.Years))
	}
	out, err := plan.Solve(ctx, drawn, s.Plan)
	if err != nil {
		return Sample{}, fmt.Errorf("chance: sample %d: %w", n, err)
	}
	if ctx.Err() != nil {
		return Sample{}, ctx.Err()
	}
	sample := Sample{Index: n, Status: out.Status.String(), Repeatable: out.Stop.Reproducible()}
	if !math.IsNaN(out.BoundJPY) && !math.IsInf(out.BoundJPY, 0) {
		sample.BoundJPY = &out.BoundJPY
	}
	if !sample.HasPlan() {
		return sample, nil
	}
	last := len(drawn.Years) - 1
	sample.TotalJPY, sample.UnservedMW = out.Evaluation.TotalJPY, math.Max(0, out.Evaluation.UnservedMW[last])
	for _, site := range out.Plan.Sites {
		if mw := site.ITMW(drawn, last); mw > 0 {
			sample.Sites = append(sample.Sites, Chosen{Site: site.Site, MW: mw})
		}
	}
	return sample, nil
}
