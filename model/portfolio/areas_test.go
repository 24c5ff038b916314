package portfolio

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/plan"
)

var unknown = math.NaN()

// twoAreas has a tie of three states out of order, and one of a single state.
func twoAreas() *atlas.Atlas {
	a := &atlas.Atlas{}
	for _, id := range []string{"east", "west"} {
		a.Regions = append(a.Regions, atlas.Region{ID: id, Name: id, Kind: atlas.PowerArea, Population: map[string]float64{"east": 30, "west": 10}[id]})
	}
	a.Regions = append(a.Regions, atlas.Region{ID: "pref", Kind: atlas.Prefecture, Parent: "east"})
	a.Areas = []atlas.Figure{{Subject: "east", Quantity: "peak_demand", Value: 100}}
	a.GridGenerators = []atlas.GridGenerator{
		{ID: "g1", Area: "east", MaxMW: 130, InService: true}, {ID: "g2", Area: "east", MaxMW: 70}, {ID: "g3", Area: "west", MaxMW: 50, InService: true},
	}
	a.Interconnections = []atlas.Interconnection{
		{ID: "tie", From: "east", To: "west", Year: 2040, ForwardMW: unknown, ReverseMW: 300},
		{ID: "tie", From: "east", To: "west", ForwardMW: 100, ReverseMW: unknown},
		{ID: "tie", From: "east", To: "west", Year: 2030, ForwardMW: 200, ReverseMW: unknown},
		{ID: "cable", From: "west", To: "east", Year: 2035, ForwardMW: 40, ReverseMW: 50, CostLowJPY: 1e9, CostHighJPY: 3e9},
	}
	return a
}

func TestStatesOfATieKeepWhatTheyLeaveOut(t *testing.T) {
	ties := twoAreas().Ties()
	if len(ties) != 2 || len(ties[0]) != 3 || len(ties[1]) != 1 || ties[1][0].ID != "cable" {
		t.Fatalf("%v", ties)
	}
	for k, want := range []struct {
		year             int
		forward, reverse float64
	}{{0, 100, 0}, {2030, 200, 0}, {2040, 200, 300}} {
		if s := ties[0][k]; s.Year != want.year || s.ForwardMW != want.forward || s.ReverseMW != want.reverse {
			t.Errorf("state %d: %d, %g and %g MW; want %+v", k, s.Year, s.ForwardMW, s.ReverseMW, want)
		}
	}
	if a := twoAreas(); !math.IsNaN(a.Interconnections[0].ForwardMW) {
		t.Error("the atlas was changed")
	}
}

// areasOf is a study as far as its areas.
func areasOf(t *testing.T, s Settings) (*Study, error) {
	t.Helper()
	if s.Periods == nil {
		s.Periods = []int{2029, 2030, 2035, 2040}
	}
	s.Costs.Grid, s.Facility.NetworkLife = 2, 30
	st := &Study{Settings: s, Problem: &plan.Problem{}, in: Inputs{Atlas: twoAreas()}, areaAt: map[string]int{}}
	return st, st.addAreas(context.Background())
}

func TestAdequacyTiesAndQueue(t *testing.T) {
	s := Settings{}
	s.Grid.ReservePct = 10
	s.Grid.Supply = []Supply{{Area: "east", MW: 7, Year: 2030}, {Area: "east", MW: -4, Year: 2036}}
	s.Demand.QueuePct = map[string]float64{"east": 60}
	st, err := areasOf(t, s)
	if err != nil {
		t.Fatal(err)
	}
	p := st.Problem
	if got := p.Areas[0].SpareMW; !near(got[0], 20) || !near(got[1], 27) || !near(got[2], 27) || !near(got[3], 23) {
		t.Errorf("spare of east: %v; want 130 − 110 MW, 7 more from 2030 and 4 less from 2036", got)
	}
	if !math.IsInf(p.Areas[1].SpareMW[0], 1) || len(st.Notes) != 1 || !strings.Contains(st.Notes[0], "west") {
		t.Errorf("west, whose peak is unknown: %v, notes %q", p.Areas[1].SpareMW, st.Notes)
	}
	if p.Areas[0].QueueShare != 0.6 || !near(p.Areas[1].QueueShare, 0.4) {
		t.Errorf("queue: %+v", p.Areas)
	}
	if l := p.Links[0]; !slices.Equal(l.MW, []float64{100, 200, 200, 200}) || !slices.Equal(l.BackMW, []float64{0, 0, 0, 300}) {
		t.Errorf("tie: %+v", l)
	}
	if l := p.Links[1]; !slices.Equal(l.MW, []float64{0, 0, 40, 40}) || l.From != 1 || l.To != 0 {
		t.Errorf("cable: %+v", l)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }

func TestTiesThatTheSettingsChange(t *testing.T) {
	s := Settings{}
	s.Grid.Ties = []Tie{{ID: "tie", Year: 2035}, {ID: "cable", Build: true, Year: 2030}}
	st, err := areasOf(t, s)
	if err != nil {
		t.Fatal(err)
	}
	p := st.Problem
	if !slices.Equal(p.Links[0].BackMW, []float64{0, 0, 300, 300}) {
		t.Errorf("the last step comes in 2035: %v", p.Links[0].BackMW)
	}
	if !slices.Equal(p.Links[1].MW, []float64{0, 0, 0, 0}) || len(p.Reinforcements) != 1 || p.Links[1].Gains[0].MWPerLump != 40 {
		t.Errorf("a tie that the plan may build: %+v", p.Links[1])
	}
	// The middle of the atlas's range by the factor of the settings.
	if r := p.Reinforcements[0]; r.Capex.System != 4e9 || r.ReadyYear != 2030 || r.Lumps != 1 {
		t.Errorf("%+v", r)
	}
	s.Grid.Ties = []Tie{{ID: "tie"}, {ID: "cable", Build: true}}
	if st, err = areasOf(t, s); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(st.Problem.Links[0].BackMW, []float64{0, 0, 0, 0}) {
		t.Errorf("a step that never comes: %v", st.Problem.Links[0].BackMW)
	}
	if r := st.Problem.Reinforcements[0]; r.ReadyYear != 2035 {
		t.Errorf("without a year a step may be built from the atlas's on: %+v", r)
	}
}

func TestQueueIsSharedOutWhole(t *testing.T) {
	for _, c := range []struct {
		pct  map[string]float64
		east float64
		want string // of an error
	}{
		{nil, 0.75, ""}, {map[string]float64{"west": 100}, 0, ""}, {map[string]float64{"east": 30, "west": 70}, 0.3, ""},
		{map[string]float64{"east": 60, "west": 50}, 0, "add up to 110 %"},
		{map[string]float64{"east": 60, "west": 30}, 0, "add up to 90 %; expected 100, as every power area is named"},
		{map[string]float64{"north": 60}, 0, `power area "north" is not in the atlas`},
	} {
		s := Settings{}
		s.Demand.QueuePct = c.pct
		st, err := areasOf(t, s)
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v: %v; want %q", c.pct, err, c.want)
			}
			continue
		}
		if err != nil || !near(st.Problem.Areas[0].QueueShare, c.east) || !near(st.Problem.Areas[0].QueueShare+st.Problem.Areas[1].QueueShare, 1) {
			t.Errorf("%v: %v, %+v", c.pct, err, st.Problem.Areas)
		}
	}
	// Without people the rest is spread evenly.
	st := &Study{Settings: Settings{Periods: []int{2030}}, Problem: &plan.Problem{Areas: []plan.Area{{ID: "a"}, {ID: "b"}}}, areaAt: map[string]int{"a": 0, "b": 1}}
	if err := st.shareQueue(map[string]float64{"a": unknown, "b": unknown}); err != nil || st.Problem.Areas[0].QueueShare != 0.5 || st.Problem.Areas[1].QueueShare != 0.5 {
		t.Errorf("%v, %+v", err, st.Problem.Areas)
	}
}

func TestAreasThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		change func(*Settings)
		want   string
	}{
		{func(s *Settings) { s.Grid.Supply = []Supply{{Area: "north", MW: 1}} }, `grid.supply[0]: power area "north" is not in the atlas`},
		{func(s *Settings) { s.Grid.Supply = []Supply{{Area: "pref", MW: 1}} }, `power area "pref" is not in the atlas`},
		{func(s *Settings) { s.Grid.Ties = []Tie{{ID: "rope"}} }, `grid.ties: "rope" is not an interconnection`},
		{func(s *Settings) { s.Grid.Ties = []Tie{{ID: "tie"}, {ID: "tie"}} }, `grid.ties[1]: "tie" is named twice`},
		{func(s *Settings) { s.Grid.Ties = []Tie{{ID: "tie", Build: true, Year: 2030}} }, `the atlas has no cost of "tie"`},
	} {
		s := Settings{}
		c.change(&s)
		if _, err := areasOf(t, s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v; want %q", err, c.want)
		}
	}
}
