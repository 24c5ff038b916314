package fiber

// ban marks what a restricted search must not touch. Resetting it is free.
type ban struct {
	now    int32
	spans  []int32 // banned when equal to now
	nodes  []int32
	groups []int32
}

func newBan(n *Network) *ban {
	return &ban{
		now:    1,
		spans:  make([]int32, len(n.spans)),
		nodes:  make([]int32, len(n.nodes)),
		groups: make([]int32, len(n.groups)),
	}
}

func (b *ban) reset()          { b.now++ }
func (b *ban) addSpan(s int)   { b.spans[s] = b.now }
func (b *ban) addNode(v int32) { b.nodes[v] = b.now }

func (b *ban) addRisks(risks []int32) {
	for _, g := range risks {
		b.groups[g] = b.now
	}
}

func (b *ban) node(v int32) bool { return b.nodes[v] == b.now }

// span reports whether a span is banned, itself or by one of its groups.
func (b *ban) span(n *Network, s int) bool {
	return b.spans[s] == b.now || b.risky(n.spans[s].Risks)
}

func (b *ban) risky(risks []int32) bool {
	for _, g := range risks {
		if b.groups[g] == b.now {
			return true
		}
	}
	return false
}

// finder finds the shortest route to one node that keeps clear of a ban. It
// searches towards the goal (A*), guided by the distances to it in the whole
// network, which a ban can only lengthen.
type finder struct {
	n     *Network
	goal  int32
	h     []float64 // km to goal without any ban
	g     []float64
	via   []ref
	seen  []int32 // g and via are valid when equal to now
	now   int32
	queue *keyHeap

	// distances from a start, for the nodes on ways that are short enough
	fromKm []float64
	listed []int32 // nodes whose fromKm is finite
}

func newFinder(n *Network, goal int32, h []float64) *finder {
	return &finder{
		n: n, goal: goal, h: h,
		g:     make([]float64, len(n.nodes)),
		via:   make([]ref, len(n.nodes)),
		seen:  make([]int32, len(n.nodes)),
		queue: newKeyHeap(len(n.nodes)),
	}
}

// within notes the distance from a node to each node that lies on some way of at
// most limitKm from there to the goal.
func (f *finder) within(from int32, limitKm float64) {
	if f.fromKm == nil {
		f.fromKm = make([]float64, len(f.g))
		for i := range f.fromKm {
			f.fromKm[i] = inf
		}
	}
	for _, v := range f.listed {
		f.fromKm[v] = inf
	}
	f.listed = f.listed[:0]
	f.now++
	f.queue.clear()
	f.reach(from, 0, noRef)
	for !f.queue.empty() {
		top := f.queue.pop()
		if top.key > limitKm {
			return
		}
		v := top.id
		f.fromKm[v] = f.g[v]
		f.listed = append(f.listed, v)
		for _, a := range f.n.graph.of(v) {
			if a.km < inf {
				f.reach(a.to, f.g[v]+a.km, a.ref)
			}
		}
	}
}

// start returns the distance that within noted, +Inf where it noted none.
func (f *finder) start(v int32) float64 { return f.fromKm[v] }

// find returns the arcs of the shortest allowed route from a node to the goal
// and its length. A ban on the start itself is ignored.
func (f *finder) find(from int32, b *ban) (refs []ref, km float64, ok bool) {
	if f.h[from] == inf {
		return nil, inf, false
	}
	f.now++
	f.queue.clear()
	f.reach(from, 0, noRef)
	for !f.queue.empty() {
		v := f.queue.pop().id
		if v == f.goal {
			return f.back(from), f.g[v], true
		}
		for _, a := range f.n.graph.of(v) {
			if a.km == inf || b.node(a.to) || b.span(f.n, a.ref.span()) {
				continue
			}
			f.reach(a.to, f.g[v]+a.km, a.ref)
		}
	}
	return nil, inf, false
}

func (f *finder) reach(v int32, km float64, by ref) {
	if f.h[v] == inf || (f.seen[v] == f.now && f.g[v] <= km) {
		return
	}
	f.seen[v], f.g[v], f.via[v] = f.now, km, by
	f.queue.set(v, km+f.h[v])
}

func (f *finder) back(from int32) []ref {
	var refs []ref
	for v := f.goal; v != from; v = f.n.tail(f.via[v]) {
		refs = append(refs, f.via[v])
	}
	reverse(refs)
	return refs
}
