package method

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

func (p *Problem) workers(tasks int) int {
	w := p.Workers
	if w <= 0 {
		w = runtime.GOMAXPROCS(0)
	}
	return min(w, tasks)
}

// parallel calls do for every task from 0 to tasks−1. Which worker takes which
// task is open, so a task writes only where no other does.
func (p *Problem) parallel(tasks int, do func(task int)) {
	_ = p.parallelCtx(context.Background(), tasks, do)
}

// parallelCtx is parallel that takes no new task once the context is done.
func (p *Problem) parallelCtx(ctx context.Context, tasks int, do func(task int)) error {
	workers := p.workers(tasks)
	if workers <= 1 {
		for k := 0; k < tasks && ctx.Err() == nil; k++ {
			do(k)
		}
		return ctx.Err()
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for k := int(next.Add(1)) - 1; k < tasks && ctx.Err() == nil; k = int(next.Add(1)) - 1 {
				do(k)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// block is the number of rows that a worker takes at a time.
const block = 2048

// rows calls do for consecutive ranges of rows that fit the processor's cache.
func (p *Problem) rows(do func(lo, hi int)) {
	n := p.Rows()
	p.parallel((n+block-1)/block, func(k int) { do(k*block, min((k+1)*block, n)) })
}
