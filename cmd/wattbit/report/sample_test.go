package report

import (
	"fmt"
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// sampleData makes a report of n candidates with all that can be shown: failed
// and unknown gates, missing figures, every kind of evidence, every kind of layer.
// The points come from place, so that a test can set them on real land.
func sampleData(n int, outlines []Outline, place func(*rand.Rand) (orb.Point, string)) *Data {
	rng := rand.New(rand.NewPCG(1, 2))
	d := sampleFrame()
	d.Outlines, d.Considered = outlines, n
	seen := map[string]bool{}
	for _, o := range outlines {
		d.Regions = append(d.Regions, Region{o.ID, o.Name, o.NameLocal})
		seen[o.ID] = true
	}
	for i := range n {
		p, region := place(rng)
		c := sampleCandidate(rng, d, i, p)
		if seen[region] {
			c.Region = region
		}
		c.Area = d.Areas[i%len(d.Areas)].ID
		d.Candidates = append(d.Candidates, c)
	}
	rankSample(d)
	countSample(d)
	for i, l := range sampleLayers(rng, place) {
		l.On = i == 0
		d.Layers = append(d.Layers, l)
	}
	for i, c := range ordered(d.Candidates) {
		if i < 4 {
			d.Notes = append(d.Notes, Note{c.ID, "Far from the metros, yet first: a 500 kV substation stands 4 km away, the area has 23 % of reserve and two landing stations lie within 40 km. Its fibre distance is estimated."})
		}
	}
	d.Sure = sampleSure(d)
	d.Rules = sampleRules(d)
	d.Meaning = sampleMeaning()
	d.Plan = samplePlan(d)
	sampleTradeoffs(d)
	if n > 0 {
		d.Latency = sampleLatency(d, rng)
	}
	return d
}

func sampleFrame() *Data {
	d := &Data{
		Title:    "Where in Japan should 100 MW of data centers stand?",
		Subtitle: "A synthetic sample: places and figures are drawn at random",
		Scenario: Text{"joint", "Sites, grid reinforcement, fiber and years chosen together."},
		Findings: []string{
			"Of 1,900 candidates 1,203 pass every gate; the ten best stand in five power areas, two of them beside a metro.",
			"Power decides more than distance: the best ten differ by 31 points in watts and by 9 in bits.",
			"A third of the first score's weight stands on estimates: the fiber distance and the time to power.",
		},
		KeyFigures: []KeyFigure{
			{"Candidates that pass every gate", "1,203", "of 1,900", ""},
			{"Best score", "81.4", "of 100", "between 79.0 and 84.2"},
			{"Outside the two metros", "8", "of the first 10", ""},
			{"On published figures", "62 %", "of the weight", "first ten"},
		},
		Repeat: Repeat{"wattbit run joint --seed 1", "0.1.0", "1", []Input{{"atlas/places.csv", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}},
		Groups: []Group{{"power", "Power", ToneWatt}, {"network", "Network", ToneBit}, {"hazard", "Hazard", ToneHazard}, {"site", "Site and people", ToneSite}},
		Areas:  []Region{{"hokkaido", "Hokkaido", "北海道"}, {"tohoku", "Tohoku", "東北"}, {"tokyo", "Tokyo", "東京"}, {"kansai", "Kansai", "関西"}, {"kyushu", "Kyushu", "九州"}},
	}
	for _, f := range []struct {
		id, name, short, unit, group string
		side                         Side
		decimals                     int
		points                       Number
	}{
		{"substation_km", "Distance to the nearest substation of 154 kV or more", "Substation", "km", "power", Watts, 1, 18},
		{"reserve", "Reserve margin of the power area", "Reserve", "%", "power", Watts, 1, 14},
		{"carbon", "Carbon intensity of the power area", "Carbon", "g/kWh", "power", Watts, 0, 10},
		{"tariff", "Industrial power price", "Price", "¥/kWh", "power", Watts, 1, 8},
		{"ix_km", "Distance to the nearest internet exchange", "IX", "km", "network", Bits, 0, 16},
		{"landing_km", "Distance to the nearest cable landing", "Landing", "km", "network", Bits, 0, 9},
		{"seismic", "Probability of JMA 6-lower in 30 years", "Quake", "%", "hazard", Other, 1, 9},
		{"tsunami", "Highest tsunami expected on the coast", "Tsunami", "m", "hazard", Other, 1, 5},
		{"land_price", "Industrial land price", "Land", "¥/m²", "site", Other, 0, 6},
		{"people", "People within 100 km", "People", "", "site", Other, 0, 5},
	} {
		d.Figures = append(d.Figures, Figure{f.id, f.name, f.short, f.unit, f.side, f.decimals, f.id != "tsunami"})
		d.Criteria = append(d.Criteria, Criterion{f.id, f.name, f.group, f.id, f.points, "best at 0, worst at 100 " + f.unit, "preset watt-bit"})
	}
	d.Figures = append(d.Figures, Figure{ID: "mw_there", Name: "Data centers already there", Unit: "MW"})
	d.Gates = []Gate{
		{ID: "mainland", Name: "On the main grid", Rule: "yes", Source: "scenario"},
		{ID: "tsunami", Name: "Tsunami", Rule: "≤ 85 m", Figure: "tsunami", Source: "scenario"},
		{ID: "grid", Name: "Substation within reach", Rule: "≤ 90 km", Figure: "substation_km", Source: "scenario"},
	}
	d.Provenance = Provenance{
		Tables: []InputTable{
			{"substations", "Substations of 110 kV and more", 937, EvidenceCount{Published: 1, Derived: 936}, []string{"© OpenStreetMap contributors, 2026-04", "TEPCO Power Grid, Chiba-Inzai"}, []string{"ODbL-1.0"}, 0},
			{"places", "Municipalities", 1741, EvidenceCount{Published: 1700, Estimated: 30, Assumed: 11}, []string{"2020 census", "MLIT N03-21", "code4fukui"}, []string{"CC0-1.0", "GJSTU-2.0"}, 0},
		},
		Licenses:  []License{{"ODbL-1.0", "Open Database License 1.0", "© OpenStreetMap contributors", "https://opendatacommons.org/licenses/odbl/1-0/"}, {"CC0-1.0", "Creative Commons Zero", "", ""}},
		Estimates: []string{"The tsunami heights of 30 municipalities are recalled from press reports, not from the prefecture's tables."},
		Limits:    []string{"Grid headroom is not yet computed: the distance to a substation stands for it."},
	}
	return d
}

var (
	syllables = []string{"Kita", "Minami", "Naka", "Shin", "Oku", "Hira", "Taka", "Ishi", "Matsu", "Kawa", "Toma", "Fuku"}
	kanji     = []string{"北", "南", "中", "新", "奥", "平", "高", "石", "松", "川", "苫", "福"}
	endings   = []string{"yama", "gawa", "shima", "saki", "ura", "hara", "mori", "zawa", "da", "no"}
	localEnds = []string{"山市", "川町", "島市", "崎市", "浦町", "原市", "森町", "沢市", "田村", "野町"}
)

func sampleCandidate(rng *rand.Rand, d *Data, i int, p orb.Point) Candidate {
	a, b := rng.IntN(len(syllables)), rng.IntN(len(endings))
	c := Candidate{
		ID: fmt.Sprintf("c%04d", i), Name: syllables[a] + endings[b], NameLocal: kanji[a] + localEnds[b], Kind: "municipality",
		Lon: Number(p.Lon()), Lat: Number(p.Lat()),
	}
	evidence := []Evidence{Published, Published, Derived, Derived, Estimated, Assumed}
	base := rng.Float64()*0.6 + 0.1
	sides, most := map[Side]Number{}, map[Side]Number{}
	var total, missing Number
	shares := map[Evidence]Number{}
	for j, k := range d.Criteria {
		value := min(max(base+rng.NormFloat64()*0.2, 0), 1)
		datum := Datum{Number((1 - value) * 100), evidence[(j+i%3)%len(evidence)], "Source of " + k.Name}
		points := Number(value) * k.MaxPoints
		if rng.IntN(25) == 0 {
			datum, points = Datum{Value: Missing}, Missing
			missing += k.MaxPoints
		} else {
			total += points
			sides[d.Figures[j].Side] += points
			shares[datum.Evidence] += k.MaxPoints / 100
		}
		most[d.Figures[j].Side] += k.MaxPoints
		c.Points, c.Figures = append(c.Points, points), append(c.Figures, datum)
	}
	c.Figures = append(c.Figures, Datum{Value: Missing})
	c.ScoreLow, c.Score, c.ScoreHigh = total, total+missing/2, total+missing
	c.WattScore, c.BitScore = sides[Watts]/most[Watts]*100, sides[Bits]/most[Bits]*100
	c.Standing = Standing{shares[Published], shares[Derived], shares[Estimated], shares[Assumed], missing / 100}
	c.Gates = []State{Pass, sampleGate(c.Figures[7].Value, 85), sampleGate(c.Figures[0].Value, 90)}
	if i%3 == 0 {
		c.Changes = []string{"8 km less to a substation would bring it into the first ten"}
	}
	return c
}

func sampleGate(value, most Number) State {
	switch {
	case !value.Known():
		return Unknown
	case value > most:
		return Fail
	}
	return Pass
}
