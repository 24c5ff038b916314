package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/table"
)

// minCustomerKV is the lowest voltage that counts as special high voltage in a
// data centre's contract; 25 and 20 kV feed railways.
const minCustomerKV = 22

// substations keeps the stations a customer can connect to, by connectable.
func (d *deriver) substations() {
	numbers := make(map[string]int)
	for _, r := range d.sheet("substations_osm_ge110kv") {
		kv := d.stationVoltages(r)
		if !connectable(r, kv) {
			continue
		}
		m := d.municipality(r)
		class := fmt.Sprintf("ss-%s-%s", m.code, table.FormatNumber(kv[0]))
		numbers[class]++
		s := atlas.Substation{ID: fmt.Sprintf("%s-%d", class, numbers[class]), NameLocal: r.text("name"), NameGenerated: r.text("name_is_generated") == "yes",
			Operator: r.text("operator"), Area: d.gridArea(r), Region: prefectureID(r.text("pref_code")), Location: r.point("lon", "lat"),
			VoltagesKV: kv, SpareMW: math.NaN(), Provenance: from("OpenStreetMap (power=substation, 2026-04), mapped by volunteers, via lutelute/All-Japan-Grid@94a9ed0", odbl, atlas.Derived)}
		s.Name = r.text("name_en")
		if s.Name == "" { // a name in kanji alone has no sure reading
			s.Name = fmt.Sprintf("%s kV substation %d in %s", table.FormatNumber(kv[0]), numbers[class], m.name)
		}
		d.atlas.Substations = append(d.atlas.Substations, s)
	}
}

// stationVoltages reads "275;66;6.6", leaving out railway and distribution voltages.
func (d *deriver) stationVoltages(r row) []float64 {
	var list []float64
	for word := range strings.SplitSeq(r.text("voltages_kv"), ";") {
		kv, err := strconv.ParseFloat(word, 64)
		if err != nil {
			d.fail("%s:%d: column \"voltages_kv\": found %q, expected numbers", r.sheet, r.Line, word)
		}
		if kv >= minCustomerKV && kv != 25 && kv != 250 && kv != 100 { // railway, direct current, a slip for 110
			list = append(list, kv)
		}
	}
	slices.SortFunc(list, func(a, b float64) int { return int(b - a) })
	return slices.Compact(list)
}

// connectable leaves out what serves one user only (railways, works, power
// stations), cable heads and direct-current converters. Stations that the map
// calls cable transitions, yet transform between two voltages and bear a
// substation's name, stay; so do switching stations, which have bays to spare.
func connectable(r row, kv []float64) bool {
	name, operator := r.text("name"), r.text("operator")
	if len(kv) == 0 || railway(name+operator) || wholesale(operator) || strings.Contains(name, "号 開閉所") {
		return false // a yard numbered by units is a power station's own
	}
	switch r.text("kind") {
	case "traction", "industrial", "generation":
		return false
	case "transition":
		return len(kv) > 1 && r.text("name_is_generated") == "no"
	case "converter":
		return strings.HasSuffix(name, "変電所")
	}
	return !strings.HasSuffix(name, "発電所")
}

func railway(s string) bool {
	return strings.Contains(s, "JR") || strings.Contains(s, "ＪＲ") || strings.Contains(s, "旅客鉄道") || strings.Contains(s, "交流変電所")
}

// wholesale operators serve the utilities or their own works only.
func wholesale(operator string) bool {
	return strings.Contains(operator, "電源開発") || strings.Contains(operator, "製鐵") || strings.Contains(operator, "共同電力")
}

// utilities are the parts of an operator's name that tell its power area.
var utilities = []struct{ name, area string }{
	{"北海道電力", "hokkaido"}, {"HEPCO", "hokkaido"}, {"東北電力", "tohoku"}, {"東京電力", "tokyo"}, {"TEPCO", "tokyo"}, {"中部電力", "chubu"},
	{"北陸電力", "hokuriku"}, {"関西電力", "kansai"}, {"中国電力", "chugoku"}, {"四国電力", "shikoku"}, {"九州電力", "kyushu"}, {"沖縄電力", "okinawa"},
}

// gridArea is the area of the utility that runs the station, where the map names
// it: some stand in a neighbour's area (Shin-Fukushima feeds Tokyo).
func (d *deriver) gridArea(r row) string {
	for _, u := range utilities {
		if strings.HasPrefix(r.text("operator"), u.name) {
			return u.area
		}
	}
	return r.text("power_area")
}

// inzai adds the substation that the map lacks.
func (d *deriver) inzai() {
	for _, r := range d.sheet("tepco_inzai_facts") {
		if r.text("place") != "Chiba-Inzai 275/66 kV substation" || r.text("metric") != "initial capacity" {
			continue
		}
		d.atlas.Substations = append([]atlas.Substation{{ID: "ss-chiba-inzai", Name: "Chiba-Inzai Substation", NameLocal: "千葉印西変電所",
			Operator: "東京電力パワーグリッド", Area: "tokyo", Region: "JP-12", Location: [2]float64{140.125, 35.802}, VoltagesKV: []float64{275, 66},
			SpareMW: math.NaN(), Provenance: from(fmt.Sprintf("TEPCO Power Grid: in service June 2024, %s MW at first, 1200 MW when full; via %s; point: Inzai-Shiroi cluster, ±5 km",
				r.text("value"), r.text("source")), bare, atlas.Published)}}, d.atlas.Substations...)
		return
	}
	d.fail("tepco_inzai_facts.csv: found no initial capacity of the Chiba-Inzai substation")
}
