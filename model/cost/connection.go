package cost

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// Class is a voltage class of customer connections.
type Class struct {
	Name  string  // "154 kV"
	MinKV float64 // lowest nominal voltage of the class
	MaxMW float64 // largest customer of the class
	line  string  // id of the overhead line's unit cost
	lead  string  // id of the connection's lead time
	bayM  Range   // a switchgear bay at the utility's substation, million USD of 2019
}

// BaySource says what the cost of a bay stands on.
const BaySource = "NREL reVX upgrade_substation_costs, 138, 230 and 500 kV, USD of 2019 (United States), at 150 JPY/USD; 66 kV taken as half of 138 kV"

// RouteFactor is how much longer a connection's route is than the air line.
const RouteFactor = 1.3

// PowerFactor is MW over MVA at a customer's connection: a wattbit assumption.
const PowerFactor = 0.95

const (
	jpyPerUSD = 150
	// transformerReserve is the installed over the needed capacity of a
	// customer's transformers, so that one of three may be out.
	transformerReserve = 1.5
)

// Classes lists the voltage classes from the smallest customer up: the practice
// of Japan's operators (TEPCO PG: 66 kV below 50 MW, 154 kV from 50 MW); an
// estimate where an area's own rules are not published.
func Classes() []Class {
	return []Class{
		{"22–33 kV", 22, 10, "line-overhead-66kv", "lead-time-66kv", Range{0.56, 0.83, 1.1}},
		{"66–77 kV", 66, 50, "line-overhead-66kv", "lead-time-66kv", Range{0.56, 0.83, 1.1}},
		{"154 kV", 110, 200, "line-overhead-154kv", "lead-time-154kv", Range{1.117, 1.66, 2.198}},
		{"275 kV", 187, 1000, "line-overhead-275kv", "lead-time-154kv", Range{2.2, 3.85, 5.5}},
		{"500 kV", 500, math.MaxFloat64, "line-overhead-500kv", "lead-time-154kv", Range{5.3, 7.8, 10.236}},
	}
}

// ClassFor returns the class that a load of mw megawatts calls for.
func ClassFor(mw float64) Class {
	classes := Classes()
	for _, c := range classes {
		if mw <= c.MaxMW {
			return c
		}
	}
	return classes[len(classes)-1]
}

// ClassOf returns the class of a nominal voltage.
func ClassOf(kv float64) Class {
	classes := Classes()
	found := classes[0]
	for _, c := range classes {
		if kv >= c.MinKV {
			found = c
		}
	}
	return found
}

// ConnectionCost is the price of connecting a site, in JPY.
type ConnectionCost struct {
	Line, Bays, Transformers Range
	Evidence                 atlas.Evidence
}

// Total is the sum of the parts.
func (c ConnectionCost) Total() Range { return c.Line.Plus(c.Bays).Plus(c.Transformers) }

// Connection prices a connection of mw megawatts at the class's voltage over an
// air line of airKm kilometres: a new double-circuit overhead line (one circuit
// main, one reserve) along a route RouteFactor times as long, two bays, and the
// customer's transformers with one of three in reserve.
func (b *Book) Connection(class Class, mw, airKm float64) (ConnectionCost, error) {
	if !(mw > 0) || !(airKm >= 0) {
		return ConnectionCost{}, fmt.Errorf("connection: %v MW over %v km; expected MW above 0 and km from 0", mw, airKm)
	}
	line, from, err := b.Get(class.line, "JPY/km")
	if err != nil {
		return ConnectionCost{}, err
	}
	transformer, more, err := b.Get("transformer-154-66kv", "JPY/MVA")
	if err != nil {
		return ConnectionCost{}, err
	}
	return ConnectionCost{
		Line:         line.Times(airKm * RouteFactor),
		Bays:         class.bayM.Times(2 * 1e6 * jpyPerUSD),
		Transformers: transformer.Times(mw / PowerFactor * transformerReserve),
		Evidence:     atlas.Weakest(atlas.Estimated, atlas.Weakest(from.Evidence, more.Evidence)),
	}, nil
}

// LinePerKm returns the cost of a double-circuit overhead line of the class in
// JPY per kilometre of route.
func (b *Book) LinePerKm(class Class) (Range, error) {
	r, _, err := b.Get(class.line, "JPY/km")
	return r, err
}

// LeadTime returns the years until a connection of the class is energised when
// the grid needs no reinforcement.
func (b *Book) LeadTime(class Class) (Range, atlas.Provenance, error) {
	return b.Get(class.lead, "years")
}

// ReinforcedLeadTime returns the years until a site is energised when the
// transmission grid above it must be reinforced first: as long as an
// extra-high-voltage line takes.
func (b *Book) ReinforcedLeadTime() (Range, atlas.Provenance, error) {
	return b.Get("lead-time-tie-ac", "years")
}
