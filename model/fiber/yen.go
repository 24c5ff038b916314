package fiber

import (
	"context"
	"fmt"
)

// KShortest returns up to k loopless routes between two nodes, shortest first.
// Routes that differ only in which of two parallel spans they take are different.
//
// Algorithm: J. Y. Yen, Management Science 17 (1971), with E. L. Lawler's
// partition (Management Science 18, 1972), which finds no route twice.
func (n *Network) KShortest(ctx context.Context, from, to, k int) ([]Route, error) {
	if err := n.checkNodes(from, to); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, fmt.Errorf("fiber: %d shortest routes: want at least 1", k)
	}
	tree, err := n.treeTo(ctx, to)
	if err != nil {
		return nil, err
	}
	first, ok := tree.refs(from)
	if !ok {
		return nil, nil
	}
	y := yen{n: n, from: int32(from), find: newFinder(n, int32(to), tree.Km), ban: newBan(n)}
	y.offer(candidate{refs: first, km: tree.Km[from]})
	for len(y.taken) < k && len(y.open) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		y.take()
	}
	routes := make([]Route, len(y.taken))
	for i, c := range y.taken {
		routes[i] = n.route(int32(from), c.refs)
	}
	return routes, nil
}

type yen struct {
	n     *Network
	from  int32
	find  *finder
	ban   *ban
	taken []candidate
	open  []candidate
}

// candidate is a route that leaves its parent after the first split arcs.
type candidate struct {
	refs  []ref
	km    float64
	split int
}

func (y *yen) offer(c candidate) { y.open = append(y.open, c) }

// take accepts the shortest open candidate, the first of equals, and offers the
// best route that leaves it at each of its nodes from its split on.
func (y *yen) take() {
	best := 0
	for i := range y.open {
		if y.open[i].km < y.open[best].km {
			best = i
		}
	}
	c := y.open[best]
	y.open = append(y.open[:best], y.open[best+1:]...)
	y.taken = append(y.taken, c)
	km, at := 0.0, y.from
	for i, r := range c.refs {
		if i >= c.split {
			y.deviate(c.refs[:i], km, at)
		}
		km += y.n.spans[r.span()].Km.Base
		at = y.n.head(r)
	}
}

// deviate offers the shortest route that starts with root, of length km and end
// at, and then differs from every accepted route.
func (y *yen) deviate(root []ref, km float64, at int32) {
	y.ban.reset()
	v := y.from
	for _, r := range root {
		y.ban.addNode(v)
		v = y.n.head(r)
	}
	for _, c := range y.taken {
		if len(c.refs) > len(root) && sameRefs(c.refs[:len(root)], root) {
			y.ban.addSpan(c.refs[len(root)].span())
		}
	}
	refs, tail, ok := y.find.find(at, y.ban)
	if !ok {
		return
	}
	y.offer(candidate{
		refs:  append(append([]ref(nil), root...), refs...),
		km:    km + tail,
		split: len(root),
	})
}

func sameRefs(a, b []ref) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
