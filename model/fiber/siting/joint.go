package siting

import (
	"context"
	"fmt"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/internal/share"
)

// joint is what a place gets that is joined to two nodes by spurs of no length.
type joint struct {
	of   pairOf
	rank int      // how little the routes to different hubs share
	to   [][]base // by target, then by kind; the last target is that of different hubs
}

// base is a pair of routes without its spurs.
type base struct {
	found, proven bool
	// of the route that leaves by the first spur, and by the second
	km    [2]float64
	spans [2][]int
	end   [2]int
}

// chunk is how many pairs of nodes are measured on one extended network.
const chunk = 256

// joints measures pairs of nodes. The pairs are in order and unlike each other.
func (s *Survey) joints(ctx context.Context, all []pairOf, workers int) (map[pairOf]*joint, error) {
	known, pairs := s.memory.known(all)
	found := make([]*joint, len(pairs))
	chunks := (len(pairs) + chunk - 1) / chunk
	for c := range chunks {
		part := pairs[c*chunk : min(len(pairs), (c+1)*chunk)]
		b, err := s.bench(ctx, part)
		if err != nil {
			return nil, err
		}
		err = share.Each(ctx, len(part), workers, func(i int) error {
			j, err := b.measure(ctx, part[i], s.net.NumNodes()+i)
			found[c*chunk+i] = j
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for i, p := range pairs {
		known[p] = found[i]
		s.memory.keep(p, found[i])
	}
	return known, nil
}

// bench is the network with one more node for each pair.
type bench struct {
	s       *Survey
	targets []*fiber.Target
}

func (s *Survey) bench(ctx context.Context, pairs []pairOf) (*bench, error) {
	var edits []fiber.Edit
	for i, p := range pairs {
		id := fmt.Sprintf("\x00pair %d", i)
		first := s.net.Node(s.attach[p[0]])
		edits = append(edits, fiber.AddNode{Node: optical.Node{ID: id, Location: first.Location}})
		for k, a := range p {
			edits = append(edits, fiber.AddSpan{Span: optical.Span{ID: fmt.Sprintf("%s.%d", id, k), From: id, To: s.net.Node(s.attach[a]).ID, Directed: true}})
		}
	}
	net, err := s.net.Apply(edits...)
	if err != nil {
		return nil, fmt.Errorf("siting: %w", err)
	}
	b := &bench{s: s}
	for _, h := range s.o.Hubs {
		t, err := net.Target(ctx, h)
		if err != nil {
			return nil, err
		}
		b.targets = append(b.targets, t)
	}
	t, err := net.Hubs(ctx, s.o.Hubs...)
	if err != nil {
		return nil, err
	}
	b.targets = append(b.targets, t)
	return b, nil
}

func (b *bench) measure(ctx context.Context, of pairOf, node int) (*joint, error) {
	j := &joint{of: of, to: make([][]base, len(b.targets))}
	for i, t := range b.targets {
		for _, kind := range b.s.o.Kinds {
			p, err := t.Pair(ctx, node, fiber.Search{Kind: kind, MaxStates: b.s.o.MaxStates})
			if err != nil {
				return nil, err
			}
			j.to[i] = append(j.to[i], b.s.base(of, p))
		}
	}
	for k, p := range j.to[len(j.to)-1] {
		if p.found {
			j.rank = max(j.rank, 1+int(b.s.o.Kinds[k]))
		}
	}
	return j, nil
}

func (s *Survey) base(of pairOf, p fiber.Pair) base {
	b := base{found: p.Found, proven: p.Proven, km: [2]float64{nan, nan}}
	if !p.Found {
		return b
	}
	routes := [2]*fiber.Route{&p.Short, &p.Long}
	if p.Short.Nodes[1] != s.attach[of[0]] {
		routes[0], routes[1] = routes[1], routes[0]
	}
	for i, r := range routes {
		// The first span is the bench's spur of no length; those after it have the
		// numbers of the network, since a bench only adds to it.
		b.km[i], b.spans[i], b.end[i] = r.Km.Base, r.Spans[1:], r.End()
	}
	return b
}

// pairs adds the spurs of a place to the pairs of routes to a target.
func (s *Survey) pairs(st *site, j *joint, target int) []Pair {
	list := make([]Pair, len(s.o.Kinds))
	for k, kind := range s.o.Kinds {
		list[k] = Pair{Kind: kind, Proven: true, ShortKm: nan, LongKm: nan, DifferenceKm: nan, DifferenceMs: nan, Short: noWay, Long: noWay}
		if j != nil {
			s.join(&list[k], st, j.to[target][k])
		}
	}
	return list
}

// join puts the spurs of a place before a pair of routes.
func (s *Survey) join(p *Pair, st *site, b base) {
	p.Found, p.Proven = b.found, b.proven
	if !b.found {
		return
	}
	short, long := 0, 1
	km := [2]float64{st.spurs[0].Km.Base + b.km[0], st.spurs[1].Km.Base + b.km[1]}
	if km[1] < km[0] {
		short, long = 1, 0
	}
	p.ShortKm, p.LongKm = km[short], km[long]
	p.DifferenceKm = p.LongKm - p.ShortKm
	p.DifferenceMs = 2 * p.DifferenceKm * s.o.Profiles[0].UsPerKm() / 1000
	p.Short, p.Long = Way{short, b.spans[short], b.end[short]}, Way{long, b.spans[long], b.end[long]}
}
