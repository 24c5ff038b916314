package fiber

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/model/internal/share"
)

// Survey says what a survey of sites looks at.
type Survey struct {
	Hubs    []int          // nodes to reach
	Kinds   []Disjointness // of the pairs to find; empty for none
	Search  Search         // objective and bound of those pairs
	Profile Profile
	Workers int // at least 1 is used
	// Progress, when set, is called after each site, from any worker.
	Progress func()
}

// HubAccess is what a site gets from one hub, or from the set of all hubs.
type HubAccess struct {
	Hub       int  // -1 for the pair that ends at two different hubs
	Reachable bool // the figures below are zero when it is not
	Route     Route
	Delay     DelayBand
	// EdgeDisjoint and NodeDisjoint count the disjoint routes.
	EdgeDisjoint, NodeDisjoint int
	Pairs                      []Pair // in the order of Survey.Kinds
}

// SiteAccess is what a site gets from the network.
type SiteAccess struct {
	From int
	Hubs []HubAccess // in the order of Survey.Hubs
	// Any is the nearest hub; its counts and pairs are of routes that end at
	// different hubs.
	Any HubAccess
}

// Survey measures every site against every hub, diversity included.
func (n *Network) Survey(ctx context.Context, from []int, s Survey) ([]SiteAccess, error) {
	if err := n.checkNodes(from...); err != nil {
		return nil, err
	}
	if err := s.Profile.Check(); err != nil {
		return nil, err
	}
	targets := make([]*Target, len(s.Hubs), len(s.Hubs)+1)
	for i, hub := range s.Hubs {
		t, err := n.Target(ctx, hub)
		if err != nil {
			return nil, err
		}
		targets[i] = t
	}
	any, err := n.Hubs(ctx, s.Hubs...)
	if err != nil {
		return nil, err
	}
	sites := make([]SiteAccess, len(from))
	err = share.Each(ctx, len(from), s.Workers, func(i int) error {
		site, err := s.site(ctx, from[i], targets, any)
		if err != nil {
			return fmt.Errorf("site %q: %w", n.nodes[from[i]].ID, err)
		}
		sites[i] = site
		if s.Progress != nil {
			s.Progress()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return sites, nil
}

func (s Survey) site(ctx context.Context, from int, targets []*Target, any *Target) (SiteAccess, error) {
	site := SiteAccess{From: from, Hubs: make([]HubAccess, len(targets))}
	for i, t := range targets {
		if s.Hubs[i] == from { // the site is the hub: at no distance, with no routes to count
			site.Hubs[i] = HubAccess{Hub: from, Reachable: true, Route: t.origin.route(int32(from), nil)}
			continue
		}
		var err error
		if site.Hubs[i], err = s.access(ctx, from, t); err != nil {
			return SiteAccess{}, err
		}
		site.Hubs[i].Hub = s.Hubs[i]
	}
	var err error
	site.Any, err = s.access(ctx, from, any)
	site.Any.Hub = -1
	return site, err
}

func (s Survey) access(ctx context.Context, from int, t *Target) (HubAccess, error) {
	var a HubAccess
	route, ok, err := t.Route(from)
	if err != nil || !ok {
		return a, err
	}
	a.Reachable, a.Route, a.Delay = true, route, s.Profile.Delay(route)
	edge, node := t.relax(from, 0, false, nil), t.relax(from, 0, true, nil)
	a.EdgeDisjoint, a.NodeDisjoint = edge.count, node.count
	for _, kind := range s.Kinds {
		search, flow := s.Search, edge
		if search.Kind = kind; kind.nodes() {
			flow = node
		}
		pair, err := t.pair(ctx, from, search, flow)
		if err != nil {
			return a, err
		}
		a.Pairs = append(a.Pairs, pair)
	}
	return a, nil
}
