package main

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/atlas"
)

// line is a trunk of towns in a row, 100 km apart by road.
func line(towns int) *trunk {
	t := &trunk{}
	for i := range towns {
		t.towns = append(t.towns, town{at: orb.Point{135 + 0.9*float64(i), 35}})
		t.roadKm = append(t.roadKm, make([]float64, towns))
		for j := range towns {
			t.roadKm[i][j] = 100 * math.Abs(float64(i-j))
		}
	}
	return t
}

func TestThinKeepsNeighbours(t *testing.T) {
	links := line(5).thin(nil)
	if len(links) != 4 {
		t.Fatalf("got %v", links)
	}
	for i, l := range links {
		if l.a != i || l.b != i+1 || l.km != 100 {
			t.Errorf("got %v", l)
		}
	}
}

func TestThinKeepsWhatIsGiven(t *testing.T) {
	given := link{a: 0, b: 4, km: 380, apart: true}
	if links := line(5).thin([]link{given}); len(links) != 5 || links[0] != given {
		t.Errorf("got %v", links)
	}
}

// TestThinBoundsDetours: on any metric, no pair's way is longer than allowed.
func TestThinBoundsDetours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(t, "towns")
		tr := line(n)
		for i := range tr.towns {
			tr.towns[i].at = orb.Point{135 + rapid.Float64Range(0, 3).Draw(t, "lon"), 34 + rapid.Float64Range(0, 3).Draw(t, "lat")}
			for j := range i {
				tr.roadKm[i][j] = rapid.Float64Range(50, 500).Draw(t, "km")
				tr.roadKm[j][i] = tr.roadKm[i][j]
			}
		}
		tr.links = tr.thin(nil)
		detours := tr.detours()
		if worst := detours[len(detours)-1]; worst > maxDetourCrossing+1e-9 {
			t.Fatalf("detour %g", worst)
		}
	})
}

func TestSharesRoad(t *testing.T) {
	tr := line(4)
	if !tr.sharesRoad(link{a: 0, b: 2}, link{a: 0, b: 3}) || !tr.sharesRoad(link{a: 0, b: 2}, link{a: 1, b: 3}) {
		t.Error("two ways along one road do not share it")
	}
	if tr.sharesRoad(link{a: 0, b: 1}, link{a: 1, b: 2}) || tr.sharesRoad(link{a: 0, b: 1}, link{a: 2, b: 3}) {
		t.Error("ways one after the other share a road")
	}
	// A ring of four: opposite sides share nothing, though each could go round.
	ring := line(4)
	for i := range 4 {
		for j := range 4 {
			ring.roadKm[i][j] = 100 * float64(min((i-j+4)%4, (j-i+4)%4))
		}
	}
	if ring.sharesRoad(link{a: 0, b: 1}, link{a: 3, b: 2}) {
		t.Error("opposite sides of a ring share a road")
	}
}

func TestAlongKm(t *testing.T) {
	a, b := orb.Point{135, 35}, orb.Point{135.5, 35}
	if km := alongKm(a, b, orb.Point{135, 35.01}, orb.Point{136, 35.01}); math.Abs(km-45.6) > 1 {
		t.Errorf("1 km aside: %g km, want 45.6", km)
	}
	if km := alongKm(a, b, orb.Point{135, 35.05}, orb.Point{136, 35.05}); km != 0 {
		t.Errorf("5.5 km aside: %g km", km)
	}
	if km := alongKm(a, b, orb.Point{135.25, 34.5}, orb.Point{135.25, 35.5}); km > 4.6 {
		t.Errorf("crossing: %g km", km)
	}
}

func TestJoin(t *testing.T) {
	together := func(x, y int) bool { return x != 9 && y != 9 && (x+y)%2 == 0 }
	groups := join(join(join(nil, 0, 2, together), 2, 4, together), 1, 3, together)
	if len(groups) != 2 || !slices.Equal(groups[0], []int{0, 2, 4}) || !slices.Equal(groups[1], []int{1, 3}) {
		t.Errorf("got %v", groups)
	}
}

func TestIsland(t *testing.T) {
	for prefecture, want := range map[string]string{"01": "hokkaido", "35": "honshu", "36": "shikoku", "39": "shikoku", "40": "kyushu", "46": "kyushu", "47": "okinawa"} {
		if got := island(prefecture); got != want {
			t.Errorf("%s: got %s", prefecture, got)
		}
	}
}

// TestTrunkOfJapan looks at what the derivation makes of the sheet.
func TestTrunkOfJapan(t *testing.T) {
	d := derived(t)
	detours := d.trunk.detours()
	if len(detours) != 2232 || detours[len(detours)-1] > maxDetourCrossing+1e-9 || quantile(detours, 0.5) > 1.05 {
		t.Errorf("%d pairs, detour up to %g, median %g", len(detours), detours[len(detours)-1], quantile(detours, 0.5))
	}
	if got := d.trunk.towns[d.town("釧路")].accessKm; math.Abs(got-23.2) > 0.2 {
		t.Errorf("Kushiro lies %g km from its interchange", got)
	}
	crossing := map[string][]string{} // group → kinds of island it joins
	for i, l := range d.trunk.links {
		a, b := island(d.trunk.towns[l.a].prefecture), island(d.trunk.towns[l.b].prefecture)
		if a == b {
			continue
		}
		s := d.atlas.FiberSpans[i]
		if len(s.SharedRisk) == 0 {
			t.Errorf("%s crosses a strait and shares no risk", s.ID)
			continue
		}
		crossing[s.SharedRisk[0]] = append(crossing[s.SharedRisk[0]], s.ID)
	}
	for _, group := range []string{groupSeikan, groupKanmon, groupAkashi, groupSeto, groupShimanami} {
		if len(crossing[group]) == 0 {
			t.Errorf("no span crosses by %s: %v", group, crossing)
		}
	}
	for _, s := range d.atlas.FiberSpans {
		if s.LengthBasis == "" || s.Source == "" || s.Kind != atlas.Submarine && s.Evidence != atlas.Estimated {
			t.Errorf("%s: %s on %s (%s)", s.ID, s.LengthBasis, s.Evidence, s.Source)
		}
	}
}
