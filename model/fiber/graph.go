package fiber

// graph holds arcs in compressed rows: those of node v are
// arcs[first[v]:first[v+1]], in the order of the spans.
type graph struct {
	first []int32
	arcs  []arc
}

// arc is one direction of a span. Against the sense of a directed span its
// length is infinite, so that no search takes it.
type arc struct {
	to  int32
	ref ref
	km  float64
}

// ref names a span and the direction in which it is passed: span·2 from A to B,
// span·2 + 1 from B to A.
type ref int32

const noRef ref = -1

func (r ref) span() int           { return int(r >> 1) }
func (r ref) back() bool          { return r&1 == 1 }
func (r ref) turned() ref         { return r ^ 1 }
func (g *graph) of(v int32) []arc { return g.arcs[g.first[v]:g.first[v+1]] }

// tail returns the node at which r starts, head the one at which it ends.
func (n *Network) tail(r ref) int32 {
	if r.back() {
		return int32(n.spans[r.span()].B)
	}
	return int32(n.spans[r.span()].A)
}

func (n *Network) head(r ref) int32 { return n.tail(r.turned()) }

// build makes the graph of the spans and its reverse.
func (n *Network) build() {
	directed := false
	for i := range n.spans {
		directed = directed || n.spans[i].Directed
	}
	n.graph = n.rows(func(s *Span, back bool) bool { return back && s.Directed })
	n.reverse = n.graph
	if directed {
		n.reverse = n.rows(func(s *Span, back bool) bool { return !back && s.Directed })
	}
}

// rows lays out the arcs; barred arcs get an infinite length.
func (n *Network) rows(barred func(s *Span, back bool) bool) graph {
	g := graph{first: make([]int32, len(n.nodes)+1), arcs: make([]arc, 2*len(n.spans))}
	for i := range n.spans {
		g.first[n.spans[i].A+1]++
		g.first[n.spans[i].B+1]++
	}
	for v := range n.nodes {
		g.first[v+1] += g.first[v]
	}
	next := append([]int32(nil), g.first[:len(n.nodes)]...)
	for i := range n.spans {
		s := &n.spans[i]
		for _, back := range []bool{false, true} {
			from, a := s.A, arc{to: int32(s.B), ref: ref(2 * i), km: s.Km.Base}
			if back {
				from, a.to, a.ref = s.B, int32(s.A), ref(2*i+1)
			}
			if barred(s, back) {
				a.km = inf
			}
			g.arcs[next[from]] = a
			next[from]++
		}
	}
	return g
}
