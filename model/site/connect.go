package site

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/grid"
)

// Connection is one way to connect a site to the grid.
type Connection struct {
	Substation atlas.Substation
	Class      cost.Class
	AirKm      float64 // geodesic; the route is cost.RouteFactor times as long
	RouteKm    float64
	Cost       cost.ConnectionCost // JPY

	// FirmMW is what the grid above takes N-1 securely, FlexibleMW what it takes
	// when the load may be shed after an outage. NaN where the substation is not
	// in the network model and publishes nothing.
	FirmMW, FlexibleMW float64
	// Published tells that FirmMW is the substation's published spare capacity,
	// which beats the model's.
	Published bool
	// Hosting is the model's full answer; its buses' figures are NaN when unknown.
	Hosting  grid.BusHosting
	Modelled bool
	// UnlockedMW is what lifting the binding element would add.
	UnlockedMW float64

	// Years until the site is energised with the asked power; Reinforced tells
	// that this includes a reinforcement of the grid above.
	Years      cost.Range
	Reinforced bool
	Provenance atlas.Provenance
}

// Connector finds ways to connect points of an atlas.
type Connector struct {
	book     *cost.Book
	capacity *Capacity // nil without a network
	classes  []classIndex
}

// classIndex holds the substations that offer a voltage class.
type classIndex struct {
	class       cost.Class
	substations []atlas.Substation
	index       *geo.Index
}

// NewConnector prepares the substations of an atlas. The capacity may be nil:
// then megawatts are known only where they are published.
func NewConnector(a *atlas.Atlas, capacity *Capacity) (*Connector, error) {
	c := &Connector{book: cost.NewBook(a.Costs), capacity: capacity}
	for _, class := range cost.Classes() {
		entry := classIndex{class: class}
		var points []orb.Point
		for _, s := range a.Substations {
			if s.ReadyYear <= yearOf(capacity) && offers(s, class) {
				entry.substations = append(entry.substations, s)
				points = append(points, s.Location)
			}
		}
		index, err := geo.NewIndex(points)
		if err != nil {
			return nil, fmt.Errorf("connect: %w", err)
		}
		entry.index = index
		c.classes = append(c.classes, entry)
	}
	return c, nil
}

// Connections returns up to perClass ways to connect mw megawatts at a point
// for each voltage class from the one that the power calls for upwards: the
// nearest substations that offer it. Ways that give the power firmly come first,
// then the earlier, then the cheaper.
func (c *Connector) Connections(p orb.Point, mw float64, perClass int) ([]Connection, error) {
	least := cost.ClassFor(mw)
	var ways []Connection
	var room [16]geo.Neighbor
	for _, entry := range c.classes {
		if entry.class.MinKV < least.MinKV {
			continue
		}
		for _, n := range entry.index.Nearest(room[:0], p, perClass) {
			way, err := c.connection(entry.class, entry.substations[n.Index], n.Km, mw)
			if err != nil {
				return nil, err
			}
			ways = append(ways, way)
		}
	}
	slices.SortStableFunc(ways, func(a, b Connection) int { return compareWays(a, b, mw) })
	return ways, nil
}

// ReachKm is how far a site looks for a substation that is not the nearest of
// its class.
const ReachKm = 30

// Best returns the best way to connect a candidate: among the nearest
// substations of each class within ReachKm, and in any case the nearest one of
// all. False when the atlas has no substation for the power.
func (c *Connector) Best(candidate Candidate, mw float64) (Connection, bool, error) {
	ways, err := c.Connections(candidate.Location, mw, waysPerClass)
	if err != nil || len(ways) == 0 {
		return Connection{}, false, err
	}
	nearest := slices.MinFunc(ways, func(a, b Connection) int { return cmp.Compare(a.AirKm, b.AirKm) })
	for _, way := range ways {
		if way.AirKm <= max(ReachKm, nearest.AirKm) {
			return way, true, nil
		}
	}
	return nearest, true, nil
}

// compareWays puts firm ways first, then open ones (no figure), then the others
// by their capacity; among equals the earlier and then the cheaper.
func compareWays(a, b Connection, mw float64) int {
	return cmp.Or(
		cmp.Compare(a.tier(mw), b.tier(mw)),
		cmp.Compare(b.short(mw), a.short(mw)),
		cmp.Compare(a.Years.Base, b.Years.Base),
		cmp.Compare(a.Cost.Total().Base, b.Cost.Total().Base),
		cmp.Compare(a.Substation.ID, b.Substation.ID),
	)
}

// short is the firm capacity of a way that does not reach the asked power, so
// that among these the one with the most comes first; 0 for the others.
func (c Connection) short(mw float64) float64 {
	if c.tier(mw) < 2 {
		return 0
	}
	return c.FirmMW
}

func (c Connection) tier(mw float64) int {
	switch {
	case c.FirmMW >= mw:
		return 0
	case math.IsNaN(c.FirmMW):
		return 1
	default:
		return 2
	}
}

// connection prices one way and says when it could be energised. What the
// atlas's table of costs lacks stays unknown.
func (c *Connector) connection(class cost.Class, s atlas.Substation, airKm, mw float64) (Connection, error) {
	price, err := c.book.Connection(class, mw, airKm)
	if errors.Is(err, cost.ErrNoCost) {
		price = cost.ConnectionCost{Line: cost.Unknown(), Bays: cost.Unknown(), Transformers: cost.Unknown(), Evidence: atlas.Estimated}
	} else if err != nil {
		return Connection{}, err
	}
	way := Connection{
		Substation: s, Class: class, AirKm: airKm, RouteKm: airKm * cost.RouteFactor, Cost: price,
		FirmMW: missing, FlexibleMW: missing, UnlockedMW: missing,
		Provenance: modelled(s),
	}
	c.addCapacity(&way)
	return way, c.addYears(&way, mw)
}

// modelled is the provenance of what the power-flow model says of a substation.
func modelled(s atlas.Substation) atlas.Provenance {
	return atlas.Provenance{
		Source:   "wattbit: DC power-flow model of the atlas's network, N-1; unit costs and lead times of the atlas's table of costs",
		License:  s.License,
		Evidence: atlas.Estimated,
	}
}

// addCapacity sets what the grid can take; a published figure beats the model's.
func (c *Connector) addCapacity(way *Connection) {
	if c.capacity != nil {
		way.Hosting, way.Modelled = c.capacity.At(way.Substation.ID, way.Class.MinKV)
	}
	if way.Modelled {
		way.FirmMW, way.FlexibleMW = way.Hosting.FirmMW, way.Hosting.BaseMW
		way.UnlockedMW = way.Hosting.NextMW - way.Hosting.FirmMW
		if way.Hosting.Radial {
			way.FirmMW = 0 // one outage blacks the bus out, whatever the network could carry
		}
	}
	if !math.IsNaN(way.Substation.SpareMW) {
		way.FirmMW, way.Published = way.Substation.SpareMW, true
		way.Provenance = way.Substation.Provenance
	}
}

// addYears sets the time to power: the connection's own lead time, or that of a
// reinforcement of the grid above where this takes longer. With no figure of the
// capacity only the range from the one to the other is known.
func (c *Connector) addYears(way *Connection, mw float64) error {
	lead, _, err := c.book.LeadTime(way.Class)
	reinforced, _, more := c.book.ReinforcedLeadTime()
	if err = cmp.Or(err, more); err != nil {
		way.Years = cost.Unknown()
		if errors.Is(err, cost.ErrNoCost) {
			return nil
		}
		return err
	}
	longer := cost.Range{Low: max(lead.Low, reinforced.Low), Base: max(lead.Base, reinforced.Base), High: max(lead.High, reinforced.High)}
	switch {
	case math.IsNaN(way.FirmMW):
		way.Years = cost.Range{Low: lead.Low, Base: missing, High: longer.High}
	case way.FirmMW >= mw:
		way.Years = lead
	default:
		way.Years, way.Reinforced = longer, true
	}
	return nil
}

// yearOf is the year whose grid is meant.
func yearOf(c *Capacity) int {
	if c == nil {
		return 0
	}
	return c.Year
}

// offers tells whether a substation has a voltage of the class.
func offers(s atlas.Substation, class cost.Class) bool {
	return slices.ContainsFunc(s.VoltagesKV, func(kv float64) bool { return cost.ClassOf(kv).Name == class.Name })
}
