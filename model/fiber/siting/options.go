package siting

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
)

// Centre is a centre of demand.
type Centre struct {
	ID       string
	Location orb.Point
}

// People is how many live at a place.
type People struct {
	Location orb.Point
	Count    float64
}

// Options says what a survey looks at. Start from [DefaultOptions].
type Options struct {
	// Hubs are the nodes to which disjoint routes are sought, such as Otemachi
	// and Dojima; at least one.
	Hubs []int
	// Exchanges are the nodes that count as internet exchanges; nil for every node
	// of that kind.
	Exchanges []int
	Centres   []Centre
	People    []People
	// LimitsMs are the round-trip times within which people are counted.
	LimitsMs []float64
	// Profiles are the transports whose delays are given; at least one. The first
	// counts the people and serves the workloads.
	Profiles []fiber.Profile
	Classes  []fiber.Class
	// Kinds are those of the pairs of routes.
	Kinds []fiber.Disjointness
	// Attach are the kinds of node that a spur may end at.
	Attach []optical.NodeKind
	// Near is how many of the nearest such nodes are looked at for the second spur,
	// none of them farther than MaxSpurKm by air.
	Near      int
	MaxSpurKm float64
	// Zone tells places apart that no spur joins, such as islands; nil when spurs
	// may lead anywhere. It must be safe for concurrent use.
	Zone func(orb.Point) int
	// JPYPerKm is the cost of building a spur.
	JPYPerKm fiber.Band
	// MetroKm is the air line within which an exchange is in the metro of a place.
	MetroKm float64
	// Domestic says whether the study area is under domestic control.
	Domestic fiber.Verdict
	// MaxStates bounds each exact search; 0 means fiber.DefaultMaxStates for pairs,
	// and 2,000 for counts.
	MaxStates int
}

// DefaultOptions look at nothing yet: hubs, centres and people are to be set. The
// cost of a spur is that of new fiber on land, ¥4–9 M per km with the middle as its
// base (US medians of 2025 of 8 and 18 USD/ft at 150 ¥/USD).
func DefaultOptions() Options {
	return Options{
		LimitsMs:  []float64{2, 5, 10, 20},
		Profiles:  []fiber.Profile{fiber.APNProfile(), fiber.PacketProfile()},
		Classes:   fiber.Classes(),
		Kinds:     []fiber.Disjointness{fiber.EdgeDisjoint, fiber.NodeDisjoint, fiber.RiskDisjoint},
		Attach:    []optical.NodeKind{optical.PoP},
		Near:      6,
		MaxSpurKm: 150,
		JPYPerKm:  fiber.Band{Low: 4e6, Base: 6.5e6, High: 9e6},
		MetroKm:   60,
	}
}

func (o Options) check(net *fiber.Network) error {
	switch {
	case len(o.Hubs) == 0:
		return fmt.Errorf("siting: no hub given")
	case len(o.Profiles) == 0:
		return fmt.Errorf("siting: no transport profile given")
	case o.Near < 1:
		return fmt.Errorf("siting: %d nearest nodes looked at: want at least 1", o.Near)
	case !(o.MaxSpurKm >= 0):
		return fmt.Errorf("siting: spurs of at most %g km: want a length", o.MaxSpurKm)
	case !(o.JPYPerKm.Low >= 0 && o.JPYPerKm.Low <= o.JPYPerKm.Base && o.JPYPerKm.Base <= o.JPYPerKm.High) || math.IsInf(o.JPYPerKm.High, 0):
		return fmt.Errorf("siting: cost of a spur per km %v: want low ≤ base ≤ high, not negative", o.JPYPerKm)
	}
	for _, h := range o.Hubs {
		if h < 0 || h >= net.NumNodes() {
			return fmt.Errorf("siting: hub %d: want 0 to %d", h, net.NumNodes()-1)
		}
	}
	for _, v := range o.Exchanges {
		if v < 0 || v >= net.NumNodes() {
			return fmt.Errorf("siting: exchange %d: want 0 to %d", v, net.NumNodes()-1)
		}
	}
	for _, p := range o.Profiles {
		if err := p.Check(); err != nil {
			return fmt.Errorf("siting: %w", err)
		}
	}
	for _, c := range o.Centres {
		if err := geo.CheckLonLat(c.Location[0], c.Location[1]); err != nil {
			return fmt.Errorf("siting: centre %q: %w", c.ID, err)
		}
	}
	for i, p := range o.People {
		if err := geo.CheckLonLat(p.Location[0], p.Location[1]); err != nil {
			return fmt.Errorf("siting: people %d: %w", i, err)
		}
		if !(p.Count >= 0) || math.IsInf(p.Count, 0) {
			return fmt.Errorf("siting: people %d: %g: want a count", i, p.Count)
		}
	}
	return nil
}
