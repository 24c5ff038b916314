package fiber

import "sort"

// routes takes the spans in use apart into routes from s to t.
func (f *flow) routes() [][]ref {
	left := make(map[int]bool, len(f.used))
	for _, s := range f.used {
		if f.use[s] != 0 {
			left[s] = true
		}
	}
	var routes [][]ref
	for {
		refs := f.walk(left)
		if refs == nil {
			return routes
		}
		routes = append(routes, refs)
	}
}

// walk follows spans that are left from s to t and takes them; nil when none
// leaves s. Loops, which can only be of length zero, are cut out.
func (f *flow) walk(left map[int]bool) []ref {
	var refs []ref
	at := map[int32]int{f.s: 0} // node → arcs before it
	for v := f.s; v != f.t; {
		r, ok := f.next(v, left)
		if !ok {
			return nil
		}
		delete(left, r.span())
		v = f.n.head(r)
		if i, seen := at[v]; seen {
			for _, cut := range refs[i:] {
				delete(at, f.n.head(cut))
			}
			refs = refs[:i]
			at[v] = i
			continue
		}
		refs = append(refs, r)
		at[v] = len(refs)
	}
	return refs
}

func (f *flow) next(v int32, left map[int]bool) (ref, bool) {
	for _, a := range f.n.graph.of(v) {
		if left[a.ref.span()] && f.use[a.ref.span()] == sense(a.ref) {
			return a.ref, true
		}
	}
	return noRef, false
}

// kmOf returns the base length of a chain of arcs.
func (n *Network) kmOf(refs []ref) float64 {
	km := 0.0
	for _, r := range refs {
		km += n.spans[r.span()].Km.Base
	}
	return km
}

// sortByKm orders routes by length; equal ones keep their order.
func (n *Network) sortByKm(routes [][]ref) {
	sort.SliceStable(routes, func(i, j int) bool { return n.kmOf(routes[i]) < n.kmOf(routes[j]) })
}
