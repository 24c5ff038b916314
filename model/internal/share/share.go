// Package share shares out the parts of a computation whose results stand in
// places of their own, so that the number of workers cannot change them.
package share

import (
	"context"
	"sync"
	"sync/atomic"
)

// Each calls do for 0 to count-1 from the given number of workers, at least one.
// It returns the error of the lowest number that failed.
func Each(ctx context.Context, count, workers int, do func(i int) error) error {
	errs := make([]error, count)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range max(1, min(workers, count)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < count; i = int(next.Add(1)) - 1 {
				if errs[i] = ctx.Err(); errs[i] == nil {
					errs[i] = do(i)
				}
				if errs[i] != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
