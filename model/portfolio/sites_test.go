package portfolio

import (
	"fmt"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

func TestDiversityIsTheBestThatTwoSpursOffer(t *testing.T) {
	pairs := func(kinds ...fiber.Disjointness) siting.Diversity {
		d := siting.Diversity{Pairs: []siting.Pair{{Kind: fiber.EdgeDisjoint}, {Kind: fiber.NodeDisjoint}, {Kind: fiber.RiskNodeDisjoint}}}
		for _, k := range kinds {
			for i := range d.Pairs {
				d.Pairs[i].Found = d.Pairs[i].Found || d.Pairs[i].Kind == k
			}
		}
		return d
	}
	hub := func(d siting.Diversity) siting.HubAccess { return siting.HubAccess{Diversity: d} }
	for _, c := range []struct {
		what   string
		answer siting.Answer
		want   plan.Diversity
		hubs   int
	}{
		{"nothing", siting.Answer{Apart: pairs()}, plan.SingleRoute, 1},
		{"two hubs", siting.Answer{Apart: pairs(fiber.EdgeDisjoint, fiber.NodeDisjoint)}, plan.NodeDisjoint, 2},
		{"two hubs, all kinds", siting.Answer{Apart: pairs(fiber.EdgeDisjoint, fiber.NodeDisjoint, fiber.RiskNodeDisjoint)}, plan.RiskDisjoint, 2},
		{"two hubs before a better pair to one", siting.Answer{Apart: pairs(fiber.EdgeDisjoint), Hubs: []siting.HubAccess{hub(pairs(fiber.RiskNodeDisjoint))}}, plan.SpanDisjoint, 2},
		{"the best of the hubs", siting.Answer{Apart: pairs(), Hubs: []siting.HubAccess{hub(pairs(fiber.EdgeDisjoint)), hub(pairs(fiber.NodeDisjoint)), hub(pairs())}}, plan.NodeDisjoint, 1},
	} {
		if d, hubs := diversityOf(&c.answer); d != c.want || hubs != c.hubs {
			t.Errorf("%s: %v over %d hubs; want %v over %d", c.what, d, hubs, c.want, c.hubs)
		}
	}
	for n, name := range DiversityNames {
		if d, err := diversityNamed(name); err != nil || int(d) != n {
			t.Errorf("%s: %v, %v", name, d, err)
		}
		if d := plan.Diversity(n); d > plan.SingleRoute {
			if back := fiberKind(d); fmt.Sprint(back) == "" || planKindOf(back) != d {
				t.Errorf("%s does not come back from the fiber room: %v", name, back)
			}
		}
	}
	if _, err := diversityNamed("path"); err == nil {
		t.Error("a kind that is none is no error")
	}
}

func planKindOf(d fiber.Disjointness) plan.Diversity {
	for _, k := range planKinds {
		if k.fiber == d {
			return k.plan
		}
	}
	return plan.SingleRoute
}

func TestASpanCountsWhereItAddsReach(t *testing.T) {
	have := plan.Fiber{Diversity: plan.NodeDisjoint, Hubs: 1, Reach: [][]bool{{true, false}}}
	for _, c := range []struct {
		what string
		f    plan.Fiber
		want bool
	}{
		{"the same", have, false},
		{"less", plan.Fiber{Hubs: 1, Reach: [][]bool{{false, false}}}, false},
		{"another metro", plan.Fiber{Hubs: 1, Reach: [][]bool{{false, true}}}, true},
		{"better routes", plan.Fiber{Diversity: plan.RiskDisjoint, Hubs: 1, Reach: [][]bool{{true, false}}}, true},
		{"two hubs", plan.Fiber{Hubs: 2, Reach: [][]bool{{true, false}}}, true},
	} {
		if got := addsReach(c.f, []plan.Fiber{have}); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
	if !addsReach(have, nil) {
		t.Error("the first way adds nothing")
	}
	// Two that cover it only together do not stand for it: a site takes one.
	other := plan.Fiber{Diversity: plan.NodeDisjoint, Hubs: 1, Reach: [][]bool{{false, true}}}
	both := plan.Fiber{Diversity: plan.NodeDisjoint, Hubs: 1, Reach: [][]bool{{true, true}}}
	if !addsReach(both, []plan.Fiber{have, other}) {
		t.Error("two options together are no option")
	}
}

// drafted is a draft of an area at a cost, in a group, reaching some metros.
func drafted(id, group string, area int, rough float64, reach ...bool) draft {
	d := draft{Site: Site{Candidate: site.Candidate{ID: id, Kind: "municipality"}}, group: group, rough: rough}
	d.site = plan.Site{ID: id, Area: area, Fibers: []plan.Fiber{{Hubs: 1, Reach: [][]bool{reach}}}}
	return d
}

func TestScreeningKeepsTheCheapest(t *testing.T) {
	st := &Study{
		Problem:  &plan.Problem{Areas: make([]plan.Area, 2), Classes: []plan.Class{{ID: "c", Hubs: 1}}},
		classIDs: []string{"c"}, Metros: make([]atlas.Place, 2), fates: map[int]Fate{},
	}
	st.Settings.Sites = Sites{PerGroup: 1, PerArea: 1, PerDemand: 2, Keep: []string{"kept"}, Owners: map[string][]string{"owner": {"owned"}}}
	drafts := []draft{
		drafted("dear twin", "one", 0, 9, true, false),
		drafted("cheap twin", "one", 0, 1, true, false),
		drafted("second", "two", 0, 2, true, false),
		drafted("third", "three", 0, 3, true, false),       // neither area nor demand wants it
		drafted("reaches more", "four", 0, 4, false, true), // the first of the other metro
		drafted("kept", "one", 0, 99, true, false),
		drafted("owned", "one", 0, 98, true, false),
		drafted("far", "five", 1, 50, false, false), // the cheapest of its area
		drafted("farther", "six", 1, 51, false, false),
	}
	campus := drafted("campus", "one", 0, 97, true, false)
	campus.Candidate.Kind = "campus"
	st.keepCheapest(append(drafts, campus))
	var ids []string
	for _, s := range st.Sites {
		ids = append(ids, s.Candidate.ID)
	}
	if want := []string{"cheap twin", "second", "reaches more", "kept", "owned", "far", "campus"}; !slices.Equal(ids, want) {
		t.Errorf("planned %q; want %q", ids, want)
	}
	s := st.Screening
	if s.Dominated != 1 || s.Dearer != 2 || s.Planned != 7 || len(st.Problem.Sites) != 7 || len(st.whole) != 9 {
		t.Errorf("%+v, %d sites, %d in all", s, len(st.Problem.Sites), len(st.whole))
	}
	for n := range st.Sites {
		if st.Sites[n].Candidate.ID != st.Problem.Sites[n].ID {
			t.Errorf("site %d is %s in the study and %s in the problem", n, st.Sites[n].Candidate.ID, st.Problem.Sites[n].ID)
		}
	}
}
