package topology

import (
	"slices"

	"github.com/paulmach/orb"
)

// node is a bus to be: a site at a voltage and zone, or a joint.
type node struct {
	end   int // the first end there
	site  int
	zone  string
	edges []int
}

// edge is a corridor to be.
type edge struct {
	u, v  int // nodes
	kv    float64
	km    float64
	path  orb.LineString // from u to v
	parts []part
	gone  bool
}

type part struct {
	line int
	km   float64
}

// graph is the network while joints are passed through and stubs dropped.
type graph struct {
	nodes []node
	edges []edge
}

type nodeKey struct {
	end, site int
	kv        float64
	zone      string
}

// graph makes a node of every site, voltage and zone, and of every joint.
func (b *builder) graph() *graph {
	g := &graph{}
	index := make(map[nodeKey]int)
	nodeOf := func(e int) int {
		r := b.root(e)
		key := nodeKey{end: r, site: -1, kv: b.ends[r].kv}
		if s := b.ends[r].site; s >= 0 {
			key = nodeKey{end: -1, site: s, kv: b.ends[r].kv}
			if b.sites[s].Separate {
				key.zone = b.ends[e].zone
			}
		}
		at, ok := index[key]
		if !ok {
			at = len(g.nodes)
			index[key] = at
			g.nodes = append(g.nodes, node{end: r, site: key.site, zone: b.ends[e].zone})
		}
		return at
	}
	for i := range b.pieces {
		p := &b.pieces[i]
		u, v := nodeOf(p.a), nodeOf(p.b)
		if u == v {
			b.report.WithinStations++
			b.report.WithinStationsKm += p.km
			continue
		}
		g.add(edge{u: u, v: v, kv: p.kv, km: p.km, path: p.path, parts: []part{{p.line, p.km}}})
	}
	return g
}

func (g *graph) add(e edge) {
	g.nodes[e.u].edges = append(g.nodes[e.u].edges, len(g.edges))
	g.nodes[e.v].edges = append(g.nodes[e.v].edges, len(g.edges))
	g.edges = append(g.edges, e)
}

func (g *graph) remove(i int) {
	e := &g.edges[i]
	e.gone = true
	for _, at := range []int{e.u, e.v} {
		g.nodes[at].edges = slices.DeleteFunc(g.nodes[at].edges, func(k int) bool { return k == i })
	}
}

// contract passes through joints of two lines and drops loose stubs, until
// there are none.
func (b *builder) contract() {
	b.g = b.graph()
	for {
		looped := b.passJoints()
		if stubs := b.dropStubs(); !looped && !stubs {
			return
		}
	}
}

// passJoints tells whether it dropped a loop, which may make new joints.
func (b *builder) passJoints() (looped bool) {
	g := b.g
	for at := range g.nodes {
		n := &g.nodes[at]
		if n.site >= 0 || len(n.edges) != 2 || n.edges[0] == n.edges[1] {
			continue
		}
		i, k := n.edges[0], n.edges[1]
		x, y := from(g.edges[i], at), from(g.edges[k], at)
		g.remove(i)
		g.remove(k)
		b.report.PassedJoints++
		if x.v == y.v { // a loop back to where it came from carries nothing
			looped = true
			b.report.Loops++
			b.report.LoopsKm += x.km + y.km
			continue
		}
		reverse(&x)
		x.v, x.km = y.v, x.km+y.km
		x.path = append(x.path, y.path...)
		x.parts = append(x.parts, y.parts...)
		g.add(x)
	}
	return looped
}

// from returns a copy of an edge that starts at a node.
func from(e edge, at int) edge {
	e.path, e.parts = slices.Clone(e.path), slices.Clone(e.parts)
	if e.u != at {
		reverse(&e)
	}
	return e
}

func reverse(e *edge) {
	e.u, e.v = e.v, e.u
	slices.Reverse(e.path)
	slices.Reverse(e.parts)
}

// dropStubs drops the pieces that end nowhere and are short, and tells whether
// there were any.
func (b *builder) dropStubs() bool {
	g := b.g
	var stubs []int
	for i := range g.edges {
		e := &g.edges[i]
		if !e.gone && e.km <= b.opt.StubKm && (g.loose(e.u) || g.loose(e.v)) {
			stubs = append(stubs, i)
		}
	}
	for _, i := range stubs {
		g.remove(i)
		for _, p := range g.edges[i].parts {
			b.report.Stubs++
			b.report.StubsKm += p.km
		}
	}
	return len(stubs) > 0
}

func (g *graph) loose(at int) bool { return g.nodes[at].site < 0 && len(g.nodes[at].edges) == 1 }
