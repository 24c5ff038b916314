package report

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/internal/oracle"
)

// TestWriteSample writes a report of 1,900 random places in Japan's 47 prefectures
// to the file that WATTBIT_REPORT_SAMPLE names, for .ci/browser to open.
func TestWriteSample(t *testing.T) {
	path := os.Getenv("WATTBIT_REPORT_SAMPLE")
	if path == "" {
		t.Skip("WATTBIT_REPORT_SAMPLE names no file")
	}
	outlines := japan(t)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	d := sampleData(1900, outlines, onLand(outlines))
	d.Candidates[7].Name = malicious
	if err := Write(f, d); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func japan(t *testing.T) []Outline {
	text, err := os.ReadFile(oracle.Facts(t, "japan", "prefecture_boundaries.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	var outlines []Outline
	for _, f := range file.Features {
		id, _ := f.Properties["code"].(string)
		name, _ := f.Properties["name_en"].(string)
		local, _ := f.Properties["name_ja"].(string)
		shape := make(orb.MultiPolygon, 1)
		var into any = &shape
		if f.Geometry.Type == "Polygon" {
			into = &shape[0]
		}
		if err := json.Unmarshal(f.Geometry.Coordinates, into); err != nil {
			t.Fatal(err)
		}
		outlines = append(outlines, Outline{id, name, local, shape})
	}
	return outlines
}

// onLand draws points inside the largest rings of random outlines.
func onLand(outlines []Outline) func(*rand.Rand) (orb.Point, string) {
	return func(rng *rand.Rand) (orb.Point, string) {
		for {
			o := outlines[rng.IntN(len(outlines))]
			ring := largest(o.Shape)
			box := ring.Bound()
			p := orb.Point{box.Left() + rng.Float64()*(box.Right()-box.Left()), box.Bottom() + rng.Float64()*(box.Top()-box.Bottom())}
			if inside(ring, p) {
				return p, o.ID
			}
		}
	}
}

func largest(shape orb.MultiPolygon) orb.Ring {
	var best orb.Ring
	for _, polygon := range shape {
		if len(polygon[0]) > len(best) {
			best = polygon[0]
		}
	}
	return best
}

func inside(ring orb.Ring, p orb.Point) bool {
	in := false
	for i := range len(ring) - 1 {
		a, b := ring[i], ring[i+1]
		if (a.Lat() > p.Lat()) != (b.Lat() > p.Lat()) &&
			p.Lon() < (b.Lon()-a.Lon())*(p.Lat()-a.Lat())/(b.Lat()-a.Lat())+a.Lon() {
			in = !in
		}
	}
	return in
}
