package main

import (
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/atlasjapan/kana"
	"github.com/wattbit/wattbit/data/atlas"
)

// municipality is a row of the sheet, wards of designated cities included.
type municipality struct {
	code, prefecture, area string
	name, nameLocal        string
	ward                   bool
	city                   string // code of the municipality: of the designated city for its ward
	office                 orb.Point
	population, areaKm2    float64
}

func (d *deriver) readMunicipalities() {
	d.places = make(map[string]municipality)
	var city municipality // the designated city whose wards follow it in the sheet
	var cityKana string
	for _, r := range d.sheet("municipalities") {
		m := municipality{code: r.text("code"), prefecture: r.text("pref_code"), area: r.text("power_area"),
			nameLocal: r.text("name_ja"), ward: r.text("kind") == "designated_ward",
			office: r.point("office_lon", "office_lat"), population: r.number("population_2020"), areaKm2: r.number("approx_area_km2")}
		reading := r.text("kana")
		if m.ward {
			reading = strings.TrimPrefix(reading, cityKana)
		} else {
			city, cityKana = m, reading
		}
		m.city = city.code
		name, err := kana.Municipality(reading, m.nameLocal)
		if err != nil {
			d.fail("%s:%d: %w", r.sheet, r.Line, err)
		}
		m.name = name
		if m.ward {
			m.name += ", " + strings.TrimSuffix(d.places[city.code].name, " City")
			d.addWardArea(city.code, m.areaKm2)
		}
		d.places[m.code] = m
	}
}

// addWardArea sums the area of a designated city, which the sheet has for its
// wards only.
func (d *deriver) addWardArea(city string, areaKm2 float64) {
	c := d.places[city]
	if !(c.areaKm2 > 0) {
		c.areaKm2 = 0
	}
	c.areaKm2 = round(c.areaKm2+areaKm2, 1)
	d.places[city] = c
}

const municipalitySource = "population: Statistics Bureau, 2020 census preliminary count (e-Stat 0003433219); point: municipal office, code4fukui/localgovjp (CC0 1.0); area: computed from MLIT N03 2021 simplified outlines"

func (d *deriver) municipalities() {
	for _, r := range d.sheet("municipalities") {
		m := d.places[r.text("code")]
		if m.ward {
			continue
		}
		d.atlas.Places = append(d.atlas.Places, atlas.Place{ID: m.code, Kind: atlas.Municipality, Name: m.name, NameLocal: m.nameLocal,
			Location: m.office, Region: prefectureID(m.prefecture), Area: m.area, Population: m.population, AreaKm2: m.areaKm2,
			Mainland: !isolated[m.code], Provenance: from(municipalitySource, terms, atlas.Published)})
	}
}

// named finds a municipality of a prefecture by its name in Japanese; a weather
// station's lacks the word for city.
func (d *deriver) named(r row, prefecture, nameLocal string) municipality {
	for _, p := range d.atlas.Places {
		if p.Kind == atlas.Municipality && p.Region == prefectureID(prefecture) && (p.NameLocal == nameLocal || p.NameLocal == nameLocal+"市") {
			return d.places[p.ID]
		}
	}
	d.fail("%s:%d: found %q, expected a municipality of prefecture %s", r.sheet, r.Line, nameLocal, prefecture)
	return municipality{}
}
