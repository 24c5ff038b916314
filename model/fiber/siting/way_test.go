package siting_test

import (
	"math"
	"testing"

	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
)

// TestWaysAreThePairs walks the two routes of every pair over the network: they
// leave by two spurs, hang together, end at hubs, are as long as the pair says and
// share nothing of its kind.
func TestWaysAreThePairs(t *testing.T) {
	net, s := japan(t, 2026, nil)
	ids, points := candidates()
	walked := 0
	for i, a := range sites(t, s, points, 2) {
		targets := append([]siting.Diversity{a.Apart}, a.Hubs[0].Diversity, a.Hubs[1].Diversity)
		for k, d := range targets {
			for _, p := range d.Pairs {
				if !p.Found {
					if p.Short.Spur != -1 || p.Long.Spur != -1 {
						t.Fatalf("%s: a way of a pair that was not found", ids[i])
					}
					continue
				}
				walked++
				checkPair(t, net, &a, p, ids[i])
				if (p.Short.End == p.Long.End) != (k > 0) {
					t.Errorf("%s, target %d, %v: ends at %d and %d", ids[i], k, p.Kind, p.Short.End, p.Long.End)
				}
			}
		}
	}
	if walked < 10_000 {
		t.Errorf("only %d pairs were walked", walked)
	}
}

func checkPair(t *testing.T, net *fiber.Network, a *siting.Answer, p siting.Pair, id string) {
	t.Helper()
	if p.Short.Spur == p.Long.Spur {
		t.Fatalf("%s, %v: both routes leave by spur %d", id, p.Kind, p.Short.Spur)
	}
	used := map[int]bool{}
	risks := map[int32]int{}
	passed := map[int]int{}
	for r, w := range []siting.Way{p.Short, p.Long} {
		at, km := a.Spurs[w.Spur].Node, a.Spurs[w.Spur].Km.Base
		for _, sp := range w.Spans {
			span := net.Span(sp)
			if used[sp] {
				t.Fatalf("%s, %v: span %s is on the way twice", id, p.Kind, span.ID)
			}
			used[sp] = true
			for _, g := range span.Risks {
				if p.Kind == fiber.RiskDisjoint && risks[g] == 2-r {
					t.Fatalf("%s: both routes pass group %d", id, g)
				}
				risks[g] = r + 1
			}
			if p.Kind == fiber.NodeDisjoint && passed[at] == 2-r {
				t.Fatalf("%s: both routes pass node %s", id, net.Node(at).ID)
			}
			passed[at] = r + 1
			switch at {
			case span.A:
				at = span.B
			case span.B:
				at = span.A
			default:
				t.Fatalf("%s, %v: span %s does not start where the way stands", id, p.Kind, span.ID)
			}
			km += span.Km.Base
		}
		if at != w.End {
			t.Fatalf("%s, %v: the way ends at %d, expected %d", id, p.Kind, at, w.End)
		}
		if want := []float64{p.ShortKm, p.LongKm}[r]; math.Abs(km-want) > 1e-6 {
			t.Fatalf("%s, %v: %.6f km walked, the pair says %.6f", id, p.Kind, km, want)
		}
	}
}
