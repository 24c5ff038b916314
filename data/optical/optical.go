// Package optical holds the records of an optical network as files give them:
// nodes, spans, shared-risk groups and phases, named as in the Open Fibre Data
// Standard (OFDS 0.3, https://standard.ofds.info). Readers of every format fill
// these records; [Check] says what is wrong with them; what is computed from
// them lives in model/fiber.
//
// A number that a file does not give is NaN, a missing location is (NaN, NaN),
// a missing date is empty.
package optical

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// Network is one optical network. Rows stand in the order of their file.
type Network struct {
	ID     string
	Name   string
	Nodes  []Node
	Spans  []Span
	Phases []Phase
	// KmPerUnit is 0 when locations are WGS84 degrees. A positive value says
	// that they are planar, such as pixels of a drawing, and gives the scale.
	KmPerUnit float64
}

// Node is a point of the network.
type Node struct {
	ID       string
	Name     string
	Kinds    []NodeKind // OFDS node types, the main one first
	Location orb.Point  // longitude, latitude; NaN, NaN when unknown
	Status   Status
	Phase    string // id of a Phase
	External bool   // belongs to another network (Topology Zoo: Internal = 0)
	At       Origin
}

// Span is a physical connection between two nodes.
type Span struct {
	ID       string
	Name     string
	From, To string // node ids
	// Directed spans carry light from From to To only.
	Directed bool
	// Kind says how the span is built, in free text such as "submarine".
	Kind        string
	Route       orb.LineString // drawn route from From to To; nil when unknown
	LengthKm    float64        // fibre length; NaN when unknown
	LengthBasis LengthBasis    // empty when the file does not say
	// SharedRisk lists the groups the span belongs to: spans of one group fail
	// together, for instance because they share a trench or a bridge.
	SharedRisk      []string
	DarkFibre       Availability
	FibreCount      int     // 0 when unknown
	CapacityGbps    float64 // equipped capacity; NaN when unknown
	Status          Status
	ReadyForService string // YYYY-MM-DD, YYYY-MM or YYYY; empty when unknown
	Phase           string // id of a Phase
	At              Origin
}

// Phase is a set of nodes and spans that are built together.
type Phase struct {
	ID          string
	Name        string
	Description string
}

// Origin is where a record stands in a file.
type Origin struct {
	File string
	Line int // from 1; 0 when unknown
}

// String returns file:line, or the file alone when the line is unknown.
func (o Origin) String() string {
	if o.Line == 0 {
		return o.File
	}
	return o.File + ":" + strconv.Itoa(o.Line)
}

// Unlocated is the location of a node whose place is unknown.
func Unlocated() orb.Point { return orb.Point{math.NaN(), math.NaN()} }

// Located reports whether the node has a location.
func (n Node) Located() bool {
	return !math.IsNaN(n.Location[0]) && !math.IsNaN(n.Location[1])
}

// Is reports whether one of the node's kinds is k.
func (n Node) Is(k NodeKind) bool {
	for _, kind := range n.Kinds {
		if kind == k {
			return true
		}
	}
	return false
}

// ReadyYear returns the year in which the span is ready for service, 0 when the
// record does not say.
func (s Span) ReadyYear() int {
	if len(s.ReadyForService) < 4 {
		return 0
	}
	year, err := strconv.Atoi(s.ReadyForService[:4])
	if err != nil {
		return 0
	}
	return year
}
