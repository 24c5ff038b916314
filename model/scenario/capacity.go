package scenario

import (
	"context"
	"sync"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// builtinCapacity keeps the hosting capacity of the built-in atlas, which never
// changes, by the grid that is meant: a program that runs many scenarios computes
// it once.
var builtinCapacity struct {
	sync.Mutex
	byGrid map[Grid]*site.Capacity
}

func capacityOf(ctx context.Context, a *atlas.Atlas, opts site.CapacityOptions) (*site.Capacity, error) {
	if a != atlas.Japan() {
		return site.NewCapacity(ctx, a, opts)
	}
	key := Grid{Year: opts.Year, EmergencyPct: opts.EmergencyPct}
	builtinCapacity.Lock()
	defer builtinCapacity.Unlock()
	if c, ok := builtinCapacity.byGrid[key]; ok {
		return c, nil
	}
	c, err := site.NewCapacity(ctx, a, opts)
	if err != nil {
		return nil, err
	}
	if builtinCapacity.byGrid == nil {
		builtinCapacity.byGrid = map[Grid]*site.Capacity{}
	}
	builtinCapacity.byGrid[key] = c
	return c, nil
}
