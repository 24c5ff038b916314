// Package site finds the candidate sites of a study area and measures them: it
// asks the atlas what stands around each place and joins the answers into one
// table of indicators, each figure with its unit, evidence and source.
//
// A figure that cannot be had is NaN in the table, never zero.
package site

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
)

// Candidate is a place where a data center could stand.
type Candidate struct {
	ID        string
	Kind      string // municipality, cluster, campus, or own for a user's point
	Name      string
	NameLocal string
	Region    string    // prefecture id; empty where no outline is within reach
	Area      string    // power area id; empty with Region
	Location  orb.Point // longitude, latitude
	LandHa    float64   // of a user's polygon; NaN when only a point is known
}

// Better says which way an indicator improves for a data center.
type Better string

// The ways an indicator improves.
const (
	Higher  Better = "higher"
	Lower   Better = "lower"
	Neutral Better = "neutral" // depends on the planner's question
)

// Theme tells the two halves of the question, watts and bits, from the rest.
type Theme string

// The themes of indicators.
const (
	Watts Theme = "watts"
	Bits  Theme = "bits"
	Earth Theme = "earth" // hazards and climate
	Place Theme = "place" // land, people, neighbours
)

// Indicator describes a column of the table.
type Indicator struct {
	ID        string // carries the unit, such as ix_km
	Name      string
	NameLocal string
	Unit      string
	Better    Better
	Theme     Theme
	Note      string // what the figure means and does not mean
	// Regional figures are the same all over a power area or prefecture.
	Regional bool
}

// Object is the thing that a distance leads to.
type Object struct {
	ID        string
	Name      string
	NameLocal string
}

// Column holds one indicator of every candidate.
type Column struct {
	Indicator
	Values []float64 // NaN where missing
	// Origins points into Table.Provenances; it has no meaning where the value
	// is missing.
	Origins []uint16
	// Low and High bracket the true figure where the value is uncertain or
	// missing; nil for columns without brackets, NaN where none is known.
	Low, High []float64
	// Nearest points into Objects for indicators that lead to a thing, -1 where
	// missing; nil for the others.
	Nearest []int32
	Objects []Object
}

// Object returns what the value of candidate i leads to, if anything.
func (c *Column) Object(i int) (Object, bool) {
	if c.Nearest == nil || c.Nearest[i] < 0 {
		return Object{}, false
	}
	return c.Objects[c.Nearest[i]], true
}

// Table is the indicator table: one row per candidate, one column per indicator.
type Table struct {
	Candidates  []Candidate
	Columns     []*Column
	Provenances []atlas.Provenance
}

// Column returns the column with the given id, or nil.
func (t *Table) Column(id string) *Column {
	for _, c := range t.Columns {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Origin returns the provenance of one figure; false where it is missing.
func (t *Table) Origin(c *Column, i int) (atlas.Provenance, bool) {
	if math.IsNaN(c.Values[i]) {
		return atlas.Provenance{}, false
	}
	return t.Provenances[c.Origins[i]], true
}

// Decimals is how many decimals the indicator's figures deserve in print.
func (i Indicator) Decimals() int {
	switch i.Unit {
	case "ms":
		return 2
	case "km", "JPY/kWh", "ha", "%", "m", "°C", "MW", "years", "M JPY/MW", "bn JPY", "bn JPY/year", "TWh", "reactors":
		return 1
	default:
		return 0
	}
}
