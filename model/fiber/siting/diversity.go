package siting

import (
	"context"

	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/internal/share"
)

// diversities measures the routes of each attach node that is the nearest of a
// place, in the order of the nodes; nil for the others.
func (s *Survey) diversities(ctx context.Context, wanted []bool, workers int) ([][]Diversity, error) {
	found := make([][]Diversity, len(s.attach))
	err := share.Each(ctx, len(s.attach), workers, func(i int) error {
		if !wanted[i] {
			return nil
		}
		var ok bool
		if found[i], ok = s.memory.diversity(i); ok {
			return nil
		}
		for target := range s.targets {
			d, err := s.diversity(ctx, s.attach[i], target)
			if err != nil {
				return err
			}
			found[i] = append(found[i], d)
		}
		s.memory.keepDiversity(i, found[i])
		return nil
	})
	return found, err
}

func (s *Survey) diversity(ctx context.Context, node, target int) (Diversity, error) {
	t := s.targets[target]
	if target < len(s.o.Hubs) && s.o.Hubs[target] == node {
		const spurs = 2 // at the hub, routes are as many as spurs
		return Diversity{EdgeRoutes: spurs, NodeRoutes: spurs, RiskRoutes: spurs, RiskProven: true, Weak: &fiber.WeakPoints{}}, nil
	}
	var d Diversity
	var err error
	if d.EdgeRoutes, err = t.Count(node, fiber.EdgeDisjoint); err != nil {
		return d, err
	}
	if d.NodeRoutes, err = t.Count(node, fiber.NodeDisjoint); err != nil {
		return d, err
	}
	if d.RiskRoutes, d.RiskProven, err = s.riskRoutes(ctx, t, node, d.EdgeRoutes); err != nil {
		return d, err
	}
	weak, _, err := t.WeakPoints(node)
	d.Weak = &weak
	return d, err
}

// riskRoutes counts risk-disjoint routes, of which there are no more than
// edge-disjoint ones. Whether there are two a pair tells; only a third needs the
// longer search over sets of routes.
func (s *Survey) riskRoutes(ctx context.Context, t *fiber.Target, node, edge int) (count int, proven bool, err error) {
	if edge < 2 {
		return edge, true, nil
	}
	pair, err := t.Pair(ctx, node, fiber.Search{Kind: fiber.RiskDisjoint, MaxStates: s.o.MaxStates})
	if err != nil || !pair.Found {
		return 1, pair.Proven, err
	}
	if edge == 2 {
		return 2, true, nil
	}
	set, err := t.Disjoint(ctx, node, MaxRiskRoutes, fiber.Search{Kind: fiber.RiskDisjoint, MaxStates: s.countStates()})
	return max(2, len(set.Routes)), set.Proven, err
}

// countStates bounds the count of risk-disjoint routes: a third one is found soon
// or not at all, and RiskProven tells when that is not known.
func (s *Survey) countStates() int {
	const soon = 2000
	if s.o.MaxStates > 0 {
		return s.o.MaxStates
	}
	return soon
}
