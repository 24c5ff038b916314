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

// contract passes through joints of two lines, joins what bays and busbars
// join and drops loose stubs, until nothing is left to do.
func (b *builder) contract() {
	b.g = b.graph()
	for {
		looped := b.passJoints()
		joined := b.joinBays()
		settled := b.settleLeaves()
		if stubs := b.dropStubs(); !looped && !joined && !settled && !stubs {
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

// joinBays makes one node of the two ends of a very short line, unless both
// are sites, or one is a converter station, where it may join two zones. It
// tells whether there was any.
func (b *builder) joinBays() (joined bool) {
	g := b.g
	for i := range g.edges {
		e := &g.edges[i]
		if e.gone || e.km > b.opt.BayKm || b.apart(e.u, e.v) {
			continue
		}
		keep, lose := e.u, e.v
		if g.nodes[lose].site >= 0 || g.nodes[keep].site < 0 && lose < keep {
			keep, lose = lose, keep
		}
		joined = true
		g.merge(keep, lose, func(inside *edge) {
			b.report.WithinStations += len(inside.parts)
			b.report.WithinStationsKm += inside.km
		})
	}
	return joined
}

func (b *builder) apart(u, v int) bool {
	x, y := b.g.nodes[u].site, b.g.nodes[v].site
	separate := func(site int) bool { return site >= 0 && b.sites[site].Separate }
	return x >= 0 && y >= 0 || separate(x) || separate(y)
}

// settleLeaves gives the joints at which one line ends to a site close by, as
// is done with loose ends at first: only now is it known that nothing but bays
// goes on from there. It tells whether there was any.
func (b *builder) settleLeaves() (settled bool) {
	g := b.g
	type place struct {
		site int
		kv   float64
		zone string
	}
	nodes := make(map[place]int)
	for at := range g.nodes {
		if n := &g.nodes[at]; n.site >= 0 && len(n.edges) > 0 {
			nodes[place{n.site, b.ends[n.end].kv, n.zone}] = at
		}
	}
	for at := range g.nodes {
		if !g.loose(at) {
			continue
		}
		n := &g.nodes[at]
		e := &b.ends[n.end]
		site := b.leafSite(e)
		if site < 0 || b.sites[site].Separate {
			continue
		}
		settled = true
		key := place{site, e.kv, n.zone}
		if have, ok := nodes[key]; ok {
			g.merge(have, at, func(inside *edge) {
				b.report.Loops++
				b.report.LoopsKm += inside.km
			})
			continue
		}
		n.site, nodes[key] = site, at
	}
	return settled
}

// leafSite returns the site that a leaf belongs to, −1 for none.
func (b *builder) leafSite(e *end) int {
	near := b.siteIndex.Within(nil, e.at, max(b.opt.SiteKm, b.opt.OtherKm))
	for _, n := range near {
		if n.Km <= b.opt.SiteKm && b.hasVoltage(n.Index, e.kv) {
			return n.Index
		}
	}
	if len(near) > 0 && near[0].Km <= b.opt.OtherKm {
		b.guess(near[0].Index, e.kv, near[0].Km)
		return near[0].Index
	}
	return -1
}

// merge moves the edges of one node to another; those between the two go.
func (g *graph) merge(keep, lose int, gone func(*edge)) {
	for _, i := range slices.Clone(g.nodes[lose].edges) {
		e := &g.edges[i]
		if e.u == keep || e.v == keep {
			g.remove(i)
			gone(e)
			continue
		}
		if e.u == lose {
			e.u = keep
		}
		if e.v == lose {
			e.v = keep
		}
		g.nodes[keep].edges = append(g.nodes[keep].edges, i)
	}
	g.nodes[lose].edges = nil
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
