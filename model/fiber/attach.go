package fiber

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// Near is a node near a place, with the spur that would reach it.
type Near struct {
	Node  int
	AirKm float64
	// SpurKm is the estimated fibre length of a new spur.
	SpurKm Band
}

// Access finds the nodes near a place. It is safe for concurrent use.
type Access struct {
	n     *Network
	nodes []int
	index *geo.Index
}

// Access prepares questions about the nodes of the given kinds, all located
// nodes when none is given.
func (n *Network) Access(kinds ...optical.NodeKind) (*Access, error) {
	if n.planarKmPerUnit > 0 {
		return nil, fmt.Errorf("fiber: nearest nodes of a place: the network's locations are planar, want degrees")
	}
	a := &Access{n: n}
	var points []orb.Point
	for i, node := range n.nodes {
		if node.Located() && (len(kinds) == 0 || isAny(node, kinds)) {
			a.nodes = append(a.nodes, i)
			points = append(points, node.Location)
		}
	}
	var err error
	if a.index, err = geo.NewIndex(points); err != nil {
		return nil, fmt.Errorf("fiber: %w", err)
	}
	return a, nil
}

func isAny(node optical.Node, kinds []optical.NodeKind) bool {
	for _, k := range kinds {
		if node.Is(k) {
			return true
		}
	}
	return false
}

// Nearest returns the k nodes nearest to a place, nearest first; fewer when there
// are fewer.
func (a *Access) Nearest(p orb.Point, k int) ([]Near, error) {
	if err := geo.CheckLonLat(p[0], p[1]); err != nil {
		return nil, fmt.Errorf("fiber: %w", err)
	}
	var near []Near
	for _, hit := range a.index.Nearest(nil, p, k) {
		near = append(near, Near{
			Node: a.nodes[hit.Index], AirKm: hit.Km, SpurKm: a.n.options.Factor.EstimateKm(hit.Km),
		})
	}
	return near, nil
}

// Site is a place outside the network that may be connected to it.
type Site struct {
	ID       string
	Location orb.Point
}

// Attach returns the network with sites as further nodes, each joined by spurs of
// estimated length to the given number of nearest nodes of the given kinds (all
// nodes when none is given). The sites come after the network's own nodes, in
// order, their first number is the network's NumNodes. No route passes through a
// site: it can only start there. Spurs share no risk group.
func (n *Network) Attach(sites []Site, spurs int, kinds ...optical.NodeKind) (*Network, error) {
	access, err := n.Access(kinds...)
	if err != nil {
		return nil, err
	}
	m := *n
	m.nodes = n.nodes[:len(n.nodes):len(n.nodes)]
	m.spans = n.spans[:len(n.spans):len(n.spans)]
	for _, site := range sites {
		if _, taken := n.nodeIndex[site.ID]; taken || site.ID == "" {
			return nil, fmt.Errorf("fiber: site %q: want an id that no node has", site.ID)
		}
		near, err := access.Nearest(site.Location, spurs)
		if err != nil {
			return nil, fmt.Errorf("site %q: %w", site.ID, err)
		}
		at := len(m.nodes)
		m.nodes = append(m.nodes, optical.Node{ID: site.ID, Location: site.Location})
		for i, hit := range near {
			m.spans = append(m.spans, spur(site.ID, i, at, hit, n.nodes[hit.Node].ID))
		}
	}
	m.index()
	m.build()
	return &m, nil
}

func spur(site string, i, at int, hit Near, node string) Span {
	return Span{
		Span: optical.Span{
			ID: fmt.Sprintf("%s spur %d", site, i+1), From: site, To: node, Directed: true,
			Kind: "spur", LengthKm: math.NaN(), CapacityGbps: math.NaN(), Status: optical.Proposed,
		},
		A: at, B: hit.Node, Km: hit.SpurKm, AirKm: hit.AirKm, Basis: optical.Estimated,
	}
}

// index numbers nodes and spans by id anew.
func (n *Network) index() {
	n.nodeIndex = make(map[string]int, len(n.nodes))
	for i, node := range n.nodes {
		n.nodeIndex[node.ID] = i
	}
	n.spanIndex = make(map[string]int, len(n.spans))
	for i, s := range n.spans {
		n.spanIndex[s.ID] = i
	}
}
