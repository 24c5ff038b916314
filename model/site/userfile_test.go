package site_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadCSVGood(t *testing.T) {
	for name, text := range map[string]string{
		"plain":         "id,lon,lat\nx,140.1,35.8\ny,135,35\n",
		"order, extra":  "note,lat,lon,id\nhi,35.8,140.1,x\n,35,135,y\n",
		"BOM":           "\ufeffid,lon,lat\nx,140.1,35.8\ny,135,35\n",
		"CRLF":          "id,lon,lat\r\nx,140.1,35.8\r\ny,135,35\r\n",
		"no last break": "id,lon,lat\nx,140.1,35.8\ny,135,35",
		"quotes":        "id,lon,lat\n\"x\",\"140.1\",35.8\ny,135,35\n",
	} {
		candidates, err := site.ReadFile(t.Context(), write(t, "p.csv", text), atlas.Japan())
		if err != nil || len(candidates) != 2 {
			t.Errorf("%s: %d candidates, error %v", name, len(candidates), err)
			continue
		}
		c := candidates[0]
		if c.ID != "x" || c.Name != "x" || c.Kind != site.OwnKind || c.Location != [2]float64{140.1, 35.8} || c.Region != "JP-12" || c.Area != "tokyo" || !math.IsNaN(c.LandHa) {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestReadCSVNames(t *testing.T) {
	candidates, err := site.ReadFile(t.Context(), write(t, "p.csv", "id,lon,lat,name,name_local\nx,140.1,35.8,Inzai,印西\ny,140,35.8,,\n"), atlas.Japan())
	if err != nil {
		t.Fatal(err)
	}
	if candidates[0].Name != "Inzai" || candidates[0].NameLocal != "印西" || candidates[1].Name != "y" {
		t.Errorf("%+v", candidates)
	}
}

// badFiles are refused with the file, the place in it, the value and what was
// expected.
var badFiles = []struct {
	name, file, text string
	want             []string
}{
	{"missing column", "p.csv", "id,lon\nx,140\n", []string{"p.csv:1", `"id,lon"`, `a column named "lat"`}},
	{"duplicate id", "p.csv", "id,lon,lat\nx,140,36\nx,139,36\n", []string{"p.csv:3", `column "id"`, `"x"`, "a new id: line 2 has this one already"}},
	{"empty id", "p.csv", "id,lon,lat\n,140,36\n", []string{"p.csv:2", `column "id"`, "found nothing, expected text"}},
	{"NaN", "p.csv", "id,lon,lat\nx,NaN,36\n", []string{"p.csv:2", `column "lon"`, `"NaN"`, "a longitude in degrees"}},
	{"Inf", "p.csv", "id,lon,lat\nx,140,-Inf\n", []string{"p.csv:2", `column "lat"`, `"-Inf"`, "a latitude in degrees"}},
	{"empty cell", "p.csv", "id,lon,lat\nx,,36\n", []string{"p.csv:2", `column "lon"`, "found nothing"}},
	{"latitude 135", "p.csv", "id,lon,lat\nx,35,135\n", []string{"p.csv:2", `column "lat"`, `"135"`, "-90 to 90", "swapped"}},
	{"swapped in range", "p.csv", "id,lon,lat\nx,35.5,80\n", []string{"p.csv:2", `"35.5"`, "within the study area", "longitude 35.5 latitude 80"}},
	{"far outside", "p.csv", "id,lon,lat\nx,2.35,48.85\n", []string{"p.csv:2", "a point within the study area", "2.35"}},
	{"empty file", "p.csv", "", []string{"p.csv", "found nothing", "a header line"}},
	{"header only", "p.csv", "id,lon,lat\n", []string{"p.csv has a header but no rows"}},
	{"Shift_JIS", "p.csv", "id,lon,lat,name\nx,140,36,\x88\xf3\x90\xbc\n", []string{"p.csv:2", `column "name"`, "Shift_JIS"}},
	{"UTF-16", "p.csv", "\xff\xfei\x00d\x00", []string{"p.csv:1", "UTF-16"}},
	{"semicolons", "p.csv", "id;lon;lat\nx;140;36\n", []string{"p.csv:1", "separated by commas"}},
	{"row too short", "p.csv", "id,lon,lat\nx,140\n", []string{"p.csv:2", `"2 cells"`, "3 cells, as in the header"}},
	{"open quote", "p.csv", "id,lon,lat\n\"x,140,36\n", []string{"p.csv:2", "closing quote"}},
	{"other name", "p.txt", "id,lon,lat\nx,140,36\n", []string{"p.txt", "ends in .csv, .geojson or .json"}},

	{"empty GeoJSON", "p.geojson", "", []string{"p.geojson", "empty file", "FeatureCollection"}},
	{"truncated GeoJSON", "p.geojson", `{"type":"FeatureCollection","features":[{"type":"Fea`, []string{"p.geojson", "line 1", "unexpected end"}},
	{"no features", "p.geojson", `{"type":"FeatureCollection","features":[]}`, []string{"p.geojson has no features"}},
	{"no GeoJSON", "p.json", `{"type":"Topology"}`, []string{"p.json", `type "Topology"`, "expected FeatureCollection"}},
	{"line", "p.geojson", collection(`{"type":"LineString","coordinates":[[140,36],[141,36]]}`), []string{"p.geojson", "feature 1", "a LineString; expected a Point, Polygon or MultiPolygon"}},
	{"no geometry", "p.geojson", collection(`null`), []string{"p.geojson", "feature 1", "geometry"}},
	{"latitude 135 point", "p.geojson", collection(`{"type":"Point","coordinates":[35,135]}`), []string{"p.geojson", "feature 1", "[35, 135]", "longitude first"}},
	{"outside point", "p.geojson", collection(`{"type":"Point","coordinates":[35,89]}`), []string{"p.geojson", "feature 1", "expected a point within the study area"}},
	{"zero area", "p.geojson", collection(`{"type":"Polygon","coordinates":[[[140,36],[141,36],[140,36],[140,36]]]}`), []string{"p.geojson", "feature 1", "expected an area above 0"}},
	{"open ring", "p.geojson", collection(`{"type":"Polygon","coordinates":[[[140,36],[141,36],[141,37],[140,37]]]}`), []string{"p.geojson", "feature 1", "does not close"}},
	{"duplicate ids", "p.geojson", collection(`{"type":"Point","coordinates":[140,36]}`, `{"type":"Point","coordinates":[141,36]}`), []string{"p.geojson", "feature 2", `id "a"`, "feature 1 has it already"}},
	{"Shift_JIS GeoJSON", "p.geojson", strings.Replace(collection(`{"type":"Point","coordinates":[140,36]}`), `"a"`, "\"\x88\xf3\x90\xbc\"", 1), []string{"p.geojson", "line 1", "no UTF-8 (Shift_JIS?)"}},
}

// collection makes features that all have the id a.
func collection(geometries ...string) string {
	var features []string
	for _, g := range geometries {
		features = append(features, `{"type":"Feature","properties":{"id":"a"},"geometry":`+g+`}`)
	}
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func TestReadFileRefuses(t *testing.T) {
	for _, test := range badFiles {
		t.Run(test.name, func(t *testing.T) {
			_, err := site.ReadFile(t.Context(), write(t, test.file, test.text), atlas.Japan())
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not say %q", err, part)
				}
			}
		})
	}
}

func TestReadFileHuge(t *testing.T) {
	for _, name := range []string{"p.csv", "p.geojson"} {
		path := write(t, name, "")
		if err := os.Truncate(path, 3<<30); err != nil { // sparse: takes no room
			t.Skip("no sparse files here: ", err)
		}
		_, err := site.ReadFile(t.Context(), path, atlas.Japan())
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s of 3 GiB: error %v", name, err)
		}
	}
}

func TestReadFileNoFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := site.ReadFile(t.Context(), dir, atlas.Japan()); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("folder: error %v", err)
	}
	if _, err := site.ReadFile(t.Context(), filepath.Join(dir, "none.csv"), atlas.Japan()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent: error %v", err)
	}
}

func TestReadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, text := range map[string]string{"p.csv": "id,lon,lat\nx,140,36\n", "p.json": collection(`{"type":"Point","coordinates":[140,36]}`)} {
		if _, err := site.ReadFile(ctx, write(t, name, text), atlas.Japan()); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want cancelled", name, err)
		}
	}
}

func TestReadPolygons(t *testing.T) {
	square := `[[140,36],[140.1,36],[140.1,36.1],[140,36.1],[140,36]]`
	hole := `[[140.01,36.01],[140.01,36.09],[140.09,36.09],[140.09,36.01],[140.01,36.01]]`
	bowTie := `[[140,36],[140.1,36],[140.05,36.05],[140.1,36.1],[140,36.1],[140.05,36.05],[140,36]]`
	var land []float64
	for _, rings := range []string{square, square + "," + hole, bowTie} {
		candidates, err := site.ReadFile(t.Context(), write(t, "p.geojson", collection(`{"type":"Polygon","coordinates":[`+rings+`]}`)), atlas.Japan())
		if err != nil {
			t.Fatal(err)
		}
		c := candidates[0]
		if c.Region != "JP-08" || c.Location[0] <= 140 || c.Location[0] >= 140.1 {
			t.Errorf("%s stands at %v in %s", rings, c.Location, c.Region)
		}
		land = append(land, c.LandHa)
	}
	// about 9.0 km by 11.1 km
	if math.Abs(land[0]-10000) > 100 || math.Abs(land[1]/land[0]-0.36) > 0.001 || !(land[2] > 0 && land[2] < land[0]) {
		t.Errorf("land %v ha", land)
	}
}

func TestReadGeoJSONIDs(t *testing.T) {
	text := `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"f","properties":{},"geometry":{"type":"Point","coordinates":[140,36]}},
{"type":"Feature","properties":{"id":42,"name":"N","name_local":"名"},"geometry":{"type":"Point","coordinates":[140,36]}},
{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[140,36]}}]}`
	candidates, err := site.ReadFile(t.Context(), write(t, "p.json", text), atlas.Japan())
	if err != nil {
		t.Fatal(err)
	}
	if candidates[0].ID != "f" || candidates[1].ID != "42" || candidates[1].NameLocal != "名" || candidates[2].ID != "3" {
		t.Errorf("%+v", candidates)
	}
}

func TestAssign(t *testing.T) {
	assigner, err := site.NewAssigner(atlas.Japan())
	if err != nil {
		t.Fatal(err)
	}
	for want, at := range map[string][2]float64{
		"JP-13": {139.7, 35.69}, "JP-01": {141.35, 43.06}, "JP-47": {127.68, 26.21}, "": {150, 36},
		"JP-12": {140.9, 35.72}, // a little off Choshi's coast or on it
	} {
		c := site.Candidate{Location: at}
		assigner.Assign(&c)
		if c.Region != want || (c.Area == "") != (want == "") {
			t.Errorf("%v lies in %q, %q; want %q", at, c.Region, c.Area, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, test := range badFiles {
		f.Add([]byte(test.text))
	}
	f.Add([]byte("id,lon,lat,name\nx,140.1,35.8,a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		candidates, err := site.ReadCSV(t.Context(), strings.NewReader(string(data)), "f.csv", atlas.Japan())
		checkRead(t, candidates, err)
	})
}

func FuzzReadGeoJSON(f *testing.F) {
	for _, test := range badFiles {
		f.Add([]byte(test.text))
	}
	f.Add([]byte(collection(`{"type":"Polygon","coordinates":[[[140,36],[141,36],[141,37],[140,37],[140,36]]]}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		candidates, err := site.ReadGeoJSON(strings.NewReader(string(data)), "f.geojson", int64(len(data)), atlas.Japan())
		checkRead(t, candidates, err)
	})
}

// checkRead holds what every accepted file must give.
func checkRead(t *testing.T, candidates []site.Candidate, err error) {
	if err != nil {
		if len(candidates) > 0 {
			t.Error("candidates and an error")
		}
		return
	}
	seen := map[string]bool{}
	for _, c := range candidates {
		lon, lat := c.Location[0], c.Location[1]
		if c.ID == "" || seen[c.ID] || c.Name == "" || !(lon >= 120 && lon <= 155 && lat >= 19 && lat <= 47) || c.LandHa <= 0 || math.IsInf(c.LandHa, 0) {
			t.Errorf("accepted %+v", c)
		}
		seen[c.ID] = true
	}
	if len(candidates) == 0 {
		t.Error("neither candidates nor an error")
	}
}

// TestReadRefusesControls holds that no name can steer a terminal.
func TestReadRefusesControls(t *testing.T) {
	for _, name := range []string{"a\nb", "a\x1b[31m", "a\u202eb", "a\tb"} {
		text := "id,lon,lat,name\nx,140,36,\"" + name + "\"\n"
		if _, err := site.ReadCSV(t.Context(), strings.NewReader(text), "x.csv", atlas.Japan()); err == nil || !strings.Contains(err.Error(), "without control characters") {
			t.Errorf("CSV name %q: %v", name, err)
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		text = `{"type":"Feature","properties":{"name":` + string(quoted) + `},"geometry":{"type":"Point","coordinates":[140,36]}}`
		if _, err := site.ReadGeoJSON(strings.NewReader(text), "x.json", 1, atlas.Japan()); err == nil || !strings.Contains(err.Error(), "without control characters") {
			t.Errorf("GeoJSON name %q: %v", name, err)
		}
	}
}
