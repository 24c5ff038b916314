package fiber

import (
	"context"
	"fmt"
	"math"
)

// Isochrone is the round-trip time from a node to one place of demand.
type Isochrone struct {
	Node      int
	Reachable bool
	Route     Route // empty when not reachable
	RTTms     Band  // NaN when not reachable
}

// Isochrones returns the round-trip times from a node to others, in their order.
func (n *Network) Isochrones(ctx context.Context, from int, to []int, p Profile) ([]Isochrone, error) {
	if err := n.checkNodes(to...); err != nil {
		return nil, err
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	tree, err := n.Tree(ctx, from)
	if err != nil {
		return nil, err
	}
	rows := make([]Isochrone, len(to))
	for i, v := range to {
		rows[i] = Isochrone{Node: v, RTTms: Exactly(math.NaN())}
		if route, ok := tree.Route(v); ok {
			rows[i].Reachable, rows[i].Route, rows[i].RTTms = true, route, p.Delay(route).RTTms()
		}
	}
	return rows, nil
}

// Share is the part of all weight that lies within a round-trip time.
type Share struct {
	LimitMs float64
	Weight  float64
	Share   float64 // of the total weight; NaN when that is zero
}

// Reach returns which share of the weights, for instance of people, lies within
// each round-trip time. A place of unknown (NaN) or infinite time is in the total
// but never reached; a weight must be known.
func Reach(rttMs, weights, limitsMs []float64) ([]Share, error) {
	if len(rttMs) != len(weights) {
		return nil, fmt.Errorf("fiber: reach: %d times for %d weights", len(rttMs), len(weights))
	}
	total := 0.0
	for i, w := range weights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("fiber: reach: weight %g of place %d: want a finite number, not negative", w, i)
		}
		total += w
	}
	shares := make([]Share, len(limitsMs))
	for i, limit := range limitsMs {
		shares[i].LimitMs = limit
		for j, rtt := range rttMs {
			if rtt <= limit {
				shares[i].Weight += weights[j]
			}
		}
		shares[i].Share = shares[i].Weight / total
	}
	return shares, nil
}
