package shock_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/shock"
)

// randomBits is a connected network of a few towns on the two regions.
func randomBits(t *rapid.T, outer *testing.T) ([]optical.Node, []optical.Span, shock.Bits) {
	lon, lat := rapid.Float64Range(138, 140), rapid.Float64Range(35, 36)
	var nodes []optical.Node
	var spans []optical.Span
	for i := range rapid.IntRange(2, 7).Draw(t, "nodes") {
		nodes = append(nodes, node(name("n", i), lon.Draw(t, "lon"), lat.Draw(t, "lat"), optical.IXP))
		if i > 0 {
			to := rapid.IntRange(0, i-1).Draw(t, "to")
			spans = append(spans, span(name("tree", i), name("n", i), name("n", to), rapid.Float64Range(300, 900).Draw(t, "km")))
		}
	}
	return nodes, spans, wired(network(outer, nodes, spans), "n0")
}

func randomSites(t *rapid.T) []shock.Site {
	var sites []shock.Site
	for i := range rapid.IntRange(1, 5).Draw(t, "sites") {
		s := site(name("s", i), rapid.Float64Range(138, 140).Draw(t, "lon"), rapid.Float64Range(35, 36).Draw(t, "lat"), rapid.Float64Range(0, 500).Draw(t, "mw"))
		if i > 0 && rapid.Bool().Draw(t, "backed") {
			s.Backup = name("s", rapid.IntRange(0, i-1).Draw(t, "backup"))
		}
		s.ReserveMW = rapid.Float64Range(0, 100).Draw(t, "reserve")
		sites = append(sites, s)
	}
	return sites
}

func randomShock(t *rapid.T) *shock.Shock {
	p := rapid.Float64Range(0, 1)
	s := quiet(0, 10, 50, 400)
	s.Draws = shock.Draws{Samples: rapid.IntRange(0, 40).Draw(t, "samples"), Correlation: rapid.Float64Range(0, 0.95).Draw(t, "rho"), Seed: rapid.Uint64().Draw(t, "seed")}
	s.Levels = []shock.Level{{ID: "l", Sites: p.Draw(t, "halls"), Grid: p.Draw(t, "grid"), SpansPer100Km: 2 * p.Draw(t, "spans"), Nodes: p.Draw(t, "nodes"), Landings: p.Draw(t, "landings")}}
	s.Zones = []shock.Zone{{Level: "l", Line: [][]float64{{138.7, 35.5}}, WithinKm: rapid.Float64Range(1, 80).Draw(t, "km")}}
	s.Backup = shock.Backup{Hours: rapid.Float64Range(0, 100).Draw(t, "fuel"), Starts: p.Draw(t, "starts"), Refuel: p.Draw(t, "refuel")}
	first := p.Draw(t, "restored")
	s.Restore.Grid = []shock.Step{{Hour: 30, Share: first}, {Hour: 300, Share: first + (1-first)*p.Draw(t, "more")}}
	s.Restore.Sites = []shock.Step{{Hour: 200, Share: p.Draw(t, "rebuilt")}}
	s.Repair = shock.Repair{LandHours: rapid.Float64Range(1, 500).Draw(t, "land"), NodeHours: rapid.Float64Range(1, 500).Draw(t, "node")}
	return s
}

// noMore fails when a row's mean or range rises anywhere.
func noMore(t *rapid.T, what string, before, after shock.Row) {
	for h := range before.Mean {
		for k, pair := range [][2]float64{{before.Mean[h], after.Mean[h]}, {before.Low[h], after.Low[h]}, {before.High[h], after.High[h]}} {
			if pair[1] > pair[0]+1e-9*(1+math.Abs(pair[0])) {
				t.Fatalf("%s: row %s, hour %d, figure %d rises from %g to %g MW", what, before.ID, h, k, pair[0], pair[1])
			}
		}
	}
}

func TestALargerFootprintNeverHelps(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, _, b := randomBits(rt, t)
		sites, s := randomSites(rt), randomShock(rt)
		small := run(t, s, b, sites...)
		larger := *s
		switch rapid.SampledFrom([]string{"radius", "zone", "level", "area"}).Draw(rt, "how") {
		case "radius":
			z := s.Zones[0]
			z.WithinKm += rapid.Float64Range(0, 60).Draw(rt, "more km")
			larger.Zones = []shock.Zone{z}
		case "zone":
			larger.Zones = append([]shock.Zone{{Level: "l", Regions: []string{"east"}}}, s.Zones...)
		case "level":
			l := s.Levels[0]
			l.Sites, l.Grid, l.Nodes, l.SpansPer100Km = math.Sqrt(l.Sites), math.Sqrt(l.Grid), math.Sqrt(l.Nodes), l.SpansPer100Km+1
			larger.Levels = []shock.Level{l}
		case "area":
			larger.PowerAreas = []shock.AreaOutage{{Area: "area-w", Grid: rapid.Float64Range(0, 1).Draw(rt, "dark")}}
		}
		large := run(t, &larger, b, sites...)
		noMore(rt, "larger footprint", small.Standing, large.Standing)
		noMore(rt, "larger footprint", small.Connected, large.Connected)
		for k := range small.Classes { // these classes look at the last route alone
			if id := small.Classes[k].ID; id == "training" || id == "hpc" {
				noMore(rt, "larger footprint", small.Classes[k], large.Classes[k])
			}
		}
		for i := range small.HubReach {
			for h, share := range large.HubReach[i].Share {
				if share > small.HubReach[i].Share[h] {
					rt.Fatalf("a larger footprint lets a hub reach a centre more often")
				}
			}
		}
	})
}

func TestRestorationNeverHurts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, _, b := randomBits(rt, t)
		sites, s := randomSites(rt), randomShock(rt)
		s.Backup = shock.Backup{} // without fuel that runs out, survival only rises
		for _, row := range []shock.Row{run(t, s, b, sites...).Standing, run(t, s, b, sites...).Connected} {
			for h := 1; h < len(row.Mean); h++ {
				if row.Mean[h] < row.Mean[h-1]-1e-9*(1+row.Mean[h]) {
					rt.Fatalf("%s falls from %g to %g MW", row.ID, row.Mean[h-1], row.Mean[h])
				}
			}
		}
	})
}

func TestFasterRestorationNeverHurts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		_, _, b := randomBits(rt, t)
		sites, s := randomSites(rt), randomShock(rt)
		faster := *s
		faster.Restore = shock.Restore{Grid: []shock.Step{{Hour: 20, Share: s.Restore.Grid[0].Share}, {Hour: 200, Share: 1}}, Sites: []shock.Step{{Hour: 100, Share: s.Restore.Sites[0].Share}}}
		faster.Repair.LandHours /= 2
		faster.Backup.Hours *= 2
		slow, fast := run(t, s, b, sites...), run(t, &faster, b, sites...)
		noMore(rt, "slower restoration", fast.Standing, slow.Standing)
		noMore(rt, "slower restoration", fast.Connected, slow.Connected)
	})
}

func TestAnotherRouteNeverHurts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nodes, spans, b := randomBits(rt, t)
		sites, s := randomSites(rt), randomShock(rt)
		from := rapid.IntRange(0, len(nodes)-2).Draw(rt, "from")
		to := rapid.IntRange(from+1, len(nodes)-1).Draw(rt, "end")
		more := wired(network(t, nodes, append(spans, span("another", name("n", from), name("n", to), 350))), "n0")
		less, with := run(t, s, b, sites...), run(t, s, more, sites...)
		noMore(rt, "without the route", with.Connected, less.Connected)
		for h := range less.Parts.Mean {
			if with.Parts.Mean[h] > less.Parts.Mean[h] {
				rt.Fatalf("hour %d: another route makes %g parts of %g", h, with.Parts.Mean[h], less.Parts.Mean[h])
			}
		}
		for i := range less.HubReach {
			for h, share := range less.HubReach[i].Share {
				if with.HubReach[i].Share[h] < share {
					rt.Fatalf("another route lets a hub reach a centre less often")
				}
			}
		}
	})
}
