package grid

// binding is the element and outage that set a bound: element counts the
// monitored branches and then the interfaces, −1 is none; outage −1 is the
// base case.
type binding struct {
	element, outage int32
	sensitivity     float64
}

// bounds hold for each column the lowest load at which an element binds, and
// the lowest at which an element of another corridor does: an upgrade takes the
// parallel circuits together.
type bounds struct {
	first, second     []float64
	firstBy, secondBy []binding
	corridor          []int32 // of each branch among the elements; see corridors
}

func newBounds(n int, ceiling float64) *bounds {
	b := &bounds{first: make([]float64, n), second: make([]float64, n), firstBy: make([]binding, n), secondBy: make([]binding, n)}
	for i := range n {
		b.first[i], b.second[i] = ceiling, ceiling
		b.firstBy[i], b.secondBy[i] = binding{-1, -1, 0}, binding{-1, -1, 0}
	}
	return b
}

func (b *bounds) copyFrom(o *bounds) {
	copy(b.first, o.first)
	copy(b.second, o.second)
	copy(b.firstBy, o.firstBy)
	copy(b.secondBy, o.secondBy)
	b.corridor = o.corridor
}

// corridorOf returns the corridor of an element; an interface is one of its own.
func (b *bounds) corridorOf(element int32) int32 {
	if element >= 0 && int(element) < len(b.corridor) {
		return b.corridor[element]
	}
	return element
}

// corridors numbers the branches among the elements by the pair of nodes that
// they join, each pair with the number of its first element.
func (st *study) corridors() []int32 {
	first := map[[2]int32]int32{}
	corridor := make([]int32, len(st.element))
	for m, i := range st.element {
		br := &st.g.branches[i]
		ends := [2]int32{min(br.from, br.to), max(br.from, br.to)}
		if _, ok := first[ends]; !ok {
			first[ends] = int32(m)
		}
		corridor[m] = first[ends]
	}
	return corridor
}

// insert takes in that an element binds at mw. Of equal bounds the earlier
// insertion stays.
func (b *bounds) insert(col int, mw float64, by binding) {
	switch {
	case b.firstBy[col].element >= 0 && b.corridorOf(by.element) == b.corridorOf(b.firstBy[col].element):
		if mw < b.first[col] {
			b.first[col], b.firstBy[col] = mw, by
		}
	case mw < b.first[col]:
		b.second[col], b.secondBy[col] = b.first[col], b.firstBy[col]
		b.first[col], b.firstBy[col] = mw, by
	case mw < b.second[col]:
		b.second[col], b.secondBy[col] = mw, by
	}
}

// merge takes in the bounds of another set.
func (b *bounds) merge(o *bounds) {
	for c := range b.first {
		if o.first[c] < b.second[c] && o.firstBy[c].element >= 0 {
			b.insert(c, o.first[c], o.firstBy[c])
		}
		if o.second[c] < b.second[c] && o.secondBy[c].element >= 0 {
			b.insert(c, o.second[c], o.secondBy[c])
		}
	}
}

// margins returns how far a flow may rise and fall before it meets ±limit,
// and whether it is an overload already. What no-worse allows of an overload
// is to relieve it.
func margins(flow, limit float64) (up, down float64, overloaded bool) {
	up, down = limit-flow, limit+flow
	overloaded = up < -overloadMW || down < -overloadMW
	return max(up, 0), max(down, 0), overloaded
}

// tighten enters the bounds that one element sets on the columns from first
// on under one outage: its flow may rise by up and fall by down, and changes
// by row + w·d per MW.
func (b *bounds) tighten(first int, row, d []float64, w, up, down, cutoff float64, by binding) {
	second := b.second[first : first+len(row)]
	d = d[:len(row)]
	for c, v := range row {
		s := v + w*d[c]
		x := s * second[c]
		if x <= up && -x <= down {
			continue
		}
		by.sensitivity = s
		switch {
		case s > cutoff:
			b.insert(first+c, up/s, by)
		case -s > cutoff:
			b.insert(first+c, down/-s, by)
		}
	}
}
