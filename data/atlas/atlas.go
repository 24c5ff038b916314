// Package atlas holds everything the planner knows of a study area: its
// regions, places, grid, optical network, hazards and costs, each row with its
// source, licence and evidence. The atlas of Japan is built in.
package atlas

import "github.com/paulmach/orb"

// Atlas is a study area. Rows stand in the order of their files, and ids are
// unique within a table.
type Atlas struct {
	Meta             Meta
	Regions          []Region
	Outlines         []Outline // of the prefectures
	Places           []Place
	Areas            []Figure // per power area
	Hazards          []Figure // per prefecture or municipality
	HazardPoints     []Point
	Climate          []Figure // per prefecture
	Land             []Figure // per prefecture
	Substations      []Substation
	Interconnections []Interconnection
	GridBuses        []GridBus
	GridBranches     []GridBranch
	GridGenerators   []GridGenerator
	GridLoads        []GridLoad
	GridLinks        []GridLink
	GridInterfaces   []GridMember
	FiberNodes       []FiberNode
	FiberSpans       []FiberSpan
	Existing         []Facility
	Costs            []Cost
	Forecasts        []Forecast
	Series           []SeriesValue
}

// Meta describes a study area.
type Meta struct {
	ID        string
	Name      string
	NameLocal string
	Version   string // date of the tables, YYYY-MM-DD
	Licenses  []License
}

// License gives the declared licence of that id.
func (m Meta) License(id string) (License, bool) {
	for _, l := range m.Licenses {
		if l.ID == id {
			return l, true
		}
	}
	return License{}, false
}

// License is a licence that rows stand under, with the credit it asks for.
type License struct {
	ID     string
	Name   string
	Credit string
	URL    string
	// Folder is where rows under a share-alike licence stand, in files of
	// their own; empty for a licence that may stand among others.
	Folder string
}

// Outline is the shape of a region.
type Outline struct {
	Region string
	Shape  orb.MultiPolygon
	Provenance
}
