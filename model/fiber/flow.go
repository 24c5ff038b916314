package fiber

// flow grows disjoint routes from one node to a goal, one at a time and always
// of the least total length, by successive shortest paths with potentials
// (J. W. Suurballe, Networks 4, 1974; R. Bhandari, Survivable Networks, 1999).
//
// The residual graph is never built: use says in which sense each span carries
// a route, and a span in use may be passed against that sense at negative cost,
// which takes it out of use. For node-disjoint routes every node v is split into
// in(v) = v and out(v) = v + N, joined by an arc of one unit.
type flow struct {
	n     *Network
	split bool // node-disjoint
	s, t  int32

	use  []int8 // per span: +1 from A to B, −1 from B to A, 0 not in use, or banned
	used []int  // spans whose use was ever set
	busy []bool // nodes inside a route, only kept when split

	pot     []float64 // potentials: the distance to t under the last flow
	dist    []float64
	from    []int32 // state before each state
	by      []ref   // arc into each state; noRef inside a node
	touched []int32
	queue   *keyHeap

	marks  int32 // what is marked below
	taken  []int32
	passed []int32 // nodes of the route that is being walked
	after  []int32 // how many arcs lead to a passed node
}

// banned is the use of a span that no route may take.
const banned int8 = 2

func newFlow(n *Network, split bool) *flow {
	states := len(n.nodes)
	if split {
		states *= 2
	}
	f := &flow{
		n: n, split: split,
		use:   make([]int8, len(n.spans)),
		busy:  make([]bool, len(n.nodes)),
		pot:   make([]float64, states),
		dist:  make([]float64, states),
		from:  make([]int32, states),
		by:    make([]ref, states),
		queue: newKeyHeap(states),

		taken:  make([]int32, len(n.spans)),
		passed: make([]int32, len(n.nodes)),
		after:  make([]int32, len(n.nodes)),
	}
	for i := range f.dist {
		f.dist[i] = inf
	}
	return f
}

// start sets out from s with the shortest routes to t.
func (f *flow) start(s, t int32, kmTo []float64) {
	for _, sp := range f.used {
		f.use[sp] = 0
		f.busy[f.n.spans[sp].A], f.busy[f.n.spans[sp].B] = false, false
	}
	f.used = f.used[:0]
	f.s, f.t = s, t
	copy(f.pot, kmTo)
	if f.split {
		copy(f.pot[len(kmTo):], kmTo)
	}
}

// take puts a first route in use; it must be a shortest one.
func (f *flow) take(refs []ref) {
	for i, r := range refs {
		f.set(r, sense(r))
		if i > 0 {
			f.busy[f.n.tail(r)] = true
		}
	}
}

// free reports whether no span of a route is banned.
func (f *flow) free(refs []ref) bool {
	for _, r := range refs {
		if f.use[r.span()] == banned {
			return false
		}
	}
	return true
}

// ban keeps every route off a span; it must not be in use.
func (f *flow) ban(span int) {
	f.use[span] = banned
	f.used = append(f.used, span)
}

func (f *flow) set(r ref, use int8) {
	f.use[r.span()] = use
	f.used = append(f.used, r.span())
}

func sense(r ref) int8 {
	if r.back() {
		return -1
	}
	return 1
}

// grow adds one route; it reports false when there is no more, and then leaves
// the states that s still reaches with a finite dist.
func (f *flow) grow() bool { return f.growFrom(f.s) }

// growFrom adds one route that starts at v. In any order, routes from several
// starts have the least total length.
func (f *flow) growFrom(v int32) bool {
	f.clear()
	n := int32(len(f.n.nodes))
	start := v
	if f.split {
		start += n
	}
	f.dist[start] = 0
	f.touched = append(f.touched, start)
	f.queue.set(start, 0)
	for !f.queue.empty() {
		top := f.queue.pop()
		switch {
		case top.id == f.t:
			f.queue.clear()
			f.lift(top.key)
			f.augment(start)
			return true
		case !f.split:
			f.relaxEdge(top.id, top.key)
		case top.id < n:
			f.relaxIn(top.id, top.key)
		default:
			f.relaxOut(top.id-n, top.key)
		}
	}
	return false
}

func (f *flow) clear() {
	for _, x := range f.touched {
		f.dist[x] = inf
	}
	f.touched = f.touched[:0]
}

// reach offers a way into state y at cost from state x.
func (f *flow) reach(x, y int32, key, cost float64, by ref) {
	if f.pot[y] == inf {
		return
	}
	d := key + max(0, cost-f.pot[x]+f.pot[y]) // rounding may take it below 0
	if d >= f.dist[y] {
		return
	}
	if f.dist[y] == inf {
		f.touched = append(f.touched, y)
	}
	f.dist[y], f.from[y], f.by[y] = d, x, by
	f.queue.set(y, d)
}

func (f *flow) relaxEdge(v int32, key float64) {
	for _, a := range f.n.graph.of(v) {
		switch f.use[a.ref.span()] {
		case 0:
			if a.km < inf {
				f.reach(v, a.to, key, a.km, a.ref)
			}
		case -sense(a.ref):
			f.reach(v, a.to, key, -f.n.spans[a.ref.span()].Km.Base, a.ref)
		}
	}
}

// relaxIn leaves in(v): across the node when it is free, else only backwards
// along the route that enters it.
func (f *flow) relaxIn(v int32, key float64) {
	n := int32(len(f.n.nodes))
	if !f.busy[v] {
		f.reach(v, v+n, key, 0, noRef)
		return
	}
	for _, a := range f.n.graph.of(v) {
		if f.use[a.ref.span()] == -sense(a.ref) {
			f.reach(v, a.to+n, key, -f.n.spans[a.ref.span()].Km.Base, a.ref)
		}
	}
}

// relaxOut leaves out(v): along free spans, or back across a busy node.
func (f *flow) relaxOut(v int32, key float64) {
	n := int32(len(f.n.nodes))
	for _, a := range f.n.graph.of(v) {
		if a.km < inf && a.to != f.s && f.use[a.ref.span()] == 0 {
			f.reach(v+n, a.to, key, a.km, a.ref)
		}
	}
	if f.busy[v] {
		f.reach(v+n, v, key, 0, noRef)
	}
}

// lift turns the distances of the last search into potentials.
func (f *flow) lift(toGoal float64) {
	for _, x := range f.touched {
		if f.dist[x] < toGoal {
			f.pot[x] += toGoal - f.dist[x]
		}
	}
}

// augment applies the way found from a state to t.
func (f *flow) augment(start int32) {
	n := int32(len(f.n.nodes))
	for y := f.t; y != start; y = f.from[y] {
		r := f.by[y]
		switch {
		case r == noRef:
			f.busy[y%n] = y >= n // entered out(v): v joins a route; in(v): it leaves one
		case f.use[r.span()] == 0:
			f.set(r, sense(r))
		default:
			f.set(r, 0)
		}
	}
}
