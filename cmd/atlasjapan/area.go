package main

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// figure adds a figure unless it is missing.
func (d *deriver) figure(table *[]atlas.Figure, subject, quantity string, value float64, unit string, year int, p atlas.Provenance) {
	if math.IsNaN(value) {
		return
	}
	*table = append(*table, atlas.Figure{Subject: subject, Quantity: quantity, Value: value, Unit: unit, Year: year, Provenance: p})
}

func (d *deriver) areaFigures() {
	recalled := make(map[string]row)
	for _, r := range d.sheet("power_areas_recalled") {
		recalled[r.text("area")] = r
	}
	for _, r := range d.sheet("power_areas") {
		id := r.text("area")
		d.figure(&d.atlas.Areas, id, "frequency", r.number("frequency_hz"), "Hz", 0, from(r.text("tso")+": supply frequency", bare, atlas.Published))
		estimates, ok := recalled[id]
		if !ok {
			d.fail("power_areas_recalled.csv: found no row for %q", id)
			continue
		}
		d.peaks(id, estimates)
		d.reserve(id, r)
		d.mix(id, r)
		d.prices(id, r, estimates)
	}
}

func (d *deriver) peaks(id string, estimates row) {
	p := estimate("wattbit: recalled TSO and OCCTO actuals, FY2024, ±4 %")
	summer, winter := estimates.number("summer_peak_mw_fy2024"), estimates.number("winter_peak_mw_fy2024")
	summerFrom := p
	if id == "tokyo" {
		for _, r := range d.sheet("tepco_inzai_facts") {
			if r.text("metric") == "summer 2024 peak" {
				summer = r.number("value")
				summerFrom = from("TEPCO Power Grid, peak of 2024-07-29, via "+r.text("source"), bare, atlas.Published)
			}
		}
	}
	peakFrom := p
	if summer >= winter {
		peakFrom = summerFrom
	}
	d.figure(&d.atlas.Areas, id, "peak_demand", math.Max(summer, winter), "MW", 2024, peakFrom)
	d.figure(&d.atlas.Areas, id, "summer_peak", summer, "MW", 2024, summerFrom)
	d.figure(&d.atlas.Areas, id, "winter_peak", winter, "MW", 2024, p)
}

// reserve takes the tightest month of the winter outlook.
func (d *deriver) reserve(id string, r row) {
	months := []struct {
		column, name string
		year         int
	}{{"reserve_margin_dec2024_pct", "December 2024", 2024}, {"reserve_margin_jan2025_pct", "January 2025", 2025},
		{"reserve_margin_feb2025_pct", "February 2025", 2025}, {"reserve_margin_mar2025_pct", "March 2025", 2025}}
	tightest := months[0]
	for _, m := range months[1:] {
		if r.number(m.column) < r.number(tightest.column) {
			tightest = m
		}
	}
	d.figure(&d.atlas.Areas, id, "reserve_margin", r.number(tightest.column), "%", tightest.year,
		from("OCCTO supply outlook of October 2024, "+tightest.name+", the tightest month of December to March; via Japan NRG Weekly 2024-12-02", bare, atlas.Published))
}

// unknownShare is the share of generation of unknown kind from which a carbon
// intensity is no more than an estimate.
const unknownShare = 0.25

func (d *deriver) mix(id string, r row) {
	year := r.year("mix_year")
	p := from("generation mix (electricityMaps) × CRIEPI Y06 life-cycle factors", wattbit, atlas.Derived)
	if r.number("unknown_share") >= unknownShare {
		p = estimate("wattbit: generation mix (electricityMaps), mostly of unknown kind, × CRIEPI Y06 life-cycle factors")
	}
	d.figure(&d.atlas.Areas, id, "carbon_intensity", r.number("carbon_intensity_g_kwh_derived"), "g/kWh", year, p)
	share := from("generation mix by electricityMaps (config/zones, b354f28) from the area's published supply", bare, atlas.Derived)
	d.figure(&d.atlas.Areas, id, "renewable_share", round(100*r.number("renewable_share"), 1), "%", year, share)
	d.figure(&d.atlas.Areas, id, "nuclear_share", round(100*r.number("nuclear_share"), 1), "%", year, share)
}

func (d *deriver) prices(id string, r, estimates row) {
	d.figure(&d.atlas.Areas, id, "industrial_price", estimates.number("industrial_price_jpy_kwh_2024"), "JPY/kWh", 2024,
		estimate("wattbit: recalled METI price statistics, 2024"))
	p := from(r.text("tso")+": wheeling terms in force 2024-04-01, high voltage 6.6 kV; via ohrinplanning.jp/spot", bare, atlas.Published)
	d.figure(&d.atlas.Areas, id, "hv_wheeling_basic", r.number("hv_wheeling_basic_jpy_per_kw_month_2024"), "JPY/kW/month", 2024, p)
	d.figure(&d.atlas.Areas, id, "hv_wheeling_energy", r.number("hv_wheeling_energy_jpy_per_kwh_2024"), "JPY/kWh", 2024, p)
	d.figure(&d.atlas.Areas, id, "hv_loss", r.number("hv_loss_rate_pct"), "%", 2024, p)
}
