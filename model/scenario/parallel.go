package scenario

import (
	"context"
	"errors"
	"sync"
)

// Each calls do for 0 to n-1, several at a time, with options that share out the
// workers among them and tell no steps. At the first error the others are stopped and it is
// returned; a run that was merely stopped never hides why.
func Each(ctx context.Context, n int, opts RunOptions, do func(ctx context.Context, i int, opts RunOptions) error) error {
	workers := max(1, opts.workers())
	atOnce := min(workers, n)
	if atOnce < 1 {
		return ctx.Err()
	}
	opts.Workers, opts.Progress = workers/atOnce, nil // steps of several runs would mix
	within, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan int)
	var group sync.WaitGroup
	for range atOnce {
		group.Go(func() {
			for i := range next {
				if err := do(within, i, opts); err != nil {
					stop(err) // the first cause stays
				}
			}
		})
	}
	feed(within, next, n)
	group.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if cause := context.Cause(within); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return within.Err()
}

// feed hands out the numbers in their order until ctx ends.
func feed(ctx context.Context, next chan<- int, n int) {
	defer close(next)
	for i := range n {
		select {
		case <-ctx.Done():
			return
		case next <- i:
		}
	}
}
