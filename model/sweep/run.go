package sweep

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// Options says how to run a sweep. They never change what it comes to.
type Options struct {
	Workers int // goroutines; 0 means one per processor
	// Done is called after every stored variant, one call at a time; may be nil.
	Done func(name string, done, total int)
}

// Outcome is a finished sweep.
type Outcome struct {
	Variants []Finished
	Keys     []string
	// Found is how many variants were in the folder already, Computed how many
	// were run now, of which Damaged had a file that was not as it was written.
	Found, Computed, Damaged int
}

// Finished is what one variant came to.
type Finished struct {
	Variant  string            `json:"variant"`
	Settings []string          `json:"settings"`
	Headline scenario.Headline `json:"headline"`
	Warnings []string          `json:"warnings"`
	// Values are the variant's values at the keys of the sweep.
	Values []string `json:"values"`
}

// InterruptedError says how far a sweep came that was stopped. It wraps the
// context's error.
type InterruptedError struct {
	Dir         string
	Done, Total int
	Err         error
}

func (e *InterruptedError) Error() string {
	return fmt.Sprintf("interrupted; %d of %d variants are stored in %s, and the same command goes on from there", e.Done, e.Total, e.Dir)
}

func (e *InterruptedError) Unwrap() error { return e.Err }

// Status says which variants a folder holds, whole, without writing anything.
func (p *Plan) Status(dir string) []bool {
	out := make([]bool, len(p.Variants))
	for i, v := range p.Variants {
		_, err := v.stored(dir)
		out[i] = err == nil
	}
	return out
}

func (p *Plan) runOptions(workers int) scenario.RunOptions {
	return scenario.RunOptions{Workers: workers, Plan: p.Plans, PlanOptions: portfolio.Options{Baselines: []plan.Method{}}}
}

// Run runs the variants that the folder does not hold yet and writes the tables
// and the manifest. The bytes of the folder at the end do not depend on how often
// it was stopped before, nor on the number of workers. A folder of another sweep,
// of another version, or of anything else is an ErrFolder before anything runs.
func (p *Plan) Run(ctx context.Context, dir string, opts Options) (*Outcome, error) {
	if err := p.open(ctx, dir); err != nil {
		return nil, err
	}
	records := make([]record, len(p.Variants))
	out := &Outcome{Keys: p.Keys}
	var todo []int
	for i, v := range p.Variants {
		var err error
		records[i], err = v.stored(dir)
		switch {
		case err == nil:
			out.Found++
			continue
		case errors.Is(err, errDamaged):
			out.Damaged++
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w: %w", ErrFolder, err)
		}
		todo = append(todo, i)
	}
	err := p.compute(ctx, dir, opts, todo, records, out)
	if err == nil {
		err = p.finish(ctx, dir, records)
	}
	if err != nil {
		if ctx.Err() != nil {
			err = &InterruptedError{dir, out.Found + out.Computed, len(p.Variants), ctx.Err()}
		}
		return nil, err
	}
	for i, v := range p.Variants {
		head, err := p.head(v)
		if err != nil {
			return nil, err
		}
		out.Variants = append(out.Variants, Finished{v.Name, v.settings(), records[i].Headline, records[i].Warnings, head[1:]})
	}
	return out, nil
}

// compute runs the variants of todo and stores each at once.
func (p *Plan) compute(ctx context.Context, dir string, opts Options, todo []int, records []record, out *Outcome) error {
	var one sync.Mutex
	return scenario.Each(ctx, len(todo), p.runOptions(opts.Workers), func(ctx context.Context, k int, with scenario.RunOptions) error {
		v := p.Variants[todo[k]]
		result, err := v.Scenario.Run(ctx, with)
		if err != nil {
			return fmt.Errorf("variant %s (%s): %w", v.Name, v.Changes(), err)
		}
		if !slices.Equal(result.Inputs, v.Inputs) {
			return fmt.Errorf("variant %s: its inputs changed while the sweep ran, to %s; expected %s", v.Name, inputsText(result.Inputs), inputsText(v.Inputs))
		}
		one.Lock()
		defer one.Unlock()
		if records[todo[k]], err = v.store(ctx, dir, result); err != nil {
			return err
		}
		out.Computed++
		if opts.Done != nil {
			opts.Done(v.Name, out.Found+out.Computed, len(p.Variants))
		}
		return nil
	})
}
