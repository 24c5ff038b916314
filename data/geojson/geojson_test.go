package geojson_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/geojson"
)

func collection(geometry string) string {
	return `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a"},"geometry":` + geometry + `}]}`
}

// geometries has one of every kind.
var geometries = []string{
	`{"type":"Point","coordinates":[139.7,35.6]}`,
	`{"type":"MultiPoint","coordinates":[[139.7,35.6],[1,2]]}`,
	`{"type":"LineString","coordinates":[[139.7,35.6],[1,2]]}`,
	`{"type":"MultiLineString","coordinates":[[[139.7,35.6],[1,2]]]}`,
	`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`,
	`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`,
	`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`,
}

func TestReadWritesBack(t *testing.T) {
	for _, g := range geometries {
		features, err := geojson.Read(strings.NewReader("\uFEFF"+collection(g)), "t.geojson", 0)
		if err != nil {
			t.Errorf("%s: %v", g, err)
			continue
		}
		var first, second bytes.Buffer
		if err := geojson.Write(&first, features); err != nil {
			t.Fatal(err)
		}
		again, err := geojson.Read(bytes.NewReader(first.Bytes()), "t.geojson", 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := geojson.Write(&second, again); err != nil || first.String() != second.String() {
			t.Errorf("%s: %v: wrote %s then %s", g, err, &first, &second)
		}
		if !orb.Equal(features[0].Geometry, again[0].Geometry) {
			t.Errorf("%s: read back as %v", g, again[0].Geometry)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, message string }{
		{"empty", "", "t.geojson: found an empty file, expected a FeatureCollection"},
		{"broken", "{\n \"type\": x}", "t.geojson: line 2 column 10: invalid character"},
		{"another type", `{"type":"Topology"}`, `found type "Topology", expected FeatureCollection or Feature`},
		{"no geometry", collection("null"), "feature 1: found no geometry, expected one"},
		{"latitude of 135", collection(`{"type":"Point","coordinates":[35.6,135.7]}`), "feature 1: found the position [35.6, 135.7]"},
		{"open ring", collection(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}`), "found a ring of 4 positions that does not close"},
		{"short ring", collection(`{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}`), "found a ring of 3 positions that does not close"},
		{"no rings", collection(`{"type":"Polygon","coordinates":[]}`), "found an empty geometry, expected coordinates"},
		{"web mercator", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}`, `found coordinates in "EPSG:3857", expected WGS84`},
	} {
		_, err := geojson.Read(strings.NewReader(c.text), "t.geojson", 0)
		if err == nil || !strings.Contains(err.Error(), c.message) || !errors.Is(err, geojson.ErrInvalid) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.message)
		}
	}
}

func TestReadLimit(t *testing.T) {
	if _, err := geojson.Read(strings.NewReader(collection(geometries[0])), "t.geojson", 20); !errors.Is(err, geojson.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, g := range geometries {
		f.Add([]byte(collection(g)))
	}
	f.Add([]byte(`{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2,3]},"properties":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		features, err := geojson.Read(bytes.NewReader(data), "f", 1<<20)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := geojson.Write(&b, features); err != nil {
			t.Fatalf("cannot write what was read: %v", err)
		}
		again, err := geojson.Read(&b, "f", 0)
		if err != nil || len(again) != len(features) {
			t.Fatalf("cannot read what was written: %v", err)
		}
	})
}

func ExampleRead() {
	file := strings.NewReader(`{"type":"Feature","properties":{"name":"Inzai"},"geometry":{"type":"Point","coordinates":[140.146,35.832]}}`)
	features, err := geojson.Read(file, "sites.geojson", 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(features[0].Properties["name"], features[0].Geometry)
	// Output: Inzai [140.146 35.832]
}

// TestReadSaysWhere holds the line of a broken feature, and that errors speak of
// JSON and not of Go.
func TestReadSaysWhere(t *testing.T) {
	good := `{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}`
	far := `{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500,2]}}`
	odd := `{"type":"Feature","properties":{},"geometry":{"type":"Blob","coordinates":[1,2]}}`
	head := "{\"type\":\"FeatureCollection\",\"features\":[\n"
	for text, want := range map[string]string{
		head + good + ",\n" + good + ",\n" + far + "]}": "line 4: feature 3: found the position [500, 2]",
		head + good + ",\n" + odd + "]}":                "line 3: feature 2:",
		"\n[1,2,3]":                                     "line 2: found '[' at the begin",
		"{\"type\": 5}":                                 "line 1 column 10: found a JSON number as \"type\"",
		strings.Repeat("\x00", 10):                      "at the begin, expected the {",
		"{\n\"features\": {}}":                          "line 2 column",
	} {
		_, err := geojson.Read(strings.NewReader(text), "x", 0)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "Go ") {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// endless is a sparse file without end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestReadStopsEarly(t *testing.T) {
	var src endless
	if _, err := geojson.Read(&src, "x", 1<<30); err == nil || src.read > 1<<20 {
		t.Errorf("%d bytes were read, error %v", src.read, err)
	}
}
