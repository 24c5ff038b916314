package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
)

const (
	seismic = "seismic_probability" // of JMA intensity 6-lower and more within 30 years
	maps    = "HERP National Seismic Hazard Maps for Japan, "
)

// seismic takes the 2020 edition everywhere, so that prefectures compare: as
// published where found, else worked out from a published change, else recalled.
func (d *deriver) seismic() {
	recalled := make(map[string]row)
	for _, r := range d.sheet("seismic_prob_capitals_recalled") {
		recalled[r.text("pref_code")] = r
	}
	for _, r := range d.sheet("seismic_prob_capitals") {
		code := r.text("pref_code")
		at := "at " + d.named(r, code, r.text("capital")).name
		if v := r.number("prob_2020_pct_found"); !math.IsNaN(v) {
			d.figure(&d.atlas.Hazards, prefectureID(code), seismic, v, "%", 2020, from(maps+"2020 edition, "+at, bare, atlas.Published))
			continue
		}
		old := older(r)
		estimates := recalled[code]
		p := estimate("wattbit: " + maps + "2020 edition, " + at + ", recalled; published before: " + old)
		if note := estimates.text("consistency_note"); strings.HasSuffix(note, "consistent") {
			p = from(maps+"2020 edition, "+at+", from the published change against the "+old, bare, atlas.Derived)
		}
		d.figure(&d.atlas.Hazards, prefectureID(code), seismic, estimates.number("prob_jma6minus_30y_pct_2020"), "%", 2020, p)
	}
	d.seismicElsewhere()
}

// older words the newest edition before 2020 that a capital's row has.
func older(r row) string {
	if v := r.text("prob_2018_pct"); v != "" {
		return fmt.Sprintf("2018 edition, %s %%", v)
	}
	return fmt.Sprintf("2016 edition, %s %%", r.text("prob_jma6minus_30y_pct_2016"))
}

// seismicElsewhere adds the towns that are no capital; they overrule the prefecture.
func (d *deriver) seismicElsewhere() {
	for _, r := range d.sheet("seismic_prob_other_cities") {
		code := d.named(r, r.text("pref_code"), r.text("city")).code
		v, year := r.number("prob_2020_pct"), 2020
		if math.IsNaN(v) {
			v, year = r.number("prob_2018_pct"), 2018
		}
		d.figure(&d.atlas.Hazards, code, seismic, v, "%", year, from(fmt.Sprintf("%s%d edition", maps, year), bare, atlas.Published))
	}
}

// landlocked prefectures have no coast.
var landlocked = []string{"09", "10", "11", "19", "20", "21", "25", "29"}

func (d *deriver) tsunami() {
	for _, r := range d.sheet("tsunami_max_height_recalled") {
		d.figure(&d.atlas.Hazards, prefectureID(r.text("pref_code")), "tsunami_height", r.number("max_tsunami_m"), "m", 0,
			estimate("wattbit: recalled Cabinet Office estimates for the largest class of tsunami; the worst point of the prefecture's coast"))
	}
	for _, code := range landlocked {
		d.figure(&d.atlas.Hazards, prefectureID(code), "tsunami_height", 0, "m", 0, from("the prefecture has no coast", wattbit, atlas.Derived))
	}
}

func (d *deriver) volcanoes() {
	for _, r := range d.sheet("volcanoes_monitored_recalled") {
		name := r.text("name")
		d.atlas.HazardPoints = append(d.atlas.HazardPoints, atlas.Point{ID: "volcano-" + slug(name), Kind: "volcano", Name: name,
			NameLocal: d.local(volcanoNames, name), Location: r.point("lon", "lat"),
			Provenance: estimate("wattbit: recalled from the JMA's list of 50 continuously monitored volcanoes, ±1 km")})
	}
}

func (d *deriver) climate() {
	published := make(map[string]row)
	for _, r := range d.sheet("climate_normals_capitals") {
		published[r.text("pref_code")] = r
	}
	const quantity, normals = "annual_mean_temperature", "JMA normals 1991-2020, "
	for _, r := range d.sheet("climate_normals_recalled") {
		code := r.text("pref_code")
		recalled := estimate("wattbit: recalled " + normals + d.named(r, code, r.text("station")).name)
		if p, ok := published[code]; ok {
			d.figure(&d.atlas.Climate, prefectureID(code), quantity, p.number("annual_mean_c"), "°C", 0,
				from(normals+d.named(p, code, p.text("station")).name+"; via todo-ran.com/t/kiji/13617", terms, atlas.Published))
		} else {
			d.figure(&d.atlas.Climate, prefectureID(code), quantity, r.number("annual_mean_c"), "°C", 0, recalled)
		}
		d.figure(&d.atlas.Climate, prefectureID(code), "august_mean_temperature", r.number("august_mean_c"), "°C", 0, recalled)
		d.figure(&d.atlas.Climate, prefectureID(code), "annual_max_snow_depth", r.number("annual_max_snow_depth_cm"), "cm", 0, recalled)
	}
}

// land takes the newer survey where it has the prefecture.
func (d *deriver) land() {
	for _, r := range d.sheet("land_price_industrial") {
		v, year := r.number("jpy_per_m2_2021"), 2021
		if math.IsNaN(v) {
			v, year = r.number("jpy_per_m2_2020"), 2020
		}
		d.figure(&d.atlas.Land, prefectureID(r.text("pref_code")), "industrial_land_price", v, "JPY/m2", year,
			from(fmt.Sprintf("MLIT prefectural land price survey, mean of industrial land, 1 July %d", year), terms, atlas.Published))
	}
}
