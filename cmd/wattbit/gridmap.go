package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	orbjson "github.com/paulmach/orb/geojson"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/geojson"
)

// located tells whether a bus has a place on the earth.
func (c *gridCase) located(bus int) bool {
	p := c.net.Buses[bus].Location
	return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90
}

// needPlaces refuses a map of a network without places.
func (c *gridCase) needPlaces() error {
	for i := range c.net.Buses {
		if c.located(i) {
			return nil
		}
	}
	return fmt.Errorf("geojson: no bus of %s has a longitude and latitude; expected an atlas or a PyPSA folder with x and y", c.label)
}

// busFeature draws a bus; nil where its place is unknown.
func (c *gridCase) busFeature(bus int, properties map[string]any) *geojson.Feature {
	if !c.located(bus) {
		return nil
	}
	b := &c.net.Buses[bus]
	f := orbjson.NewFeature(b.Location)
	f.Properties = orbjson.Properties{"bus": b.ID, "name": b.Name, "kv": known(b.KV)}
	for key, v := range properties {
		f.Properties[key] = v
	}
	return f
}

// paths are the ways of an atlas's lines by the ids of their circuits.
func (c *gridCase) paths() map[string]orb.LineString {
	paths := map[string]orb.LineString{}
	if c.atlas == nil {
		return paths
	}
	for i := range c.atlas.GridBranches {
		b := &c.atlas.GridBranches[i]
		if b.Kind == atlas.GridLine && len(b.Path) > 1 {
			for k := range b.Circuits {
				paths[b.CircuitID(k+1)] = b.Path
			}
		}
	}
	return paths
}

// branchFeature draws a branch along its path, else straight; nil where its
// ends have no places or the same one.
func (c *gridCase) branchFeature(i int, paths map[string]orb.LineString, properties map[string]any) *geojson.Feature {
	br := &c.net.Branches[i]
	from, _ := c.Bus(br.From)
	to, _ := c.Bus(br.To)
	path := paths[br.ID]
	if path == nil {
		path = orb.LineString{c.net.Buses[from].Location, c.net.Buses[to].Location}
		if !c.located(from) || !c.located(to) || path[0] == path[1] {
			return nil
		}
	}
	f := orbjson.NewFeature(path)
	f.Properties = orbjson.Properties{"branch": br.ID, "name": br.Name, "from": br.From, "to": br.To, "kind": br.Kind.String(), "kv": known(c.net.Buses[from].KV)}
	for key, v := range properties {
		f.Properties[key] = v
	}
	return f
}

// known is a figure as a GeoJSON property: null when there is none.
func known(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}
