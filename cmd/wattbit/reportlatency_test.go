package main

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/site"
)

func centresOf(a *atlas.Atlas) (centres []siting.Centre) {
	for _, p := range a.Places {
		if p.Kind == atlas.Metro {
			centres = append(centres, siting.Centre{ID: p.ID, Location: p.Location})
		}
	}
	return centres
}

func TestMainCentres(t *testing.T) {
	a := atlas.Japan()
	centres := centresOf(a)
	var ids []string
	for _, i := range mainCentres(a, centres) {
		ids = append(ids, centres[i].ID)
	}
	if want := []string{"metro-tokyo", "metro-27100", "metro-40130"}; !slices.Equal(ids, want) {
		t.Errorf("the centres beside the largest exchanges are %v, expected %v", ids, want)
	}
	people := &atlas.Atlas{Places: []atlas.Place{
		{ID: "small", Kind: atlas.Metro, Location: orb.Point{10, 50}, Population: 1e5},
		{ID: "large", Kind: atlas.Metro, Location: orb.Point{12, 50}, Population: 2e6},
	}}
	if order := mainCentres(people, centresOf(people)); !slices.Equal(order, []int{1, 0}) {
		t.Errorf("without exchanges the order is %v, expected the larger place first", order)
	}
}

// TestReportLatencyAgreesWithTheTable holds the report's ways against the table of
// candidates and its paths against the layer that draws them.
func TestReportLatencyAgreesWithTheTable(t *testing.T) {
	sc, err := scenario.Load("japan", "candidates.regions=[kyushu]")
	if err != nil {
		t.Fatal(err)
	}
	r, err := sc.Run(context.Background(), scenario.RunOptions{RankingOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	shown := r.Rows()
	l, err := reportLatency(r, shown)
	if err != nil {
		t.Fatal(err)
	}
	layer, ok := fiberLayer(r)
	if !ok || len(layer.Lines) != r.Routes.Network.NumSpans() {
		t.Fatalf("the layer draws %d of %d spans", len(layer.Lines), r.Routes.Network.NumSpans())
	}
	tokyo := slices.IndexFunc(r.Routes.Options.Centres, func(c siting.Centre) bool { return c.ID == "metro-tokyo" })
	ways := 0
	for i, s := range l.Sites {
		if got, want := float64(s.RTT[tokyo]), r.Table.Column(site.TokyoRTTMs).Values[shown[i]]; got != want {
			t.Errorf("%s: %g ms to Tokyo, the table says %g", s.Candidate, got, want)
		}
		if s.Ways == nil {
			continue
		}
		ways++
		pair := s.Ways.Routes[0].Pairs[l.Drawn]
		if got, want := float64(pair.Long.Km), r.Table.Column(site.HubPairKm).Values[shown[i]]; got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s: longer route of %g km, the table says %g", s.Candidate, got, want)
		}
		if pair.Found {
			ends := layer.Lines[pair.Long.Spans[0]].Path[0]
			if spur := s.Ways.Spurs[pair.Long.Spur].At; ends[0] != spur && ends[1] != spur {
				t.Errorf("%s: the spur ends at %v, the first span joins %v", s.Candidate, spur, ends)
			}
		}
	}
	if ways == 0 || ways > waysReported+len(r.BestByArea()) {
		t.Errorf("ways of %d candidates", ways)
	}
}
