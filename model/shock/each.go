package shock

import (
	"context"
	"sync"
	"sync/atomic"
)

// each calls do for 0 to count−1 from the given number of workers and returns the
// error of the lowest number that failed.
func each(ctx context.Context, count, workers int, do func(i int) error) error {
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
