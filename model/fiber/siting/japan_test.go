package siting_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
)

// japan is the built-in network as of a year, and a survey of it.
func japan(tb testing.TB, year int, change func(o *siting.Options)) (*fiber.Network, *siting.Survey) {
	tb.Helper()
	options := fiber.DefaultOptions()
	options.InServiceBy = year
	net, _, err := fiber.New(atlas.Japan().Optical(), options)
	if err != nil {
		tb.Fatal(err)
	}
	o, err := siting.AtlasOptions(atlas.Japan(), net, siting.JapanHubs...)
	if err != nil {
		tb.Fatal(err)
	}
	if change != nil {
		change(&o)
	}
	s, err := siting.New(context.Background(), net, o, 2)
	if err != nil {
		tb.Fatal(err)
	}
	return net, s
}

// candidates are the municipalities, clusters and campuses.
func candidates() (ids []string, points []orb.Point) {
	for _, p := range atlas.Japan().Places {
		if p.Kind != atlas.Metro {
			ids, points = append(ids, p.ID), append(points, p.Location)
		}
	}
	return ids, points
}

func sites(tb testing.TB, s *siting.Survey, points []orb.Point, workers int) []siting.Answer {
	tb.Helper()
	answers, err := s.Sites(context.Background(), points, workers)
	if err != nil {
		tb.Fatal(err)
	}
	return answers
}

func TestWorkersDoNotMatter(t *testing.T) {
	_, s := japan(t, 2026, nil)
	_, points := candidates()
	one := sites(t, s, points, 1)
	_, fresh := japan(t, 2026, nil) // a survey remembers
	if d := cmp.Diff(one, sites(t, fresh, points, 7), cmpopts.EquateNaNs()); d != "" {
		t.Error(d)
	}
	_, fresh = japan(t, 2026, nil)
	if d := cmp.Diff(one[700:701], sites(t, fresh, points[700:701], 1), cmpopts.EquateNaNs()); d != "" {
		t.Errorf("other places change an answer: %s", d)
	}
	if d := cmp.Diff(one, sites(t, fresh, points, 2), cmpopts.EquateNaNs()); d != "" {
		t.Errorf("what a survey remembers changes an answer: %s", d)
	}
}

func TestCancel(t *testing.T) {
	_, s := japan(t, 2026, nil)
	_, points := candidates()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := s.Sites(ctx, points, 2); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("stopped after %v", took)
	}
}

// TestAgainstSpursInTheNetwork builds each place with its spurs into the network and
// asks that: same routes, same pairs.
func TestAgainstSpursInTheNetwork(t *testing.T) {
	net, s := japan(t, 2026, nil)
	ids, points := candidates()
	for i, a := range sites(t, s, points, 2) {
		if i%37 != 0 || len(a.Spurs) < 2 {
			continue
		}
		edits := []fiber.Edit{fiber.AddNode{Node: optical.Node{ID: "site", Location: points[i]}}}
		for k, sp := range a.Spurs {
			edits = append(edits, fiber.AddSpan{Span: optical.Span{ID: fmt.Sprint("spur ", k), From: "site", To: net.Node(sp.Node).ID, LengthKm: sp.Km.Base, Directed: true}})
		}
		joined, err := net.Apply(edits...)
		if err != nil {
			t.Fatal(err)
		}
		for h, id := range siting.JapanHubs {
			hub, _ := joined.NodeIndex(id)
			target, err := joined.Target(context.Background(), hub)
			if err != nil {
				t.Fatal(err)
			}
			if want := target.Km(net.NumNodes()); math.Abs(a.Hubs[h].Km.Base-want) > 1e-6 {
				t.Errorf("%s to %s: got %.6f km, want %.6f", ids[i], id, a.Hubs[h].Km.Base, want)
			}
			comparePairs(t, ids[i]+" to "+id, target, net.NumNodes(), a.Hubs[h].Pairs)
		}
		var hubs []int
		for _, id := range siting.JapanHubs {
			hub, _ := joined.NodeIndex(id)
			hubs = append(hubs, hub)
		}
		target, err := joined.Hubs(context.Background(), hubs...)
		if err != nil {
			t.Fatal(err)
		}
		comparePairs(t, ids[i]+" to both", target, net.NumNodes(), a.Apart.Pairs)
	}
}

func comparePairs(t *testing.T, what string, target *fiber.Target, from int, got []siting.Pair) {
	t.Helper()
	for _, p := range got {
		want, err := target.Pair(context.Background(), from, fiber.Search{Kind: p.Kind})
		if err != nil {
			t.Fatal(err)
		}
		if p.Found != want.Found || p.Proven != want.Proven {
			t.Errorf("%s, %v: got %+v, want found %t, proven %t", what, p.Kind, p, want.Found, want.Proven)
			continue
		}
		if want.Found && math.Abs(p.ShortKm+p.LongKm-want.TotalKm) > 1e-6 {
			t.Errorf("%s, %v: got %.6f km, want %.6f", what, p.Kind, p.ShortKm+p.LongKm, want.TotalKm)
		}
	}
}

// TestShareAgainstEveryone counts the people one by one.
func TestShareAgainstEveryone(t *testing.T) {
	for name, p := range map[string]fiber.Profile{"apn": fiber.APNProfile(), "packet": fiber.PacketProfile()} {
		t.Run(name, func(t *testing.T) {
			var people []siting.People
			_, s := japan(t, 2026, func(o *siting.Options) {
				o.Profiles, o.Centres = []fiber.Profile{p}, nil
				people = o.People[:300]
				o.People = people
			})
			_, one := japan(t, 2026, func(o *siting.Options) {
				o.Profiles, o.Centres, o.People = []fiber.Profile{p}, nil, nil
				for i, someone := range people {
					o.Centres = append(o.Centres, siting.Centre{ID: fmt.Sprint(i), Location: someone.Location})
				}
			})
			_, points := candidates()
			for i := 0; i < len(points); i += 211 {
				share := sites(t, s, points[i:i+1], 1)[0].PeopleShare
				far := sites(t, one, points[i:i+1], 1)[0].Centres
				for k, limit := range siting.DefaultOptions().LimitsMs {
					in, all := 0.0, 0.0
					for j, c := range far {
						all += people[j].Count
						if c.RTTms[0].Base <= limit {
							in += people[j].Count
						}
					}
					// Centres are joined by two spurs and people by one: nobody is nearer than
					// as a centre, and few are farther.
					if share[k] > in/all+1e-9 || share[k] < in/all-0.1 {
						t.Errorf("place %d within %g ms: got %.4f, counted %.4f", i, limit, share[k], in/all)
					}
				}
			}
		})
	}
}

// TestNeverFasterThanLight holds every figure against twice the fibre over c.
func TestNeverFasterThanLight(t *testing.T) {
	_, s := japan(t, 2026, nil)
	ids, points := candidates()
	for i, a := range sites(t, s, points, 2) {
		all := append([]siting.Access{a.LongHaul, a.Exchange, a.CarrierHotel, a.Landing, a.Hubs[0].Access, a.Hubs[1].Access}, a.Centres...)
		for k, c := range all {
			for _, rtt := range c.RTTms {
				for _, f := range [][2]float64{{rtt.Low, c.Km.Low}, {rtt.Base, c.Km.Base}, {rtt.High, c.Km.High}} {
					if f[0] < 2*f[1]*fiber.GroupIndex/fiber.LightKmPerUs/1000-1e-9 {
						t.Fatalf("%s, access %d: %.6f ms over %.3f km", ids[i], k, f[0], f[1])
					}
				}
				if !(rtt.Low <= rtt.Base && rtt.Base <= rtt.High) {
					t.Fatalf("%s, access %d: band %v", ids[i], k, rtt)
				}
			}
			if !(c.Km.Base >= c.AirKm-1e-6) && k > 0 {
				t.Fatalf("%s, access %d: %.3f km of fibre for %.3f km by air", ids[i], k, c.Km.Base, c.AirKm)
			}
		}
	}
}

// TestSpursStayOnTheirIsland: no spur crosses the Kanmon strait, 600 m wide.
func TestSpursStayOnTheirIsland(t *testing.T) {
	net, s := japan(t, 2026, nil)
	ids, points := candidates()
	kyushu := map[string]bool{"pop-kitakyushu": true, "pop-fukuoka": true, "pop-oita": true, "pop-kurume": true, "pop-itoshima": true, "pop-saga": true}
	for i, a := range sites(t, s, points, 2) {
		region := ids[i][:2]
		for _, sp := range a.Spurs {
			if sp.Crosses {
				t.Errorf("%s: a spur to %s across the sea", ids[i], net.Node(sp.Node).ID)
			}
			if id := net.Node(sp.Node).ID; region == "35" && kyushu[id] || region == "40" && id == "pop-shimonoseki" {
				t.Errorf("%s: a spur to %s across the strait", ids[i], id)
			}
		}
	}
}

func TestJapanFigures(t *testing.T) {
	net, s := japan(t, 2026, nil)
	ids, points := candidates()
	byID := map[string]siting.Answer{}
	for i, a := range sites(t, s, points, 2) {
		byID[ids[i]] = a
	}
	inzai := byID["cluster-inzai-shiroi"]
	if id := net.Node(inzai.Spurs[0].Node).ID; id != "pop-inzai" {
		t.Errorf("Inzai is joined to %s", id)
	}
	if ms := inzai.Hubs[0].RTTms[0].Base; ms < 0.4 || ms > 1 {
		t.Errorf("Inzai to Otemachi: %.3f ms", ms)
	}
	if !inzai.Apart.Pairs[2].Found {
		t.Error("Inzai: no risk-disjoint routes to both hubs")
	}
	fukuoka := byID["40130"]
	if weak := s.Names(fukuoka.Apart.Weak); len(weak) != 1 || weak[0] != "strait-kanmon" {
		t.Errorf("Fukuoka's weak points: %v", weak)
	}
	if naha := byID["47201"].Hubs[0]; naha.ReadyYear != 2020 || !math.IsNaN(naha.Gbps) { // over the cable from Nago
		t.Errorf("Naha to Otemachi: ready %d, %g Gb/s", naha.ReadyYear, naha.Gbps)
	}
	if fukuoka.Apart.Pairs[2].Found || !fukuoka.Apart.Pairs[1].Found {
		t.Errorf("Fukuoka: %+v", fukuoka.Apart.Pairs)
	}
}

func BenchmarkJapan(b *testing.B) {
	_, points := candidates()
	for _, grid := range []int{1, 53} { // 1,774 and 94,022 places
		var all []orb.Point
		for k := range grid {
			for _, p := range points {
				all = append(all, orb.Point{p[0] + 0.001*float64(k), p[1] - 0.0007*float64(k)})
			}
		}
		b.Run(fmt.Sprint(len(all)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, s := japan(b, 2026, nil)
				sites(b, s, all, 2)
			}
		})
	}
}
