package topology_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/topology"
)

// drawnMap is a random map on a coarse mesh, so that ends meet, cross and miss.
func drawnMap(t *rapid.T) ([]topology.Line, []topology.Site) {
	coordinate := rapid.Custom(func(t *rapid.T) orb.Point {
		wobble := rapid.SampledFrom([]float64{0, 0, 0, 0.01, 0.05, 0.4})
		return at(float64(rapid.IntRange(0, 5).Draw(t, "x"))+wobble.Draw(t, "dx"), float64(rapid.IntRange(0, 5).Draw(t, "y"))+wobble.Draw(t, "dy"))
	})
	kv := rapid.SampledFrom([]float64{154, 275, 275000, 250})
	var lines []topology.Line
	for i := range rapid.IntRange(0, 12).Draw(t, "lines") {
		lines = append(lines, topology.Line{ID: string(rune('A' + i)), Name: rapid.SampledFrom([]string{"x", "y線1,2号", ""}).Draw(t, "name"),
			KV: kv.Draw(t, "kv"), Path: rapid.SliceOfN(coordinate, 2, 4).Draw(t, "path"), Area: rapid.SampledFrom([]string{"", "east", "west"}).Draw(t, "area")})
	}
	var sites []topology.Site
	for i := range rapid.IntRange(0, 5).Draw(t, "sites") {
		sites = append(sites, topology.Site{ID: string(rune('a' + i)), Location: coordinate.Draw(t, "at"),
			VoltagesKV: rapid.SampledFrom([][]float64{nil, {275}, {275, 154}}).Draw(t, "kvs"), Separate: rapid.Bool().Draw(t, "separate")})
	}
	return lines, sites
}

var propertyOptions = topology.Options{ClassesKV: []float64{154, 275}, TeeKm: 0.3, ZoneOf: func(area string) string { return area }}

var assumed = topology.Electrical{BaseMVA: 100,
	Lines:        []topology.LineClass{{KV: 154, ROhmPerKm: 0.05, XOhmPerKm: 0.38, Amps: 1000}, {KV: 275, ROhmPerKm: 0.03, XOhmPerKm: 0.33, Amps: 2000}},
	Transformers: []topology.TransformerClass{{HighKV: 275, LowKV: 154, BankMVA: 300, Banks: 2, XPercent: 14}}}

func TestOrderAndDirectionDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines, sites := drawnMap(t)
		want, err := topology.Build(lines, sites, propertyOptions)
		if err != nil {
			t.Fatal(err)
		}
		shuffled := rapid.Permutation(lines).Draw(t, "order")
		for i := range shuffled {
			if rapid.Bool().Draw(t, "back") {
				shuffled[i].Path = slices.Clone(shuffled[i].Path)
				slices.Reverse(shuffled[i].Path)
			}
		}
		got, err := topology.Build(shuffled, rapid.Permutation(sites).Draw(t, "sites"), propertyOptions)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Buses, want.Buses) || !reflect.DeepEqual(got.Corridors, want.Corridors) || !reflect.DeepEqual(got.Transformers, want.Transformers) {
			t.Fatalf("another order gives another network:\n%+v\n%+v", got, want)
		}
	})
}

func TestNetworkIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines, sites := drawnMap(t)
		got, err := topology.Build(lines, sites, propertyOptions)
		if err != nil {
			t.Fatal(err)
		}
		network, err := got.Network("drawn", assumed)
		if err != nil {
			t.Fatal(err)
		}
		branches, degree, isSite := 0, map[string]int{}, map[string]bool{}
		for _, b := range got.Buses {
			isSite[b.ID] = b.Site != ""
		}
		for _, c := range got.Corridors {
			branches += c.Circuits
			degree[c.From]++
			degree[c.To]++
			if c.From == c.To || !(c.LengthKm > 0) || c.Circuits < 1 {
				t.Fatalf("corridor %+v", c)
			}
		}
		for id, n := range degree {
			if n == 2 && !isSite[id] {
				t.Fatalf("joint %s of two lines was not passed through", id)
			}
		}
		if want := branches + 2*len(got.Transformers); len(network.Branches) != want {
			t.Fatalf("%d branches, want %d circuits and banks", len(network.Branches), want)
		}
		if kept := keptKm(got); math.Abs(kept-got.Report.LinesKm) > 0.01 {
			t.Fatalf("%.3f km of lines became %.3f km", got.Report.LinesKm, kept)
		}
	})
}

// keptKm adds up what became of every kilometre of the map.
func keptKm(got *topology.Topology) float64 {
	r := &got.Report
	km := r.WithinStationsKm + r.LoopsKm + r.StubsKm
	for _, d := range r.Dropped {
		km += d.Km
	}
	for _, t := range r.OpenTies {
		km += t.Km
	}
	for _, c := range got.Corridors {
		km += c.LengthKm
	}
	return km
}
