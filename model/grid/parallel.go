package grid

import (
	"context"
	"sync"
	"sync/atomic"
)

// parallel calls do(worker, i) for i = 0 … n−1 from some goroutines until ctx
// is done, and returns its error.
func parallel(ctx context.Context, workers, n int, do func(worker, i int)) error {
	workers = max(1, min(workers, n))
	var next atomic.Int64
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(w, i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
