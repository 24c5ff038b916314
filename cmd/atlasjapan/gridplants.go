package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// fuel is what is assumed of the stations of a kind: the share of the name
// plate that can be had at the peak, and the fuel's price.
type fuel struct {
	family    string // stations of one family at one place are the same, whatever two lists call them
	available float64
	jpyPerMWh float64
}

var fuels = map[string]fuel{
	"nuclear": {"nuclear", 1, 1900}, "coal": {"thermal", 0.9, 10000}, "gas": {"thermal", 0.9, 13000}, "oil": {"thermal", 0.5, 26000},
	"gas_bfg": {"thermal", 0.8, 4000}, "biomass": {"thermal", 0.8, 3000}, "waste": {"thermal", 0.5, 0}, "hydro": {"hydro", 0.6, 0},
	"geothermal": {"geothermal", 0.6, 0}, "solar": {"solar", 0.3, 0}, "wind": {"wind", 0.1, 0}, "battery": {"battery", 1, 20000}, "unlisted": {"unlisted", 1, 0},
}

const fuelSource = "available share at the peak and fuel price assumed by kind"

// plant is a power station on its way to a bus.
type plant struct {
	id, name, nameLocal, fuel, area string
	capacityMW, maxMW               float64
	inService                       bool
	at                              orb.Point
	provenance                      atlas.Provenance
}

// feedsTokyo are stations in Tohoku's area that stand on Tokyo's network.
var feedsTokyo = map[string]bool{"Kashiwazaki Kariwa": true, "Fukushima Daiichi": true, "Fukushima Daina": true, "Hirono": true, "Hirono Thermal Power Station": true}

// largestSolarMW is the largest solar station of Japan (Setouchi and its like);
// more is a slip of the map.
const largestSolarMW = 270

// sameStationKm is how far apart two lists may put one station.
const sameStationKm = 3

// plants joins the two lists of power stations: that of the WRI, but for the
// rows that it flags as possible duplicates, and of OpenStreetMap's what it has
// beyond them. Nuclear stations are those of the WRI with the units that run.
func (d *deriver) plants() []plant {
	list := d.wriPlants()
	listed := slices.Clone(list)
	for _, r := range d.sheet("power_plants_osm") {
		f, known := fuels[r.text("fuel")]
		if !known || f.family == "nuclear" || f.family == "solar" && r.number("capacity_mw") > largestSolarMW {
			continue
		}
		at, mw := orb.Point(r.point("lon", "lat")), r.number("capacity_mw")
		for _, p := range listed {
			if fuels[p.fuel].family == f.family && geo.FastDistanceKm(p.at, at) <= sameStationKm {
				mw -= p.capacityMW
			}
		}
		if mw < 10 {
			continue
		}
		list = append(list, plant{id: "osm-" + slug(r.text("osm")), name: r.text("name_en"), nameLocal: r.text("name"), fuel: r.text("fuel"), area: d.plantArea(r),
			capacityMW: round(mw, 1), maxMW: mw * f.available, inService: true, at: at,
			provenance: from("OpenStreetMap (power=plant, 2026-04) via lutelute/All-Japan-Grid@94a9ed0, beyond the stations of the WRI; "+fuelSource, odbl, atlas.Derived)})
	}
	return list
}

func (d *deriver) plantArea(r row) string {
	if area := operatorArea(r.text("operator")); area == "tokyo" && r.text("power_area") == "tohoku" && feedsTokyoFrom(orb.Point(r.point("lon", "lat"))) {
		return area
	}
	return r.text("power_area")
}

// feedsTokyoFrom is the coast of Hamadori, whose stations of Tokyo's utility
// feed Tokyo; its hydro stations inland are near enough to Tokyo's lines.
func feedsTokyoFrom(at orb.Point) bool { return at[0] > 140.8 && at[1] > 37.1 && at[1] < 37.5 }

const wriSource = "WRI Global Power Plant Database (Japanese Electric Power Information Center, 2014–2018)"

func (d *deriver) wriPlants() []plant {
	var list []plant
	for _, r := range d.sheet("power_plants_wri") {
		if r.text("possible_duplicate_of") != "" {
			continue
		}
		f, known := fuels[r.text("fuel")]
		if !known {
			d.fail("%s:%d: column \"fuel\": found %q, which atlasjapan does not know", r.sheet, r.Line, r.text("fuel"))
			continue
		}
		p := plant{id: slug(r.text("id")), name: r.text("name"), fuel: r.text("fuel"), area: r.text("power_area"), capacityMW: r.number("capacity_mw"), inService: true,
			at: r.point("lon", "lat"), provenance: from(wriSource+"; "+fuelSource, ccBy, atlas.Derived)}
		if feedsTokyo[p.name] {
			p.area = "tokyo"
		}
		p.maxMW = p.capacityMW * f.available
		if p.fuel == "nuclear" {
			d.runningUnits(&p)
		}
		if i := sameStation(list, p); i >= 0 {
			if fuels[p.fuel].jpyPerMWh < fuels[list[i].fuel].jpyPerMWh {
				list[i] = p
			}
			continue
		}
		list = append(list, p)
	}
	return list
}

// sameStation finds a station that the list has already under another name or
// fuel: at the same place, of the same family and size.
func sameStation(list []plant, p plant) int {
	return slices.IndexFunc(list, func(q plant) bool {
		return fuels[p.fuel].family == "thermal" && fuels[q.fuel].family == "thermal" && p.capacityMW == q.capacityMW && geo.FastDistanceKm(p.at, q.at) <= sameStationKm
	})
}

// runningUnits sets what a nuclear station can give to the units that run.
func (d *deriver) runningUnits(p *plant) {
	for _, r := range d.sheet("nuclear_status_recalled") {
		if geo.FastDistanceKm(p.at, orb.Point(r.point("lon", "lat"))) > 10 {
			continue
		}
		p.maxMW = r.number("operating_units_mw")
		p.inService = p.maxMW > 0
		p.provenance = from(wriSource+"; units that run: recalled, as of 2026", ccBy, atlas.Estimated)
		return
	}
	d.fail("nuclear_status_recalled.csv: found no row for %s", p.name)
}

// generators puts every station at a bus, the largest first. Stations in
// service without anything to give are left out.
func (d *deriver) generators() {
	list := d.plants()
	slices.SortStableFunc(list, func(x, y plant) int { return cmp.Or(cmp.Compare(y.capacityMW, x.capacityMW), cmp.Compare(x.id, y.id)) })
	for _, p := range list {
		bus := okinawaBus
		if p.area != "okinawa" {
			bus = d.buses.forPlant(p)
		}
		if math.IsNaN(p.capacityMW) || bus == "" {
			d.fail("power station %s: found no capacity or no bus", p.id)
			continue
		}
		d.atlas.GridGenerators = append(d.atlas.GridGenerators, atlas.GridGenerator{ID: p.id, Name: p.name, NameLocal: p.nameLocal, Bus: bus, Area: p.area, Fuel: p.fuel,
			CapacityMW: round(p.capacityMW, 1), MaxMW: round(p.maxMW, 1), CostPerMWh: fuels[p.fuel].jpyPerMWh, InService: p.inService, Location: p.at, Provenance: p.provenance})
	}
}
