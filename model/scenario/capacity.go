package scenario

import (
	"context"
	"sync"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// builtinCapacity keeps the hosting capacity of the built-in atlas, which never
// changes, by the year of its grid: a program that runs many scenarios computes
// it once.
var builtinCapacity struct {
	sync.Mutex
	byYear map[int]*site.Capacity
}

func capacityOf(ctx context.Context, a *atlas.Atlas, opts site.CapacityOptions) (*site.Capacity, error) {
	if a != atlas.Japan() {
		return site.NewCapacity(ctx, a, opts)
	}
	builtinCapacity.Lock()
	defer builtinCapacity.Unlock()
	if c, ok := builtinCapacity.byYear[opts.Year]; ok {
		return c, nil
	}
	c, err := site.NewCapacity(ctx, a, opts)
	if err != nil {
		return nil, err
	}
	if builtinCapacity.byYear == nil {
		builtinCapacity.byYear = map[int]*site.Capacity{}
	}
	builtinCapacity.byYear[opts.Year] = c
	return c, nil
}
