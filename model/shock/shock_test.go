package shock_test

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/shock"
)

func TestOneSiteByHand(t *testing.T) {
	s := quiet(0, 24, 100)
	s.Levels = []shock.Level{{ID: "bad", Sites: 0.2, Grid: 0.5}}
	s.Zones = []shock.Zone{{Level: "bad", Regions: []string{"east"}}}
	s.Restore = shock.Restore{Grid: []shock.Step{{Hour: 48, Share: 0.5}, {Hour: 96, Share: 1}}, Sites: []shock.Step{{Hour: 100, Share: 1}}}
	s.Backup = shock.Backup{Hours: 24, Starts: 0.9}
	r := run(t, s, line(t), site("a", 139.5, 35.5, 100))
	// hour 0: halls 0.8; half of the grid away, a tenth of the generators fails
	near(t, "hour 0", r.Connected.Mean[0], 100*0.8*(1-0.5*0.1))
	// hour 24: a quarter of the grid back, fuel gone
	halls := 1 - 0.2*(1-0.24)
	near(t, "hour 24", r.Connected.Mean[1], 100*halls*(1-0.5*0.75))
	near(t, "hour 100", r.Connected.Mean[2], 100)
	near(t, "damaged", r.Causes[0].Damaged, 20)
	near(t, "unpowered", r.Causes[0].Unpowered, 4)
	if got := r.SiteLosses[0].Cause; got[0] != "damage" || got[1] != "power" || got[2] != "none" {
		t.Errorf("causes %v", got)
	}
	// a site elsewhere, or with fuel of its own, fares otherwise
	near(t, "west", run(t, s, line(t), site("a", 138.5, 35.5, 100)).Connected.Mean[0], 100)
	fuelled := site("a", 139.5, 35.5, 100)
	fuelled.BackupHours = 1000
	near(t, "with fuel", run(t, s, line(t), fuelled).Connected.Mean[1], 100*halls*(1-0.5*0.75*0.1))
}

func TestWhereALevelHolds(t *testing.T) {
	for _, c := range []struct {
		name string
		zone shock.Zone
		want float64
	}{
		{"region", shock.Zone{Regions: []string{"west"}}, 60},
		{"other region", shock.Zone{Regions: []string{"east"}}, 100},
		{"point", shock.Zone{Line: [][]float64{{138.5, 35.4}}, WithinKm: 12}, 60},
		{"point too far", shock.Zone{Line: [][]float64{{138.5, 35.4}}, WithinKm: 11}, 100},
		{"fault line", shock.Zone{Line: [][]float64{{137, 35.4}, {140, 35.4}}, WithinKm: 13}, 60},
		{"hazard", shock.Zone{Regions: []string{"west"}, Hazard: &shock.Hazard{Quantity: "tsunami_height", AtLeast: 12}}, 60},
		{"lower hazard", shock.Zone{Regions: []string{"west"}, Hazard: &shock.Hazard{Quantity: "tsunami_height", AtLeast: 13}}, 100},
	} {
		s := quiet(0)
		s.Levels = []shock.Level{{ID: "slight", Sites: 0.1}, {ID: "bad", Sites: 0.4}}
		c.zone.Level = "bad"
		s.Zones = []shock.Zone{c.zone}
		if c.want < 100 { // the worst zone holds, whatever their order
			slight := c.zone
			slight.Level = "slight"
			s.Zones = append(s.Zones, slight)
		}
		near(t, c.name, run(t, s, line(t), site("a", 138.5, 35.5, 100)).Standing.Mean[0], c.want)
	}
}

func TestAWholePowerAreaGoesDark(t *testing.T) {
	s := quiet(0)
	s.PowerAreas = []shock.AreaOutage{{Area: "area-e", Grid: 0.3}}
	r := run(t, s, line(t), site("a", 139.5, 35.5, 100), site("b", 138.5, 35.5, 100))
	near(t, "east", r.SiteLosses[0].Alive[0], 70)
	near(t, "west", r.SiteLosses[1].Alive[0], 100)
}

func TestClassesAfterACut(t *testing.T) {
	s := quiet(0, 50, 200)
	s.Cut.Spans = []string{"short"}
	s.Repair.LandHours = 100
	r := run(t, s, line(t), site("a", 139.5, 35.5, 100))
	// 100 km of fibre are about 1 ms, the detour of 2,000 km about 20 ms
	near(t, "connected by the long way", r.Connected.Mean[0], 100)
	near(t, "realtime before", class(t, r, "realtime").Before, 100)
	near(t, "realtime over the long way", class(t, r, "realtime").Mean[1], 0)
	near(t, "realtime when repaired", class(t, r, "realtime").Mean[2], 100)
	near(t, "interactive over the long way", class(t, r, "interactive").Mean[0], 100)
	near(t, "edge before", class(t, r, "edge").Before, 100)
	near(t, "no other site", class(t, r, "az").Before, 0)
	s.Cut.Groups = []string{"coast"}
	r = run(t, s, line(t), site("a", 139.5, 35.5, 100))
	near(t, "standing", r.Standing.Mean[0], 100)
	near(t, "cut off", r.Causes[0].CutOff, 100)
	near(t, "training without a route", class(t, r, "training").Mean[0], 0)
	if r.Parts.Before != 1 || r.Parts.Mean[0] != 3 || r.Parts.Mean[2] != 1 {
		t.Errorf("parts %+v", r.Parts)
	}
	s.Cut = shock.Cut{Nodes: []string{"hub"}}
	r = run(t, s, line(t), site("a", 139.5, 35.5, 100), site("b", 138.5, 35.5, 10))
	near(t, "without the hub", r.Connected.Mean[0], 0)
	if reach := r.HubReach[0]; !reach.Before || reach.Share[0] != 0 {
		t.Errorf("a failed hub reaches %+v", reach)
	}
}

func TestPeersOfAZone(t *testing.T) {
	// two sites in one town serve each other as zones, unless one of them is lost
	a, b := site("a", 139.5, 35.5, 100), site("b", 139.45, 35.45, 40)
	r := run(t, quiet(0), line(t), a, b)
	near(t, "az", class(t, r, "az").Mean[0], 140)
	s := quiet(0)
	s.Levels = []shock.Level{{ID: "gone", Sites: 0.6}}
	s.Zones = []shock.Zone{{Level: "gone", Line: [][]float64{{139.45, 35.45}}, WithinKm: 3}}
	r = run(t, s, line(t), a, b)
	near(t, "az with a peer that is more than half lost", class(t, r, "az").Mean[0], 40*0.4)
	near(t, "batch", class(t, r, "batch").Mean[0], 100+40*0.4)
}

func TestLoadsCountInTheirClass(t *testing.T) {
	a := site("a", 139.5, 35.5, 100)
	a.Loads = []shock.ITLoad{{Class: "batch", MW: 70}, {Class: "realtime", MW: 20}, {MW: 10}, {MW: math.NaN()}}
	r := run(t, quiet(0), line(t), a)
	near(t, "placed", r.MW, 100)
	near(t, "batch", class(t, r, "batch").MW, 80)
	near(t, "of any class", class(t, r, "batch").AnyMW, 10)
	near(t, "interactive", class(t, r, "interactive").MW, 10)
	if r.UnknownLoads != 1 {
		t.Errorf("%d loads without MW", r.UnknownLoads)
	}
}

func TestABackupSiteTakesOver(t *testing.T) {
	s := quiet(0)
	s.Levels = []shock.Level{{ID: "gone", Sites: 1}}
	s.Zones = []shock.Zone{{Level: "gone", Regions: []string{"east"}}}
	a, b, c := site("a", 139.5, 35.5, 50), site("b", 138.5, 35.5, 10), site("c", 139.4, 35.4, 150)
	a.Backup, c.Backup, b.ReserveMW = "b", "b", 40
	r := run(t, s, line(t), a, b, c)
	near(t, "connected", r.Connected.Mean[0], 10+40)
	near(t, "taken over", r.Causes[0].TakenOver, 40)
	near(t, "batch", class(t, r, "batch").Mean[0], 50)
	near(t, "az, which the backup cannot serve", class(t, r, "az").Mean[0], 0)
}

func shaking(samples int) *shock.Shock {
	s := quiet(0, 72)
	s.Draws = shock.Draws{Samples: samples, Correlation: 0.4, Seed: 7}
	s.Levels = []shock.Level{{ID: "bad", Sites: 0.3, Grid: 0.4, SpansPer100Km: 0.5, Nodes: 0.1}}
	s.Zones = []shock.Zone{{Level: "bad", Regions: []string{"east"}}}
	s.Backup = shock.Backup{Hours: 48, Starts: 0.9, Refuel: 0.5}
	return s
}

func TestDrawsKeepTheirMeans(t *testing.T) {
	const samples = 20_000
	r := run(t, shaking(samples), line(t), site("a", 139.5, 35.5, 100))
	// the mean of the shares is the share itself; 0.01 is more than 5 standard errors
	if got := r.Causes[0].Damaged / 100; math.Abs(got-0.3) > 0.01 {
		t.Errorf("on average %g of the halls are lost, want 0.3", got)
	}
	for _, f := range r.Failures {
		if f.ID == "town" && math.Abs(f.Share-0.1) > 0.02 {
			t.Errorf("the town's node fails in %g of the samples, want 0.1", f.Share)
		}
		// half of the 100 km lie in the east: a quarter of a cut is expected
		if want := 1 - math.Exp(-0.25); f.ID == "short" && math.Abs(f.Share-want) > 0.02 {
			t.Errorf("the short span fails in %g of the samples, want %g", f.Share, want)
		}
	}
	if c := r.Connected; !(c.Low[0] < c.Mean[0] && c.Mean[0] < c.High[0]) {
		t.Errorf("range %g to %g around %g", c.Low[0], c.High[0], c.Mean[0])
	}
}

func TestCorrelationWidensTheRangeOfTheSum(t *testing.T) {
	s := shaking(2000)
	width := func(rho float64) float64 {
		s.Draws.Correlation = rho
		r := run(t, s, line(t), site("a", 139.5, 35.5, 100))
		return r.Standing.High[0] - r.Standing.Low[0]
	}
	if none, half, most := width(0), width(0.5), width(0.9); !(none < 1e-9 && none < half && half < most) {
		t.Errorf("widths %g, %g, %g MW", none, half, most)
	}
}

func TestWorkersDoNotMatter(t *testing.T) {
	a := atlas.Japan()
	g, err := shock.NewGround(a)
	if err != nil {
		t.Fatal(err)
	}
	b, err := shock.AtlasBits(a, 2026)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range shock.Names() {
		var want []byte
		for _, workers := range []int{1, 7} {
			s, err := shock.Load(name)
			if err != nil {
				t.Fatal(err)
			}
			s.Draws.Samples = min(s.Draws.Samples, 70) // three blocks, the last not full
			r, err := shock.Run(context.Background(), shock.Problem{Shock: s, Ground: g, Bits: b, Sites: shock.Existing(a).Sites, Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			balance(t, r)
			got, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if want == nil {
				want = got
			} else if string(got) != string(want) {
				t.Errorf("%s: %d workers give other bytes", name, workers)
			}
		}
	}
}

func TestRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := shock.Run(ctx, shock.Problem{Shock: shaking(100), Ground: ground(t), Bits: line(t), Sites: []shock.Site{site("a", 139, 35, 1)}})
	if err == nil {
		t.Error("a cancelled run gives no error")
	}
}

func TestSurvivalIsTheResultAsShares(t *testing.T) {
	a := site("a", 139.5, 35.5, 100)
	a.Loads = []shock.ITLoad{{Class: "batch", MW: 100}}
	s := quiet(0)
	s.Levels = []shock.Level{{ID: "bad", Sites: 0.25}}
	s.Zones = []shock.Zone{{Level: "bad", Regions: []string{"east"}}}
	out := run(t, s, line(t), a).Survival()
	for _, c := range out.Curves {
		switch want := 0.75; {
		case c.ID == "standing", c.ID == "connected", c.ID == "batch":
			near(t, c.ID, c.Mean[0], want)
			near(t, c.ID+" before", c.Before, 1)
		case !math.IsNaN(c.Mean[0]) || !math.IsNaN(c.Before):
			t.Errorf("%s has no MW and share %g", c.ID, c.Mean[0])
		}
	}
}

// The prefectures that the built-in Nankai shock hits hardest are those that the
// atlas gives a high probability of shaking: above the median of the country.
func TestNankaiZonesAgreeWithTheHazardMap(t *testing.T) {
	a := atlas.Japan()
	var all []float64
	for _, r := range a.Regions {
		if f, ok := atlas.Lookup(a.Hazards, r.ID, "seismic_probability"); ok && r.Parent != "" {
			all = append(all, f.Value)
		}
	}
	slices.Sort(all)
	median := all[len(all)/2]
	s, err := shock.Load("nankai")
	if err != nil {
		t.Fatal(err)
	}
	for _, z := range s.Zones {
		if z.Level != "7" && z.Level != "upper-6" {
			continue
		}
		for _, id := range z.Regions {
			if f, _ := atlas.Lookup(a.Hazards, id, "seismic_probability"); !(f.Value > median) {
				t.Errorf("%s is hit at level %s, but its probability of %g %% is below the median of %g %%", id, z.Level, f.Value, median)
			}
		}
	}
}

func TestALostSpurCutsBothWays(t *testing.T) {
	a, b := site("a", 139.5, 35.5, 100), site("b", 139.45, 35.45, 40)
	s := quiet(0)
	s.Cut.Spans = []string{"site b spur 1"}
	r := run(t, s, line(t), a, b)
	near(t, "connected", r.Connected.Mean[0], 100)
	near(t, "az without a peer that can be reached", class(t, r, "az").Mean[0], 0)
}

func TestLandingsAndNodesFailInTheirZone(t *testing.T) {
	n := network(t, []optical.Node{node("hub", 138.5, 35.5), node("beach", 139.5, 35.5, optical.CableLanding), node("town", 139.6, 35.6), node("planned", 139.2, 35.2, optical.CableLanding)},
		[]optical.Span{span("e", "hub", "beach", 100), span("f", "hub", "town", 100)})
	s := quiet(0, 100)
	s.Levels = []shock.Level{{ID: "wave", Landings: 1}}
	s.Zones = []shock.Zone{{Level: "wave", Regions: []string{"east"}}}
	s.Repair.NodeHours = 50
	r := run(t, s, wired(n, "hub"), site("a", 139.6, 35.6, 1))
	if r.Landings.Before != 1 || r.Landings.Mean[0] != 0 || r.Landings.Mean[1] != 1 {
		t.Errorf("landings %+v", r.Landings)
	}
	near(t, "the town", r.Connected.Mean[0], 1)
	s.Levels[0] = shock.Level{ID: "wave", Nodes: 1}
	r = run(t, s, wired(n, "hub"), site("a", 139.6, 35.6, 1))
	near(t, "the landing", r.Landings.Mean[0], 1)
	near(t, "without the town's node", r.Connected.Mean[0], 0)
}
