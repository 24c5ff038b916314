package siting

import (
	"context"

	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/internal/share"
)

// diversities measures the routes of each attach node that is the nearest of a
// place, in the order of the nodes; nil for the others.
func (s *Survey) diversities(ctx context.Context, wanted []bool, workers int) ([][]Diversity, error) {
	found := make([][]Diversity, len(s.attach))
	err := share.Each(ctx, len(s.attach), workers, func(i int) error {
		if !wanted[i] {
			return nil
		}
		for target := range s.targets {
			d, err := s.diversity(ctx, s.attach[i], target)
			if err != nil {
				return err
			}
			found[i] = append(found[i], d)
		}
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
	set, err := t.Disjoint(ctx, node, MaxRiskRoutes, fiber.Search{Kind: fiber.RiskDisjoint, MaxStates: s.o.MaxStates})
	if err != nil {
		return d, err
	}
	d.RiskRoutes, d.RiskProven = len(set.Routes), set.Proven
	weak, _, err := t.WeakPoints(node)
	d.Weak = &weak
	return d, err
}
