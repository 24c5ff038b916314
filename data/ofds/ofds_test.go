package ofds_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/ofds"
	"github.com/wattbit/wattbit/data/optical"
)

func read(t *testing.T, text string) (*optical.Network, error) {
	t.Helper()
	return ofds.Read(optical.Source{Name: "net.json", Reader: strings.NewReader(text)})
}

// equal takes missing numbers and places as equal.
var equal = cmp.Options{cmpopts.EquateNaNs(), cmp.Comparer(func(a, b orb.Point) bool {
	return cmp.Equal([2]float64(a), [2]float64(b), cmpopts.EquateNaNs())
})}

const small = `{
  "networks": [{
    "id": "a096d627-72e1-4f9b-b129-951b1737bff4",
    "name": "Small",
    "website": "http://example.com",
    "nodes": [
      {"id": "1", "name": "Accra", "type": ["pop", "ixp"], "status": "operational",
       "location": {"type": "Point", "coordinates": [-0.174, 5.625, 12]},
       "phase": {"id": "p"}},
      {"id": "2", "name": "Kumasi"}
    ],
    "spans": [
      {"id": "s", "start": "1", "end": "2", "darkFibre": true, "fibreCount": 24,
       "fibreLength": 276, "capacity": 4.976, "readyForServiceDate": "2018-01-01",
       "deploymentDetails": {"description": "duct"}, "directed": false,
       "sharedRisk": ["g1", "g2"], "lengthBasis": "surveyed",
       "route": {"type": "LineString", "coordinates": [[-0.174, 5.625], [-1.6, 6.7]]}}
    ],
    "phases": [{"id": "p", "name": "Phase 1", "funders": [{"id": "x"}]}],
    "crs": {"name": "urn:ogc:def:crs:OGC::CRS84"}
  }]
}`

func smallNetwork() *optical.Network {
	return &optical.Network{
		ID: "a096d627-72e1-4f9b-b129-951b1737bff4", Name: "Small",
		Nodes: []optical.Node{
			{
				ID: "1", Name: "Accra", Kinds: []optical.NodeKind{optical.PoP, optical.IXP},
				Status: optical.Operational, Location: orb.Point{-0.174, 5.625}, Phase: "p",
				At: optical.Origin{File: "net.json", Line: 7},
			},
			{ID: "2", Name: "Kumasi", Location: optical.Unlocated(), At: optical.Origin{File: "net.json", Line: 10}},
		},
		Spans: []optical.Span{{
			ID: "s", From: "1", To: "2", Kind: "duct", LengthKm: 276, LengthBasis: optical.Surveyed,
			Route:      orb.LineString{{-0.174, 5.625}, {-1.6, 6.7}},
			SharedRisk: []string{"g1", "g2"}, DarkFibre: optical.Yes, FibreCount: 24,
			CapacityGbps: 4.976, ReadyForService: "2018-01-01",
			At: optical.Origin{File: "net.json", Line: 13},
		}},
		Phases: []optical.Phase{{ID: "p", Name: "Phase 1"}},
	}
}

func TestReadPackage(t *testing.T) {
	got, err := read(t, small)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(smallNetwork(), got, equal); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestReadBareNetwork(t *testing.T) {
	got, err := read(t, `{"id": "x", "nodes": [{"id": "1"}], "spans": [{"id": "s"}], "links": []}`)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != "x" || len(got.Nodes) != 1 || len(got.Spans) != 1 || !math.IsNaN(got.Spans[0].LengthKm) {
		t.Errorf("got %+v", got)
	}
}

func TestPackageOfTwoNetworksKeepsIDsApart(t *testing.T) {
	got, err := read(t, `{"networks": [
		{"id": "a", "nodes": [{"id": "1"}, {"id": "2"}], "spans": [{"id": "s", "start": "1", "end": "2"}]},
		{"id": "b", "nodes": [{"id": "1"}], "spans": []}]}`)
	if err != nil {
		t.Fatal(err)
	}
	if got.Nodes[0].ID != "a/1" || got.Nodes[2].ID != "b/1" || got.Spans[0].From != "a/1" {
		t.Errorf("got %+v", got)
	}
}

// without drops what a round trip need not keep: the place in the file.
func without(net *optical.Network) *optical.Network {
	for i := range net.Nodes {
		net.Nodes[i].At = optical.Origin{}
	}
	for i := range net.Spans {
		net.Spans[i].At = optical.Origin{}
	}
	return net
}

func TestWriteReadsBack(t *testing.T) {
	var file bytes.Buffer
	if err := ofds.Write(&file, smallNetwork()); err != nil {
		t.Fatal(err)
	}
	got, err := read(t, file.String())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(without(smallNetwork()), without(got), equal); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestGeoJSONReadsBack(t *testing.T) {
	var nodes, spans bytes.Buffer
	if err := ofds.WriteNodes(&nodes, smallNetwork()); err != nil {
		t.Fatal(err)
	}
	if err := ofds.WriteSpans(&spans, smallNetwork()); err != nil {
		t.Fatal(err)
	}
	got, err := ofds.Read(
		optical.Source{Name: "nodes.geojson", Reader: &nodes},
		optical.Source{Name: "spans.geojson", Reader: &spans},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := without(smallNetwork())
	want.Phases = nil // GeoJSON keeps phases only within nodes and spans
	if diff := cmp.Diff(want, without(got), equal); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", ``, "net.json:1: file ends in the middle"},
		{"truncated", small[:400], "file ends in the middle"},
		{"other document", `{"a": 1}`, "want an OFDS network"},
		{"not an object", `[1]`, `net.json:1: want "{"`},
		{"trailing", `{"nodes": []} x`, "want the end"},
		{"nodes not a list", "{\n\"nodes\": 3}", `net.json:2: want "["`},
		{"status", "{\"nodes\": [\n{\"id\": \"1\", \"status\": \"up\"}]}", `net.json:2: node "1": status "up"`},
		{"basis", `{"spans": [{"id": "s", "lengthBasis": "guess"}]}`, `lengthBasis "guess"`},
		{"date", `{"spans": [{"id": "s", "readyForServiceDate": "soon"}]}`, `readyForServiceDate "soon"`},
		{"point", `{"nodes": [{"id": "1", "location": {"type": "Point", "coordinates": [1]}}]}`, "position of 1 numbers"},
		{"polygon", `{"spans": [{"id": "s", "route": {"type": "Polygon", "coordinates": []}}]}`, `type "Polygon": want LineString`},
		{"length in words", `{"spans": [{"id": "s", "fibreLength": "long"}]}`, "fibreLength"},
		{"overflow", `{"spans": [{"id": "s", "fibreLength": 1e999}]}`, "fibreLength"},
		{"crs", `{"crs": {"name": "EPSG:3857"}, "nodes": []}`, `coordinate system "EPSG:3857"`},
		{"feature", `{"features": [{"type": "Point"}]}`, `type "Point": want Feature`},
		{"deep", `{"nodes": ` + strings.Repeat("[", 20000), "max depth"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(t, c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(small)
	f.Add(small[:300])
	f.Add(`{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": {"id": "1"}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		net, err := ofds.Read(optical.Source{Name: "f", Reader: strings.NewReader(text)})
		if err != nil {
			return
		}
		optical.Check(net)
		var first, second bytes.Buffer
		if err := ofds.Write(&first, net); err != nil {
			t.Fatal(err)
		}
		again, err := ofds.Read(optical.Source{Name: "f", Reader: bytes.NewReader(first.Bytes())})
		if err != nil {
			t.Fatalf("%v in\n%s", err, first.String())
		}
		if err := ofds.Write(&second, again); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Fatalf("written once\n%s\ntwice\n%s", first.String(), second.String())
		}
	})
}
