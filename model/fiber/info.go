package fiber

import (
	"sort"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// Info describes a network as a whole.
type Info struct {
	Nodes, Spans, Groups int
	Unlocated            int // nodes without location
	Components           int
	LargestComponent     int // nodes in it
	Bridges              int // spans whose loss splits the network
	Articulations        int // nodes whose loss does
	TotalKm              Band
	KmByBasis            map[optical.LengthBasis]float64
	NodesByKind          []KindCount // most first; a node counts once for each of its kinds
}

// KindCount is how many nodes are of a kind.
type KindCount struct {
	Kind  optical.NodeKind
	Count int
}

// Info returns what the network as a whole is.
func (n *Network) Info() Info {
	info := Info{
		Nodes: len(n.nodes), Spans: len(n.spans), Groups: len(n.groups),
		KmByBasis: map[optical.LengthBasis]float64{},
	}
	for _, s := range n.spans {
		info.TotalKm = info.TotalKm.plus(s.Km)
		info.KmByBasis[s.Basis] += s.Km.Base
	}
	part, count := n.Components()
	info.Components = count
	sizes := make([]int, count)
	for v, p := range part {
		sizes[p]++
		info.LargestComponent = max(info.LargestComponent, sizes[p])
		if !n.nodes[v].Located() {
			info.Unlocated++
		}
	}
	spans, nodes := n.Bridges()
	info.Bridges, info.Articulations = len(spans), len(nodes)
	info.NodesByKind = n.countKinds()
	return info
}

func (n *Network) countKinds() []KindCount {
	at := map[optical.NodeKind]int{}
	var counts []KindCount
	for _, node := range n.nodes {
		for _, k := range node.Kinds {
			i, seen := at[k]
			if !seen {
				i = len(counts)
				at[k] = i
				counts = append(counts, KindCount{Kind: k})
			}
			counts[i].Count++
		}
	}
	sort.SliceStable(counts, func(i, j int) bool { return counts[i].Count > counts[j].Count })
	return counts
}

// drawKm is how finely Line draws the air line of a span without a route.
const drawKm = 50

// Line returns a route for drawing: the drawn routes of its spans, else the
// geodesic between their ends. Ends without location are skipped.
func (n *Network) Line(r Route) orb.LineString {
	var line orb.LineString
	for i, number := range r.Spans {
		part := n.spanLine(number)
		if r.Nodes[i] != n.spans[number].A {
			part = part.Clone()
			part.Reverse()
		}
		for _, p := range part {
			if len(line) == 0 || line[len(line)-1] != p {
				line = append(line, p)
			}
		}
	}
	return line
}

// spanLine returns the line of a span from A to B.
func (n *Network) spanLine(number int) orb.LineString {
	s := n.spans[number]
	a, b := n.nodes[s.A], n.nodes[s.B]
	switch {
	case len(s.Route) >= 2:
		return s.Route
	case !a.Located() || !b.Located():
		return nil
	case n.planarKmPerUnit > 0:
		return orb.LineString{a.Location, b.Location}
	}
	return geo.AppendPath(nil, a.Location, b.Location, drawKm)
}
