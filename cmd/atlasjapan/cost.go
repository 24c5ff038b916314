package main

import (
	"math"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
)

// price names a unit cost of the sheets and the unit the planner wants it in.
type price struct {
	sheet, key, item, sheetUnit string // key is the column that holds the item
	id, name, unit              string
	scale                       float64
	year                        int
	issuer                      string // empty for a recalled figure
}

const turner = "Turner & Townsend Data Centre Construction Cost Index 2025-26"

var prices = []price{
	{"costs_recalled", "item", "overhead line 66-77 kV, 2 cct new", "bn JPY/km", "line-overhead-66kv", "Overhead line, 66–77 kV, two circuits", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "overhead line 110-154 kV, 2 cct new", "bn JPY/km", "line-overhead-154kv", "Overhead line, 110–154 kV, two circuits", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "overhead line 187-275 kV, 2 cct new", "bn JPY/km", "line-overhead-275kv", "Overhead line, 187–275 kV, two circuits", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "overhead line 500 kV, 2 cct new", "bn JPY/km", "line-overhead-500kv", "Overhead line, 500 kV, two circuits", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "underground cable 66-77 kV (incl. duct)", "bn JPY/km", "cable-66kv", "Underground cable with duct, 66–77 kV", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "underground cable 154 kV (incl. duct/tunnel)", "bn JPY/km", "cable-154kv", "Underground cable with duct or tunnel, 154 kV", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "underground cable 275 kV (tunnel)", "bn JPY/km", "cable-275kv", "Underground cable in a tunnel, 275 kV", "JPY/km", 1e9, 0, ""},
	{"costs_recalled", "item", "transformer 154/66 kV", "mn JPY/MVA", "transformer-154-66kv", "Transformer, 154/66 kV", "JPY/MVA", 1e6, 0, ""},
	{"costs_recalled", "item", "new 275/66 kV substation 600-1200 MVA", "bn JPY", "substation-275-66kv", "New substation, 275/66 kV, 600–1200 MVA", "JPY", 1e9, 0, ""},
	{"costs_recalled", "item", "new 500/154 kV substation 1500-3000 MVA", "bn JPY", "substation-500-154kv", "New substation, 500/154 kV, 1500–3000 MVA", "JPY", 1e9, 0, ""},
	{"costs_recalled", "item", "extra-high-voltage service 66 kV lead time", "years", "lead-time-66kv", "Lead time of a 66 kV connection", "years", 1, 0, ""},
	{"costs_recalled", "item", "154/275 kV service lead time", "years", "lead-time-154kv", "Lead time of a 154 or 275 kV connection", "years", 1, 0, ""},
	{"costs", "item", "DC construction Tokyo", "bn JPY/MW", "dc-construction-tokyo", "Data-centre construction, Tokyo", "JPY/MW", 1e9, 2025, turner},
	{"costs", "item", "DC construction Osaka", "bn JPY/MW", "dc-construction-osaka", "Data-centre construction, Osaka", "JPY/MW", 1e9, 2025, turner},
	{"costs", "item", "HVDC submarine cable per km", "bn JPY/km", "hvdc-submarine-2gw", "Submarine HVDC cable, 2 GW", "JPY/km", 1e9, 2024, "OCCTO, Japan Sea route"},
	{"costs", "item", "HVDC converters (3 stations)", "bn JPY", "hvdc-converters-3", "HVDC converters, three stations", "JPY", 1e9, 2024, "OCCTO, Japan Sea route"},
	{"costs", "item", "lead time Chiba-Inzai 275 kV substation (fast-tracked)", "years", "lead-time-substation-fast", "Lead time of a 275 kV substation, hurried", "years", 1, 0, "TEPCO Power Grid"},
	{"costs", "item", "lead time same, normal", "years", "lead-time-substation", "Lead time of a 275 kV substation, as usual", "years", 1, 0, "TEPCO Power Grid"},
	{"costs", "item", "lead time power in central Tokyo", "years", "lead-time-power-central-tokyo", "Wait for power in central Tokyo", "years", 1, 0, "NTT Global Data Centers"},
	{"costs", "item", "lead time DC building", "years", "lead-time-dc-building", "Lead time of a data-centre building", "years", 1, 0, "METI"},
	{"costs", "item", "lead time Tohoku-Tokyo reinforcement", "years", "lead-time-tie-ac", "Lead time of a 500 kV tie, Tohoku–Tokyo", "years", 1, 0, "OCCTO"},
	{"costs", "item", "lead time Kanmon", "years", "lead-time-tie-kanmon", "Lead time of the second Kanmon tie", "years", 1, 0, "OCCTO"},
	{"costs", "item", "lead time Japan Sea HVDC", "years", "lead-time-tie-hvdc", "Lead time of the Japan Sea HVDC", "years", 1, 0, "OCCTO"},
	{"telecom_facts_recalled", "metric", "fibre installation, aerial existing poles", "mn JPY/km", "fiber-aerial", "Optical cable on existing poles", "JPY/km", 1e6, 0, ""},
	{"telecom_facts_recalled", "metric", "fibre installation, new duct", "mn JPY/km", "fiber-duct", "Optical cable in a new duct", "JPY/km", 1e6, 0, ""},
	{"telecom_facts_recalled", "metric", "domestic submarine fibre", "mn JPY/km", "fiber-submarine", "Domestic submarine optical cable", "JPY/km", 1e6, 0, ""},
	{"telecom_facts_recalled", "metric", "APN IOWN1.0 price", "mn JPY/month per 100G", "apn-100g", "All-photonics wavelength, 100 Gbit/s", "JPY/month", 1e6, 2023, ""},
}

// costs writes a range as low and high with the middle as base.
func (d *deriver) costs() {
	for _, p := range prices {
		r, ok := d.find(p.sheet, map[string]string{p.key: p.item, "unit": p.sheetUnit})
		if !ok {
			continue
		}
		low, high := r.interval("value")
		c := atlas.Cost{ID: p.id, Name: p.name, Unit: p.unit, Low: round(low*p.scale, 6), Base: round((low+high)/2*p.scale, 6), High: round(high*p.scale, 6), PriceYear: p.year}
		if low == high {
			c.Low, c.High = math.NaN(), math.NaN()
		}
		c.Provenance = p.provenance(r, low < high)
		d.atlas.Costs = append(d.atlas.Costs, c)
	}
}

func (p price) provenance(r row, ranged bool) atlas.Provenance {
	if p.issuer == "" {
		basis := "recalled, without a published source"
		if p.sheet == "costs_recalled" {
			basis = "recalled OCCTO standard unit costs of 2016 and industry practice"
		}
		if ranged {
			basis += "; base is the middle of the range"
		}
		return estimate("wattbit: " + basis)
	}
	source := p.issuer + ", via " + r.text("source")
	if how, ok := strings.CutPrefix(r.text("source"), "derived"); ok { // as the sheet words a conversion
		return from(strings.TrimSpace(p.issuer+", converted"+how), bare, atlas.Derived)
	}
	if r.text("confidence") != "high" {
		return estimate(source)
	}
	if ranged {
		return from(source+"; base is the middle of the range", bare, atlas.Derived)
	}
	return from(source, bare, atlas.Published)
}
