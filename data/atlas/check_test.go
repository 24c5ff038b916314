package atlas_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
)

// breach breaks an atlas in one place.
type breach = struct {
	change func(a *atlas.Atlas)
	want   string // a part of the finding
}

// TestRules breaks the atlas of Japan in one place for each rule.
func TestRules(t *testing.T) {
	broken := map[string][]breach{
		"unique": {
			{func(a *atlas.Atlas) { a.Places[1].ID = a.Places[0].ID }, `places.csv:3: column "id": found "01100", expected an identifier not used before; it stands already in places.csv:2`},
			{func(a *atlas.Atlas) { a.Land[1].Subject = a.Land[0].Subject }, `land.csv:3: column "id": found "JP-01 industrial_land_price 2021"`},
			{func(a *atlas.Atlas) { a.Outlines[1].Region = "JP-01" }, `boundaries.geojson:2: column "id": found "JP-01"`},
		},
		"parents": {
			{func(a *atlas.Atlas) { a.Regions[0].Parent = "tokyo" }, `regions.csv:2: column "parent": found "tokyo", expected nothing`},
			{func(a *atlas.Atlas) { a.Regions[20].Parent = "JP-01" }, `column "parent": found "JP-01", expected the id of a power area`},
		},
		"references": {
			{func(a *atlas.Atlas) { a.Places[0].Region = "JP-99" }, `places.csv:2: column "region": found "JP-99"`},
			{func(a *atlas.Atlas) { a.Places[0].Area = "JP-01" }, `places.csv:2: column "area": found "JP-01", expected the id of a power area`},
			{func(a *atlas.Atlas) { a.Substations[0].Area = "x" }, `substations.csv:2: column "area": found "x"`},
			{func(a *atlas.Atlas) { a.Interconnections[0].To = "x" }, `interconnections.csv:2: column "to": found "x"`},
			{func(a *atlas.Atlas) { a.Existing[0].Place = "x" }, `existing.csv:2: column "place": found "x"`},
			{func(a *atlas.Atlas) { a.Forecasts[0].Area = "x" }, `forecasts.csv:2: column "area": found "x"`},
			{func(a *atlas.Atlas) { a.Hazards[0].Subject = "x" }, `hazards.csv:2: column "subject": found "x"`},
		},
		"licence":  {{func(a *atlas.Atlas) { a.Costs[0].License = "none" }, `costs.csv:2: column "license": found "none", expected a licence declared in atlas.yaml`}},
		"evidence": {{func(a *atlas.Atlas) { a.Outlines[0].Evidence = "sure" }, `boundaries.geojson:1: column "evidence": found "sure"`}},
		"names": {
			{func(a *atlas.Atlas) { a.Places[0].Name = "札幌" }, `places.csv:2: column "name": found "札幌", expected a name in Latin letters`},
		},
		"outlines": {
			{func(a *atlas.Atlas) {
				a.Outlines[0].Shape = append(a.Outlines[0].Shape, orb.Polygon{{{140, 40}, {141, 41}, {141, 40}, {140, 41}, {140, 40}}})
			}, `JP-01, polygon 12, ring 1: edges 1 and 3 cross`},
		},
		"study-area": {
			{func(a *atlas.Atlas) {
				p := &a.Places[0].Location
				p[0], p[1] = p[1]*2, p[0]/2 // as swapped as the ranges of a longitude and a latitude let through
			}, `places.csv:2: column "lon, lat"`},
		},
		"own-region": {
			{func(a *atlas.Atlas) { a.Places[0].Region = "JP-47" }, `places.csv:2: column "region": found "JP-47", expected JP-01, in or near which the point`},
		},
		"populations": {
			{func(a *atlas.Atlas) { a.Places[0].Population++ }, `regions.csv:12: column "population": found "5228885", expected 5228886`},
		},
		"units": {
			{func(a *atlas.Atlas) { a.Land[0].Unit = "USD/m2" }, `land.csv:2: column "unit": found "USD/m2", expected JPY/m2`},
			{func(a *atlas.Atlas) { a.Land[0].Quantity = "price" }, `land.csv:2: column "quantity": found "price", expected one of industrial_land_price`},
			{func(a *atlas.Atlas) { a.Costs[0].Unit = "USD/km" }, `costs.csv:2: column "unit": found "USD/km"`},
			{func(a *atlas.Atlas) { a.Forecasts[0].Unit = "GW" }, `forecasts.csv:2: column "unit": found "GW", expected one of MW`},
		},
		"plausible": {
			{func(a *atlas.Atlas) { a.Hazards[0].Value = 101 }, `hazards.csv:2: column "value": found "101", expected seismic_probability from 0 to 100 %`},
			{func(a *atlas.Atlas) { a.Existing[0].MW = 30000 }, `existing.csv:2: column "mw": found "30000", expected at most 10000 MW`},
		},
		"frequency": {{func(a *atlas.Atlas) { a.Areas[0].Value = 55 }, `areas.csv:2: column "value": found "55", expected 50 or 60`}},
		"voltages":  {{func(a *atlas.Atlas) { a.Substations[0].VoltagesKV = []float64{66000} }, `substations.csv:2: column "voltages_kv": found "66000"`}},
		"costs":     {{func(a *atlas.Atlas) { a.Costs[0].Low = 1e12 }, `costs.csv:2: column "low, base, high"`}},
		"ties": {
			{func(a *atlas.Atlas) { a.Interconnections[0].To = a.Interconnections[0].From }, `interconnections.csv:2: column "to": found "hokkaido", expected another area`},
			{func(a *atlas.Atlas) { a.Interconnections[14].CostHighJPY = 1 }, `column "cost_high_jpy": found "1", expected at least the low cost`},
		},
		"span-ends": {
			{func(a *atlas.Atlas) { a.FiberSpans[0].From = "x" }, `fiber_spans.csv:2: column "from": found "x", expected the id of a fiber node`},
			{func(a *atlas.Atlas) { a.FiberSpans[0].To = "x" }, `fiber_spans.csv:2: column "to": found "x", expected the id of a fiber node`},
			{func(a *atlas.Atlas) { a.FiberSpans[0].To = a.FiberSpans[0].From }, `fiber_spans.csv:2: column "to": found "pop-aomori", expected another node`},
		},
		"span-length": {
			{func(a *atlas.Atlas) { a.FiberSpans[0].LengthKm = 100 }, `column "length_km": found "100", expected at least the air line of 105.1 km`},
			{func(a *atlas.Atlas) { a.FiberSpans[0].LengthKm = 167500 }, `column "length_km": found "167500", expected at most 5 times the air line`},
			{func(a *atlas.Atlas) {
				a.FiberSpans[0].LengthKm, a.FiberSpans[0].LengthBasis = math.NaN(), optical.Given
			}, `column "length_basis": found "given", expected estimated, as the span has no length`},
			{func(a *atlas.Atlas) {
				s := a.FiberSpans[0]
				a.FiberNodes = append(a.FiberNodes, atlas.FiberNode{ID: "twin", Kind: atlas.PoP, Name: "Twin", NameLocal: "双", Provenance: s.Provenance,
					AccuracyKm: math.NaN(), CapacityGbps: math.NaN(), Location: a.Optical().Nodes[indexOf(a, s.From)].Location})
				s.ID, s.To, s.LengthKm = "twins", "twin", math.NaN()
				a.FiberSpans = append(a.FiberSpans, s)
			}, `column "length_km": found nothing, expected a length above 0`},
		},
		"span-ready": {
			{func(a *atlas.Atlas) { a.FiberNodes[indexOf(a, "pop-aomori")].ReadyYear = 2030 }, `fiber_spans.csv:2: column "ready_for_service": found nothing, expected 2030 or later, when pop-aomori is ready`},
		},
		"fiber-whole": {
			{func(a *atlas.Atlas) {
				a.FiberSpans = slices.DeleteFunc(a.FiberSpans, func(s atlas.FiberSpan) bool { return s.From == "pop-nagasaki" || s.To == "pop-nagasaki" })
			}, `column "long_haul": found "true", expected spans that lead to the other long-haul nodes`},
		},
	}
	for id, list := range brokenGrid {
		broken[id] = list
	}
	for _, rule := range atlas.Rules() {
		for _, b := range broken[rule.ID] {
			a := fresh(t)
			b.change(a)
			expectFinding(t, memory(t, a), rule.ID, b.want)
		}
		if broken[rule.ID] == nil && !slices.Contains([]string{"readable", "listed", "share-alike"}, rule.ID) {
			t.Errorf("no test breaks rule %s", rule.ID)
		}
		if rule.Title == "" || rule.Why == "" {
			t.Errorf("rule %s lacks its title or reason", rule.ID)
		}
	}
}

func indexOf(a *atlas.Atlas, node string) int {
	return slices.IndexFunc(a.FiberNodes, func(n atlas.FiberNode) bool { return n.ID == node })
}

func expectFinding(t *testing.T, dir fstest.MapFS, rule, want string) {
	t.Helper()
	var others []string
	for _, f := range atlas.Check(dir).Findings {
		if f.Rule == rule && strings.Contains(f.String(), want) {
			return
		}
		others = append(others, f.String())
	}
	t.Errorf("rule %s: no finding has %s; found %v", rule, want, others)
}

// TestRulesOfFiles breaks what an atlas in memory cannot be.
func TestRulesOfFiles(t *testing.T) {
	dir := japanFolder(t)
	dir["osm/extra.csv"] = &fstest.MapFile{Data: []byte("id\n")}
	expectFinding(t, dir, "listed", `osm/extra.csv: found "osm/extra.csv", expected an entry in atlas.yaml`)

	dir = japanFolder(t)
	dir["osm/substations.csv"].Data = []byte(strings.Replace(string(dir["osm/substations.csv"].Data), ",ODbL-1.0,", ",facts,", 1))
	expectFinding(t, dir, "share-alike", `osm/substations.csv:2: column "license": found "facts", expected the row outside of the folder osm/`)

	dir = japanFolder(t)
	dir["costs.csv"].Data = []byte(strings.Replace(string(dir["costs.csv"].Data), ",wattbit,", ",ODbL-1.0,", 1))
	expectFinding(t, dir, "share-alike", `costs.csv:2: column "license": found "ODbL-1.0", expected the row in a file of the folder osm/`)

	dir = japanFolder(t)
	lines := strings.SplitN(string(dir["places.csv"].Data), "\n", 3)
	lines[1] = strings.Replace(lines[1], "141.3543886,43.06208877", "43.06208877,141.3543886", 1)
	dir["places.csv"].Data = []byte(strings.Join(lines, "\n"))
	expectFinding(t, dir, "readable", `places.csv:2: column "lat": found "141.3543886", expected a latitude in degrees from -90 to 90 (are longitude and latitude swapped?)`)
}

func TestReportJSON(t *testing.T) {
	a := fresh(t)
	a.Areas[0].Value = 55
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(atlas.Check(memory(t, a))); err != nil {
		t.Fatal(err)
	}
	want := `"findings":[{"rule":"frequency","severity":"error","file":"areas.csv","line":2,"column":"value","value":"55","expected":"50 or 60"}]`
	if !strings.Contains(b.String(), want) {
		t.Errorf("got %s", &b)
	}
}

func ExampleCheck() {
	dir := fstest.MapFS{
		"atlas.yaml":  {Data: []byte("id: test\nname: Test\nversion: \"2026-11-22\"\nlicenses:\n- {id: own, name: Our own}\ntables:\n- {table: areas, files: [areas.csv]}\n")},
		"areas.csv":   {Data: []byte("subject,quantity,value,unit,year,source,license,evidence\nnorth,frequency,55,Hz,,our survey,own,published\n")},
		"scratch.csv": {Data: []byte("x\n")},
	}
	report := atlas.Check(dir)
	if err := report.WriteText(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Every table in the folder is listed in atlas.yaml (listed): an unlisted file is not read, whatever its writer hoped
	//   warning: scratch.csv: found "scratch.csv", expected an entry in atlas.yaml
	// Every reference names a row that exists (references): a figure of an unknown region is a figure nobody reads
	//   error: areas.csv:2: column "subject": found "north", expected the id of a region or place
	// Power areas run at 50 or 60 Hz (frequency): areas of unlike frequency join by converters only
	//   error: areas.csv:2: column "value": found "55", expected 50 or 60
	// atlas test: 1 row held against 26 rules: 2 errors, 1 warning
}

func ExampleJapan() {
	japan := atlas.Japan()
	f, _ := atlas.Lookup(japan.Areas, "tokyo", "peak_demand")
	fmt.Println(f.Value, f.Unit, f.Evidence)
	// Output: 56970 MW published
}
