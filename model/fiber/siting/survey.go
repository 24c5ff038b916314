package siting

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/internal/share"
)

// Survey measures places against one network. It is safe for concurrent use.
type Survey struct {
	net *fiber.Network
	o   Options

	access   *fiber.Access
	attach   []int // nodes that spurs may end at
	attachAt []int32
	zones    []int           // of the attach nodes
	targets  []*fiber.Target // the hubs, then different hubs

	kinds   [3]kind
	hubs    []legs
	centres []legs

	crowds  []crowd
	total   float64
	memory  memory
	reachKm []float64 // of the limits, under a photonic profile
}

// kind is the nodes of a kind that routes lead to.
type kind struct {
	ways  legs
	index *geo.Index
}

var accessKinds = [3]optical.NodeKind{optical.IXP, optical.DataCentre, optical.CableLanding}

// New prepares a survey. It computes the shortest routes between the nodes that
// spurs may end at and everything that places are measured against.
func New(ctx context.Context, net *fiber.Network, o Options, workers int) (*Survey, error) {
	if err := o.check(net); err != nil {
		return nil, err
	}
	s := &Survey{net: net, o: o, attach: net.NodesOf(o.Attach...), attachAt: make([]int32, net.NumNodes())}
	if len(s.attach) == 0 {
		return nil, fmt.Errorf("siting: the network has no node of kind %v to join a place to", o.Attach)
	}
	for i, v := range s.attach {
		if !net.Node(v).Located() {
			return nil, fmt.Errorf("siting: node %q: has no location, want one of a node to join places to", net.Node(v).ID)
		}
		s.attachAt[v] = int32(i)
		if o.Zone != nil {
			s.zones = append(s.zones, o.Zone(net.Node(v).Location))
		}
	}
	for _, step := range []func(context.Context, int) error{s.findHubs, s.findKinds, s.findCentres, s.gather} {
		if err := step(ctx, workers); err != nil {
			return nil, err
		}
	}
	if o.Profiles[0].Photonic {
		s.reachKm = reaches(o.Profiles[0], o.LimitsMs)
	}
	return s, nil
}

func (s *Survey) findHubs(ctx context.Context, _ int) error {
	var err error
	if s.access, err = s.net.Access(s.o.Attach...); err != nil {
		return fmt.Errorf("siting: %w", err)
	}
	for _, h := range s.o.Hubs {
		t, err := s.net.Target(ctx, h)
		if err != nil {
			return err
		}
		ways, err := s.legsTo(ctx, []int{h})
		if err != nil {
			return err
		}
		s.targets, s.hubs = append(s.targets, t), append(s.hubs, ways)
	}
	t, err := s.net.Hubs(ctx, s.o.Hubs...)
	s.targets = append(s.targets, t)
	return err
}

// findKinds leaves out nodes without a span: those of a later year.
func (s *Survey) findKinds(ctx context.Context, _ int) error {
	joined := make([]bool, s.net.NumNodes())
	for i := range s.net.NumSpans() {
		joined[s.net.Span(i).A], joined[s.net.Span(i).B] = true, true
	}
	for k, of := range accessKinds {
		var roots []int
		var points []orb.Point
		for _, v := range s.nodesThatCount(of) {
			if joined[v] && s.net.Node(v).Located() {
				roots, points = append(roots, v), append(points, s.net.Node(v).Location)
			}
		}
		var err error
		if s.kinds[k].ways, err = s.legsTo(ctx, roots); err != nil {
			return err
		}
		if s.kinds[k].index, err = geo.NewIndex(points); err != nil {
			return fmt.Errorf("siting: %w", err)
		}
	}
	return nil
}

// nodesThatCount are the nodes of a kind of which the nearest is looked for.
func (s *Survey) nodesThatCount(of optical.NodeKind) []int {
	if of == optical.IXP && s.o.Exchanges != nil {
		return s.o.Exchanges
	}
	return s.net.NodesOf(of)
}

// findCentres joins every centre to the network by spurs as a place is: to its two
// nearest nodes.
func (s *Survey) findCentres(ctx context.Context, workers int) error {
	const spurs = 2
	sites := make([]fiber.Site, len(s.o.Centres))
	for i, c := range s.o.Centres {
		sites[i] = fiber.Site{ID: fmt.Sprintf("\x00centre %d", i), Location: c.Location}
	}
	joined, err := s.net.Attach(sites, spurs, s.o.Attach...)
	if err != nil {
		return fmt.Errorf("siting: %w", err)
	}
	s.centres = make([]legs, len(sites))
	return share.Each(ctx, len(sites), workers, func(i int) error {
		t, err := joined.Tree(ctx, s.net.NumNodes()+i)
		if err != nil {
			return err
		}
		s.centres[i] = s.legs(t)
		for k := range s.centres[i] {
			s.centres[i][k].root = -1
		}
		return nil
	})
}
