package fiber

import (
	"context"
	"fmt"
)

// Disjointness says what the routes of an answer do not share.
type Disjointness int

// The kinds of disjointness.
const (
	EdgeDisjoint     Disjointness = iota // no span
	NodeDisjoint                         // no span and no node but the ends
	RiskDisjoint                         // no span and no shared-risk group
	RiskNodeDisjoint                     // no span, no group, no node but the ends
)

// Disjointnesses returns all kinds.
func Disjointnesses() []Disjointness {
	return []Disjointness{EdgeDisjoint, NodeDisjoint, RiskDisjoint, RiskNodeDisjoint}
}

// String returns edge, node, srlg or srlg+node.
func (d Disjointness) String() string {
	switch d {
	case EdgeDisjoint:
		return "edge"
	case NodeDisjoint:
		return "node"
	case RiskDisjoint:
		return "srlg"
	case RiskNodeDisjoint:
		return "srlg+node"
	}
	return fmt.Sprintf("Disjointness(%d)", int(d))
}

// MarshalText writes the kind as String does.
func (d Disjointness) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// ParseDisjointness reads what String writes.
func ParseDisjointness(text string) (Disjointness, error) {
	for _, d := range Disjointnesses() {
		if d.String() == text {
			return d, nil
		}
	}
	return 0, fmt.Errorf("fiber: disjointness %q: want edge, node, srlg or srlg+node", text)
}

func (d Disjointness) nodes() bool { return d == NodeDisjoint || d == RiskNodeDisjoint }
func (d Disjointness) risks() bool { return d == RiskDisjoint || d == RiskNodeDisjoint }

// Objective is what a pair of routes minimises.
type Objective int

// The objectives.
const (
	MinSum Objective = iota // the total of the two lengths
	MinMax                  // the longer of the two
)

// String returns min-sum or min-max.
func (o Objective) String() string {
	if o == MinMax {
		return "min-max"
	}
	return "min-sum"
}

// MarshalText writes the objective as String does.
func (o Objective) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Search says what is asked of a search for disjoint routes.
type Search struct {
	Kind      Disjointness
	Objective Objective // of pairs
	// MaxStates bounds the exact search that risk-disjoint and min-max answers
	// need; 0 means DefaultMaxStates. Flows need no bound.
	MaxStates int
}

// DefaultMaxStates is the default bound of an exact search.
const DefaultMaxStates = 20_000

func (s Search) maxStates() int {
	if s.MaxStates > 0 {
		return s.MaxStates
	}
	return DefaultMaxStates
}

// Pair is two disjoint routes.
type Pair struct {
	Kind      Disjointness
	Objective Objective
	Found     bool
	// Proven says that the pair is the best one or, when none was found, that
	// there is none. It is false only where the exact search hit its bound.
	Proven bool
	// Short and Long are the two routes; empty when none was found.
	Short, Long Route
	// TotalKm is the sum of the lengths, DifferenceKm Long less Short; among
	// equal totals of one edge-disjoint pair the split with the least
	// difference is taken.
	TotalKm, DifferenceKm float64
	// BoundKm is a proven lower bound of the objective; +Inf when proven that
	// there is no pair.
	BoundKm float64
	States  int // partial routes that the exact search looked at; 0 when flows sufficed
}

// Pair returns the best pair of disjoint routes between two nodes.
func (n *Network) Pair(ctx context.Context, from, to int, search Search) (Pair, error) {
	t, err := n.Target(ctx, to)
	if err != nil {
		return Pair{}, err
	}
	return t.Pair(ctx, from, search)
}

// RouteSet is a largest set of disjoint routes.
type RouteSet struct {
	Kind   Disjointness
	Routes []Route // shortest first
	// Proven says that no larger set exists. It is false only where the exact
	// search hit its bound.
	Proven bool
	// AtMost is the proven upper bound of the number of routes.
	AtMost int
	States int
}

// Disjoint returns as many disjoint routes between two nodes as there are, or k
// of them when k is positive and there are more. Edge- and node-disjoint routes
// have the least total length for their number.
func (n *Network) Disjoint(ctx context.Context, from, to, k int, search Search) (RouteSet, error) {
	t, err := n.Target(ctx, to)
	if err != nil {
		return RouteSet{}, err
	}
	return t.Disjoint(ctx, from, k, search)
}
