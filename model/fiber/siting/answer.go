package siting

import (
	"math"

	"github.com/wattbit/wattbit/model/fiber"
)

// Answer is what a place gets from the network. Nodes are numbered as in the
// network; -1 stands for none.
type Answer struct {
	// Spurs are the one or two that join the place to the network, the nearest
	// first.
	Spurs []Spur
	// OneSpurJPY and TwoSpursJPY are the cost to build the first, and both; NaN
	// where there is no second.
	OneSpurJPY, TwoSpursJPY fiber.Band

	LongHaul, Exchange, CarrierHotel, Landing Access

	Hubs []HubAccess // in the order of Options.Hubs
	// Apart are the routes that end at different hubs.
	Apart Diversity

	Centres []Access // in the order of Options.Centres; Node is -1
	// PeopleShare is the part of the people within each of Options.LimitsMs; NaN
	// without people.
	PeopleShare []float64

	Served []fiber.Served // in the order of Options.Classes
}

// Spur is new fiber from a place to a node.
type Spur struct {
	Node  int
	AirKm float64
	Km    fiber.Band
	// Crosses is true for a spur into another of Options.Zone, for want of a node
	// in the place's own.
	Crosses bool
}

// Access is the way to a node or centre: of those of its kind, the one that the
// shortest route reaches.
type Access struct {
	Node int // -1 when none is reached: every figure but AirKm is NaN
	// AirKm is the air line to the nearest of the kind, whichever the route reaches.
	AirKm float64
	Km    fiber.Band // length of the route, spur included
	// RTTms is the round-trip time under each of Options.Profiles.
	RTTms []fiber.Band
	// Gbps is the least capacity beyond the spur, NaN when a span's is unknown, and
	// ReadyYear that of the last span to be ready, 0 when none says.
	Gbps      float64
	ReadyYear int
}

// HubAccess is the way to a hub and what its routes do not share.
type HubAccess struct {
	Access
	Diversity
}

// Diversity is how many routes there are to a hub, or to different hubs, that share
// nothing.
type Diversity struct {
	// EdgeRoutes, NodeRoutes and RiskRoutes count the disjoint routes from the
	// place's nearest long-haul node; where that node is the hub, the spurs of the
	// place. RiskRoutes stops at MaxRiskRoutes and is a lower bound unless
	// RiskProven.
	EdgeRoutes, NodeRoutes, RiskRoutes int
	RiskProven                         bool
	// Pairs are the shortest pairs of routes of the place, one over each spur, in
	// the order of Options.Kinds.
	Pairs []Pair
	// Weak are the single points of failure beyond the first spur.
	Weak *fiber.WeakPoints
}

// MaxRiskRoutes is how many risk-disjoint routes are counted at most.
const MaxRiskRoutes = 3

// Pair is the shortest pair of disjoint routes of a place, spurs included. Where
// none is found its lengths are NaN.
type Pair struct {
	Kind          fiber.Disjointness
	Found, Proven bool
	ShortKm       float64
	LongKm        float64
	// DifferenceKm is LongKm less ShortKm, DifferenceMs the propagation over it and
	// back.
	DifferenceKm, DifferenceMs float64
	// Short and Long are the routes themselves.
	Short, Long Way
}

// Way is a route of a place: a spur and the spans beyond it, none where the spur
// ends at the hub. Places that are joined to the same nodes share the slice of
// spans, which must not be changed.
type Way struct {
	Spur  int   // index into Answer.Spurs; -1 when there is no route
	Spans []int // of the network, from the spur to the hub
	End   int   // the node where it ends; -1 when there is no route
}

var noWay = Way{Spur: -1, End: -1}

var (
	nan     = math.NaN()
	unknown = fiber.Exactly(nan)
)

func plus(a, b fiber.Band) fiber.Band {
	return fiber.Band{Low: a.Low + b.Low, Base: a.Base + b.Base, High: a.High + b.High}
}

func product(a, b fiber.Band) fiber.Band {
	return fiber.Band{Low: a.Low * b.Low, Base: a.Base * b.Base, High: a.High * b.High}
}
