package fiber

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/internal/nearname"
)

// Network is an optical network ready to compute on. It is safe for concurrent
// use and never changes; [Network.Apply] returns an edited copy.
type Network struct {
	nodes  []optical.Node
	spans  []Span
	groups []string // shared-risk group ids by number

	nodeIndex map[string]int
	spanIndex map[string]int
	members   [][]int32 // spans of each group

	planarKmPerUnit float64
	options         Options
	graph           graph
	reverse         graph // arcs turned round; the graph itself when no span is directed
}

// Span is a span with its resolved ends and length.
type Span struct {
	optical.Span
	A, B  int     // node numbers of From and To
	Km    Band    // fibre length; one figure unless estimated
	AirKm float64 // air line of its ends; NaN when one is unlocated
	Basis optical.LengthBasis
	Risks []int32 // numbers of its shared-risk groups, ascending
}

// Options says how records become a network. The zero value is not valid: start
// from [DefaultOptions].
type Options struct {
	Factor RouteFactor
	// MergeParallel keeps only the shortest of the spans that join the same two
	// nodes, so that they count as one edge.
	MergeParallel bool
	// InServiceBy leaves out the spans that become ready after that year and
	// those not in service that give no year; 0 takes every span.
	InServiceBy int
}

// DefaultOptions estimates with [DefaultRouteFactor] and takes every span.
func DefaultOptions() Options { return Options{Factor: DefaultRouteFactor()} }

// New builds a network. It first checks the records and returns everything found;
// the error is set when a finding is fatal or an option invalid. Left out, with a
// finding: self-loops, spans that cannot be measured, nodes without a location
// that no remaining span touches.
func New(net *optical.Network, options Options) (*Network, optical.Findings, error) {
	if err := options.Factor.check(); err != nil {
		return nil, nil, fmt.Errorf("fiber: %w", err)
	}
	findings := optical.Check(net)
	if err := findings.Err(); err != nil {
		return nil, findings, fmt.Errorf("fiber: network cannot be used: %w", err)
	}
	n := &Network{planarKmPerUnit: net.KmPerUnit, options: options}
	b := builder{in: net, out: n}
	b.measure()
	b.keepNodes()
	b.keepSpans()
	b.groups()
	n.build()
	return n, findings, nil
}

// NumNodes returns the number of nodes.
func (n *Network) NumNodes() int { return len(n.nodes) }

// NumSpans returns the number of spans.
func (n *Network) NumSpans() int { return len(n.spans) }

// Node returns a node's record.
func (n *Network) Node(i int) optical.Node { return n.nodes[i] }

// Span returns a span with its length. Its slices must not be changed.
func (n *Network) Span(i int) Span { return n.spans[i] }

// Groups returns the ids of the shared-risk groups in order of first use.
func (n *Network) Groups() []string { return append([]string(nil), n.groups...) }

// NodeIndex returns the number of the node with an id.
func (n *Network) NodeIndex(id string) (int, error) {
	if i, ok := n.nodeIndex[id]; ok {
		return i, nil
	}
	return 0, fmt.Errorf("fiber: no node %q in the network%s", id, nearname.Among(n.nearNodes(id), len(n.nodes), func(i int) string { return n.nodes[i].ID }))
}

// nearNodes lists the nodes whose id or name is near to a text.
func (n *Network) nearNodes(text string) []nearname.Match {
	return nearname.Find(text, len(n.nodes), func(i int) []string { return []string{n.nodes[i].ID, n.nodes[i].Name} })
}

// SpanIndex returns the number of the span with an id.
func (n *Network) SpanIndex(id string) (int, error) {
	if i, ok := n.spanIndex[id]; ok {
		return i, nil
	}
	return 0, fmt.Errorf("fiber: no span %q in the network", id)
}

// NodesOf returns the numbers of the nodes of any of the kinds, ascending.
func (n *Network) NodesOf(kinds ...optical.NodeKind) []int {
	var found []int
	for i, node := range n.nodes {
		for _, k := range kinds {
			if node.Is(k) {
				found = append(found, i)
				break
			}
		}
	}
	return found
}

// AirLineKm returns the air line between two nodes; NaN when one is unlocated.
func (n *Network) AirLineKm(a, b int) float64 {
	return n.airKm(n.nodes[a].Location, n.nodes[b].Location)
}

// Records returns the network's records, for instance to write an edited network.
// Lengths that were estimated are left open in them, as they were in the input.
func (n *Network) Records() *optical.Network {
	net := &optical.Network{KmPerUnit: n.planarKmPerUnit, Nodes: append([]optical.Node(nil), n.nodes...)}
	for _, s := range n.spans {
		net.Spans = append(net.Spans, s.Span)
	}
	return net
}

func (n *Network) checkNodes(nodes ...int) error {
	for _, v := range nodes {
		if v < 0 || v >= len(n.nodes) {
			return fmt.Errorf("fiber: node %d: want 0 to %d", v, len(n.nodes)-1)
		}
	}
	return nil
}

// inf is the length of what cannot be reached.
var inf = math.Inf(1)
