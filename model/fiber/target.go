package fiber

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/wattbit/wattbit/data/optical"
)

// Target answers for many nodes what routes they have to the same place. It is
// much faster than asking node by node, and safe for concurrent use.
type Target struct {
	net    *Network // the network asked, or one with a node beyond the hubs
	origin *Network
	goal   int32
	hubs   []int
	tree   *Tree // from every node to the goal
	flows  [2]sync.Pool
	finds  sync.Pool
	easy   int // easyStates, but in tests
}

// errSameNode is returned for routes from a node to itself.
var errSameNode = errors.New("start and end are the same node")

// Target prepares questions about routes to one node.
func (n *Network) Target(ctx context.Context, to int) (*Target, error) {
	if err := n.checkNodes(to); err != nil {
		return nil, err
	}
	return newTarget(ctx, n, n, to, nil)
}

// Hubs prepares questions about routes that end at different nodes of a set: at
// most one route ends at each. A pair of such routes survives the loss of a hub.
func (n *Network) Hubs(ctx context.Context, hubs ...int) (*Target, error) {
	if err := n.checkNodes(hubs...); err != nil {
		return nil, err
	}
	if len(hubs) == 0 {
		return nil, errors.New("fiber: no hubs given")
	}
	return newTarget(ctx, n, n.withSink(hubs), len(n.nodes), hubs)
}

func newTarget(ctx context.Context, origin, net *Network, goal int, hubs []int) (*Target, error) {
	tree, err := net.treeTo(ctx, goal)
	if err != nil {
		return nil, err
	}
	t := &Target{net: net, origin: origin, goal: int32(goal), hubs: hubs, tree: tree, easy: easyStates}
	for i := range t.flows {
		t.flows[i].New = func() any { return newFlow(net, i == 1) }
	}
	t.finds.New = func() any { return &search{find: newFinder(net, int32(goal), tree.Km), ban: newBan(net)} }
	return t, nil
}

// search is the working memory of an exact search.
type search struct {
	find *finder
	ban  *ban
}

// withSink returns the network with one more node, to which a span of no length
// leads from each of the hubs.
func (n *Network) withSink(hubs []int) *Network {
	m := *n
	m.nodes = append(n.nodes[:len(n.nodes):len(n.nodes)], optical.Node{Location: optical.Unlocated()})
	m.spans = n.spans[:len(n.spans):len(n.spans)]
	seen := map[int]bool{}
	for _, h := range hubs {
		if !seen[h] {
			m.spans = append(m.spans, Span{A: h, B: len(n.nodes), Span: optical.Span{Directed: true}})
		}
		seen[h] = true
	}
	m.build()
	return &m
}

// Km returns the length of the shortest route to the target, +Inf when none is.
func (t *Target) Km(from int) float64 { return t.tree.Km[from] }

// Route returns the shortest route to the target.
func (t *Target) Route(from int) (route Route, ok bool, err error) {
	if err := t.check(from); err != nil {
		return Route{}, false, err
	}
	refs, ok := t.tree.refs(from)
	if !ok {
		return Route{}, false, nil
	}
	return t.route(from, refs), true, nil
}

// route makes a route of arcs, without the step beyond a hub.
func (t *Target) route(from int, refs []ref) Route {
	if t.net != t.origin {
		refs = refs[:len(refs)-1]
	}
	return t.origin.route(int32(from), refs)
}

func (t *Target) check(from int) error {
	if err := t.origin.checkNodes(from); err != nil {
		return err
	}
	if int32(from) == t.goal {
		return fmt.Errorf("fiber: node %q: %w", t.origin.nodes[from].ID, errSameNode)
	}
	return nil
}

// flow runs a flow of up to k routes, all there are when k is 0, off the banned
// spans, and hands it to use before its memory is used again.
func (t *Target) flow(from, k int, split bool, banned []int, use func(f *flow, count int)) {
	pool := &t.flows[0]
	if split {
		pool = &t.flows[1]
	}
	f := pool.Get().(*flow)
	defer pool.Put(f)
	f.start(int32(from), t.goal, t.tree.Km)
	for _, s := range banned {
		f.ban(s)
	}
	count := 0
	if refs, ok := t.tree.refs(from); ok {
		if f.free(refs) {
			f.take(refs)
			count++
		}
		for (k == 0 || count < k) && f.grow() {
			count++
		}
	}
	use(f, count)
}

// relaxed is the answer of a flow: how many routes there are, and the shortest
// pair when there are two.
type relaxed struct {
	count int
	a, b  []ref // a is not longer than b
}

// relax counts the edge- or node-disjoint routes, up to k when k is positive, and
// keeps the shortest pair. The flow of two routes is taken apart before it grows.
func (t *Target) relax(from, k int, split bool, banned []int) relaxed {
	var r relaxed
	t.flow(from, 2, split, banned, func(f *flow, count int) {
		r.count = count
		if count < 2 {
			return
		}
		routes := f.routes()
		r.a, r.b = t.net.inOrder(routes[0], routes[1])
		if !split {
			r.a, r.b = t.net.balance(r.a, r.b, f.s)
		}
		for (k == 0 || r.count < k) && f.grow() {
			r.count++
		}
	})
	return r
}

// Count returns the largest number of edge- or node-disjoint routes to the
// target; other kinds need [Target.Disjoint].
func (t *Target) Count(from int, kind Disjointness) (int, error) {
	if err := t.check(from); err != nil {
		return 0, err
	}
	if kind.risks() {
		return 0, fmt.Errorf("fiber: count of %v-disjoint routes: want edge or node", kind)
	}
	count := 0
	t.flow(from, 0, kind.nodes(), nil, func(_ *flow, k int) { count = k })
	return count, nil
}
