package main

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/geojson"
)

const outlineSource = "MLIT National Land Numerical Information N03 2021 (administrative areas), simplified"

func (d *deriver) prefectures() {
	for _, r := range d.sheet("prefectures") {
		d.atlas.Regions = append(d.atlas.Regions, atlas.Region{ID: r.text("iso"), Kind: atlas.Prefecture, Name: r.text("name_en"),
			NameLocal: r.text("name_ja"), Parent: r.text("power_area"), Population: r.number("population_2020"), AreaKm2: r.number("area_km2_2019"),
			Provenance: from("population: Statistics Bureau, 2020 census preliminary count (e-Stat 0003433219); area: GSI area statistics 2019-07-01", terms, atlas.Published)})
	}
}

// powerAreas sums the municipalities of each area, since three prefectures are split.
func (d *deriver) powerAreas() {
	sums := make(map[string]atlas.Region)
	for _, r := range d.sheet("municipalities") {
		m := d.places[r.text("code")]
		if m.ward {
			continue
		}
		s := sums[m.area]
		if !math.IsNaN(m.population) {
			s.Population += m.population
		}
		s.AreaKm2 += m.areaKm2
		sums[m.area] = s
	}
	for _, r := range d.sheet("power_areas") {
		id := r.text("area")
		d.atlas.Regions = append(d.atlas.Regions, atlas.Region{ID: id, Kind: atlas.PowerArea, Name: areaNames[id], NameLocal: r.text("name_ja"),
			Population: sums[id].Population, AreaKm2: round(sums[id].AreaKm2, 0),
			Provenance: from("sums over the municipalities of the area: 2020 census preliminary count (e-Stat 0003433219); area computed from MLIT N03 2021 simplified outlines", terms, atlas.Derived)})
	}
}

var areaNames = map[string]string{"hokkaido": "Hokkaido", "tohoku": "Tohoku", "tokyo": "Tokyo", "chubu": "Chubu", "hokuriku": "Hokuriku",
	"kansai": "Kansai", "chugoku": "Chugoku", "shikoku": "Shikoku", "kyushu": "Kyushu", "okinawa": "Okinawa"}

func (d *deriver) outlines() {
	const file = "prefecture_boundaries.geojson"
	src, err := d.facts.Open(file)
	if err != nil {
		d.fail("fact sheet: %w", err)
		return
	}
	defer src.Close()
	features, err := geojson.Read(src, file, 0)
	if err != nil {
		d.fail("fact sheet: %w", err)
		return
	}
	for i, f := range features {
		var shape orb.MultiPolygon
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			shape = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			shape = g
		}
		region, ok := f.Properties["iso"].(string)
		if !ok || shape == nil {
			d.fail("%s: feature %d: found iso %v and a %T, expected a code and an area", file, i+1, f.Properties["iso"], f.Geometry)
			continue
		}
		d.atlas.Outlines = append(d.atlas.Outlines, atlas.Outline{Region: region, Shape: shape, Provenance: from(outlineSource, terms, atlas.Published)})
	}
}

// round keeps some decimals, for sums that would show more than they know.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale) / scale
}
