package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
)

// national picks one value a year of each series from the sheets.
var national = []struct {
	sheet, topic, metric, period string
	series, name, unit           string
	scale                        float64
	issuer                       string
}{
	{"national_forecasts", "digital deficit", "balance (BoJ aggregation)", "2014", "digital-balance", "balance of digital trade", "JPY", 1e12, "Bank of Japan aggregation"},
	{"national_forecasts", "digital deficit", "balance", "2023", "digital-balance", "balance of digital trade", "JPY", 1e12, "Bank of Japan aggregation"},
	{"national_forecasts", "digital deficit", "METI projection", "2030", "digital-balance-projection", "balance of digital trade", "JPY", 1e12, "METI, October 2024"},
	{"national_forecasts", "DC market", "service market (older basis)", "2021", "dc-service-market-2022-edition", "data-centre service market", "JPY", 1e12, "IDC Japan"},
	{"national_forecasts", "DC market", "service market", "2023", "dc-service-market", "data-centre service market", "JPY", 1e12, "IDC Japan"},
	{"national_forecasts", "DC market", "service market", "2028", "dc-service-market", "data-centre service market", "JPY", 1e12, "IDC Japan"},
	{"national_forecasts", "DC market", "construction investment", "2028", "dc-construction-investment", "data-centre construction investment, at least", "JPY", 1e12, "IDC Japan"},
}

func (d *deriver) series() {
	for _, n := range national {
		r, ok := d.find(n.sheet, map[string]string{"topic": n.topic, "metric": n.metric, "period": n.period})
		if !ok {
			continue
		}
		v, _ := r.interval("value")
		d.atlas.Series = append(d.atlas.Series, atlas.SeriesValue{Series: n.series, Metric: n.name, Year: r.year("period"), Value: v * n.scale, Unit: n.unit,
			Provenance: from(n.issuer+", via "+r.text("source"), bare, atlas.Published)})
	}
	d.recalledDeficit()
	d.market()
	for _, r := range d.sheet("fx_jpy_per_usd") {
		d.atlas.Series = append(d.atlas.Series, atlas.SeriesValue{Series: "jpy-per-usd", Metric: r.text("basis"), Year: r.year("year"), Value: r.number("jpy_per_usd"),
			Unit: "JPY/USD", Provenance: from(r.text("source"), usPublic, atlas.Published)})
	}
}

// find gives the one row whose cells are as given.
func (d *deriver) find(sheet string, cells map[string]string) (row, bool) {
	var found []row
	for _, r := range d.sheet(sheet) {
		match := true
		for column, want := range cells {
			match = match && r.text(column) == want
		}
		if match {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		d.fail("%s.csv: found %d rows with %v, expected one", sheet, len(found), cells)
		return row{}, false
	}
	return found[0], true
}

var yearValue = regexp.MustCompile(`^(20[0-9]{2}) ([0-9.]+)$`)

// recalledDeficit unpacks "2015 2.4; 2016 2.3; …", which the sheet has unsigned.
func (d *deriver) recalledDeficit() {
	r, ok := d.find("national_forecasts_recalled", map[string]string{"metric": "2015..2022 series (BoJ aggregation)"})
	if !ok {
		return
	}
	p := estimate("wattbit: recalled Bank of Japan aggregation")
	for word := range strings.SplitSeq(r.text("value"), "; ") {
		m := yearValue.FindStringSubmatch(word)
		if m == nil {
			d.fail("%s:%d: column \"value\": found %q, expected a year and a value", r.sheet, r.Line, word)
			continue
		}
		year, _ := strconv.Atoi(m[1])
		v, _ := strconv.ParseFloat(m[2], 64)
		d.atlas.Series = append(d.atlas.Series, atlas.SeriesValue{Series: "digital-balance", Metric: "balance of digital trade", Year: year, Value: round(-v*1e12, 0), Unit: "JPY", Provenance: p})
	}
}

// market are the measured megawatts of greater Tokyo by stage.
func (d *deriver) market() {
	for _, metric := range []string{"in operation (colo+hyperscale+edge+telco)", "under construction", "planned"} {
		r, ok := d.find("dc_market_facts", map[string]string{"area": "greater_tokyo", "metric": metric})
		if !ok {
			continue
		}
		name, _, _ := strings.Cut(metric, " (")
		d.atlas.Series = append(d.atlas.Series, atlas.SeriesValue{Series: "dc-capacity-greater-tokyo", Metric: name, Year: r.year("period"), Value: r.number("value"), Unit: r.text("unit"),
			Provenance: from(fmt.Sprintf("%s (%s)", r.text("source"), r.text("period")), bare, atlas.Published)})
	}
}
