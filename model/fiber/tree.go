package fiber

import (
	"context"
	"sync"

	"github.com/wattbit/wattbit/model/internal/share"
)

// Tree holds the shortest routes from a root to every node.
type Tree struct {
	// Roots are the nodes from which routes start; more than one in the answer
	// of [Network.Nearest].
	Roots []int
	// Km is the length of the shortest route to each node; +Inf where none is.
	Km []float64

	via []ref // arc by which the route enters each node; noRef at roots
	net *Network
	// inward trees hold the routes to the root.
	inward bool
}

// checkEvery is after how many settled nodes a search looks at its context.
const checkEvery = 1 << 14

// Tree returns the shortest routes from a node to all others.
func (n *Network) Tree(ctx context.Context, from int) (*Tree, error) {
	return n.Nearest(ctx, []int{from})
}

// Nearest returns the shortest route to every node from whichever of the given
// nodes is nearest to it.
func (n *Network) Nearest(ctx context.Context, from []int) (*Tree, error) {
	if err := n.checkNodes(from...); err != nil {
		return nil, err
	}
	return n.dijkstra(ctx, &n.graph, newKeyHeap(len(n.nodes)), from)
}

// treeTo returns the shortest routes from all nodes to one.
func (n *Network) treeTo(ctx context.Context, to int) (*Tree, error) {
	t, err := n.dijkstra(ctx, &n.reverse, newKeyHeap(len(n.nodes)), []int{to})
	if err != nil {
		return nil, err
	}
	t.inward = true
	return t, nil
}

// ManyToAll returns the tree of each of the given nodes, computed by the given
// number of workers. Their number does not change the result.
func (n *Network) ManyToAll(ctx context.Context, from []int, workers int) ([]*Tree, error) {
	if err := n.checkNodes(from...); err != nil {
		return nil, err
	}
	trees := make([]*Tree, len(from))
	heaps := sync.Pool{New: func() any { return newKeyHeap(len(n.nodes)) }}
	err := share.Each(ctx, len(from), workers, func(i int) error {
		h := heaps.Get().(*keyHeap)
		t, err := n.dijkstra(ctx, &n.graph, h, from[i:i+1])
		h.clear()
		heaps.Put(h)
		trees[i] = t
		return err
	})
	if err != nil {
		return nil, err
	}
	return trees, nil
}

func (n *Network) dijkstra(ctx context.Context, g *graph, h *keyHeap, roots []int) (*Tree, error) {
	t := &Tree{
		Roots: append([]int(nil), roots...),
		Km:    make([]float64, len(n.nodes)),
		via:   make([]ref, len(n.nodes)),
		net:   n,
	}
	for v := range t.Km {
		t.Km[v], t.via[v] = inf, noRef
	}
	for _, r := range roots {
		t.Km[r] = 0
		h.set(int32(r), 0)
	}
	for settled := 0; !h.empty(); settled++ {
		if settled%checkEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		top := h.pop()
		for _, a := range g.of(top.id) {
			if km := top.key + a.km; km < t.Km[a.to] {
				t.Km[a.to], t.via[a.to] = km, a.ref
				h.set(a.to, km)
			}
		}
	}
	return t, nil
}

// Route returns the route of the tree to a node; ok is false when there is none.
func (t *Tree) Route(to int) (route Route, ok bool) {
	refs, ok := t.refs(to)
	if !ok {
		return Route{}, false
	}
	return t.net.route(t.start(to), refs), true
}

// Root returns the root from which the route to a node starts; -1 when there is
// no route.
func (t *Tree) Root(to int) int {
	if to < 0 || to >= len(t.Km) || t.Km[to] == inf {
		return -1
	}
	v := int32(to)
	for t.via[v] != noRef {
		v = t.net.tail(t.via[v])
	}
	return int(v)
}

// start returns the node at which the route of refs(v) starts.
func (t *Tree) start(v int) int32 {
	if t.inward {
		return int32(v)
	}
	return int32(t.Root(v))
}

// refs returns the arcs of the route to v, or from v in an inward tree.
func (t *Tree) refs(v int) ([]ref, bool) {
	if v < 0 || v >= len(t.Km) || t.Km[v] == inf {
		return nil, false
	}
	var refs []ref
	for x := int32(v); t.via[x] != noRef; x = t.net.tail(t.via[x]) {
		refs = append(refs, t.via[x])
	}
	if t.inward {
		for i := range refs {
			refs[i] = refs[i].turned()
		}
		return refs, true
	}
	reverse(refs)
	return refs, true
}

func reverse(refs []ref) {
	for i, j := 0, len(refs)-1; i < j; i, j = i+1, j-1 {
		refs[i], refs[j] = refs[j], refs[i]
	}
}
