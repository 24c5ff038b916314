package fiber

import "sort"

// routes takes the spans in use apart into routes from s to t.
func (f *flow) routes() [][]ref {
	f.marks++
	span := f.marks
	var routes [][]ref
	for {
		f.marks++
		refs := f.walk(f.s, span)
		if refs == nil {
			return routes
		}
		routes = append(routes, refs)
	}
}

// walk follows spans in use from a node to t and marks them as taken; nil when
// none that is not taken leaves the node. Loops, which can only be of length zero,
// are cut out.
func (f *flow) walk(from, mark int32) []ref {
	var refs []ref
	f.passed[from], f.after[from] = f.marks, 0
	for v := from; v != f.t; {
		r := f.next(v, mark)
		if r == noRef {
			return nil
		}
		f.taken[r.span()] = mark
		refs = append(refs, r)
		v = f.n.head(r)
		if f.passed[v] == f.marks {
			keep := f.after[v]
			for _, cut := range refs[keep:] {
				f.passed[f.n.head(cut)] = 0
			}
			refs = refs[:keep]
		}
		f.passed[v], f.after[v] = f.marks, int32(len(refs))
	}
	return refs
}

// next returns an arc in use that leaves v and is not taken.
func (f *flow) next(v, mark int32) ref {
	for _, a := range f.n.graph.of(v) {
		if f.use[a.ref.span()] == sense(a.ref) && f.taken[a.ref.span()] != mark {
			return a.ref
		}
	}
	return noRef
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
