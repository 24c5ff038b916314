package outlook

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/benchmark"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
)

func near(t interface {
	Helper()
	Fatalf(string, ...any)
}, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Fatalf("%s = %v, want %v", what, got, want)
	}
}

// TestFlexibleCurve holds that what can be connected never falls with the energy
// curtailed, that each step of it brings less than the one before, that the caps
// are kept, and that nothing is connected where the peak is short.
func TestFlexibleCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := duration{swing: rapid.Float64Range(1, 50_000).Draw(t, "swing")}
		for range 2 {
			d.spare = append(d.spare, rapid.Float64Range(1, 20_000).Draw(t, "spare"))
		}
		depth := rapid.Float64Range(0, 0.95).Draw(t, "depth")
		least := math.Min(d.spare[0], d.spare[1])
		before, gain := math.NaN(), math.Inf(1)
		for step := range 12 {
			share := float64(step) * 0.005
			mw := d.connectable(share, depth)
			if mw < least*(1-1e-9) || mw-least > depth*mw+1e-9*mw {
				t.Fatalf("%g MW at %g: below the firm %g, or cut deeper than %g", mw, share, least, depth)
			}
			if d.curtailed(mw) > share+1e-9 {
				t.Fatalf("%g MW are curtailed by %g, more than %g", mw, d.curtailed(mw), share)
			}
			if step > 0 {
				if more := mw - before; more < -1e-6*mw || more > gain+1e-6*mw {
					t.Fatalf("%g MW more at %g after %g: the curve is not monotone and concave", more, share, gain)
				} else {
					gain = more
				}
			}
			before = mw
		}
		if short := (duration{spare: []float64{-1, 500}, swing: d.swing}); short.connectable(0.01, depth) != 0 {
			t.Fatal("an area that is short at its peak connects load")
		}
	})
}

// TestCurtailedByHand: 110 MW on 100 MW that grow by 200 in each half-year miss
// 10 MW at first and nothing after a twentieth: 10²/(2·200)/110.
func TestCurtailedByHand(t *testing.T) {
	d := duration{spare: []float64{100, 100}, swing: 200}
	near(t, "curtailed", d.curtailed(110), 100.0/400/110)
	near(t, "firm", d.connectable(0, 0.25), 100)
	near(t, "by energy", d.connectable(100.0/400/110, 0.25), 110)
	near(t, "by depth", d.connectable(1, 0.25), 100/0.75)
	one := duration{spare: []float64{100, 1000}, swing: 200}
	near(t, "one season", one.curtailed(110), 100.0/800/110)
}

// TestShift holds that nothing is shifted that is not movable and nothing movable
// that is not curtailed, and works one case out by hand.
func TestShift(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var areas []AreaFlexible
		for range rapid.IntRange(1, 4).Draw(t, "areas") {
			a := AreaFlexible{duration: duration{swing: rapid.Float64Range(1, 5000).Draw(t, "swing")}}
			a.spare = []float64{rapid.Float64Range(1, 5000).Draw(t, "summer"), rapid.Float64Range(1, 5000).Draw(t, "winter")}
			a.MW = []float64{a.connectable(0.01, 0.25)}
			areas = append(areas, a)
		}
		s := shift(areas, rapid.Float64Range(0, 1).Draw(t, "movable"), rapid.Float64Range(0.1, 1).Draw(t, "load"))
		if s.ShiftedTWh < 0 || s.ShiftedTWh > s.MovableTWh || s.MovableTWh > s.CurtailedTWh+1e-12 {
			t.Fatalf("%+v", s)
		}
		if len(areas) == 1 && s.ShiftedTWh != 0 {
			t.Fatalf("%v TWh shifted within one area", s.ShiftedTWh)
		}
	})
	// Summer: 110 MW on 100 that do not move; winter: 300 are there. The other area
	// the other way round, with servers idle by a tenth: 10 MW move for half a year, in
	// each direction.
	home := AreaFlexible{MW: []float64{110}, duration: duration{spare: []float64{100, 300}, swing: 1e-9}}
	away := AreaFlexible{MW: []float64{110}, duration: duration{spare: []float64{300, 100}, swing: 1e-9}}
	s := shift([]AreaFlexible{home, away}, 1, 0.9)
	near(t, "shifted", s.ShiftedTWh, 10*8760/1e6)
}

func TestFullYear(t *testing.T) {
	years := []int{2027, 2030, 2035}
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		left []float64
		want Full
	}{
		"never":        {[]float64{5, 5, 1}, Full{Known: true}},
		"at first":     {[]float64{0, 5, 5}, Full{2027, true, true}},
		"between":      {[]float64{9, 3, -2}, Full{2033, true, false}},
		"on the year":  {[]float64{9, 2, -3}, Full{2032, true, false}},
		"at a period":  {[]float64{9, 0, 4}, Full{2030, true, false}},
		"not modelled": {[]float64{inf, inf, inf}, Full{}},
	} {
		if got := fullYear(years, c.left); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// tiny is one site of 1 MW at half load: 4,380,000 kWh of IT a year, without
// interest.
func tiny() (*plan.Problem, plan.Plan) {
	private := func(jpy, life float64) plan.Capex {
		return plan.Capex{Money: plan.Money{Private: jpy}, LifeYears: life}
	}
	p := &plan.Problem{
		Years: []int{2030}, BaseYear: 2030, HorizonYear: 2040, CarbonJPYPerT: []float64{4000},
		Sites: []plan.Site{{
			ID: "here", PUE: 1.25, Utilization: 0.5, Opening: private(43.8e6, 20), Land: plan.Money{Private: 1e9},
			Blocks: []plan.Block{{ITMW: 1, Capex: private(832.2e6, 20)}, {ITMW: 9, Capex: private(1e12, 20)}}, EnergyJPYPerMWh: []plan.Money{{Private: 16_000}},
			CarbonKgPerMWh: []float64{500}, FixedPerMWYear: plan.Money{Private: 8.76e6},
			Connections: []plan.Connection{{Capex: private(131.4e6, 30), PerMWYear: plan.Money{System: 1.752e6}}},
			Fibers:      []plan.Fiber{{Capex: private(65.7e6, 30), PerYear: plan.Money{Private: 2.19e6}}},
		}},
		Reinforcements: []plan.Reinforcement{{Lumps: 1, Capex: private(262.8e6, 30)}},
		Shared:         []plan.Shared{{Capex: private(1e12, 30)}},
	}
	return p, plan.Plan{Sites: []plan.SitePlan{{Levels: []int{1}}}, Lumps: [][]int{{1}}, Shared: []int{-1}}
}

// TestLevelisedByHand works every step of a tiny problem out by hand.
func TestLevelisedByHand(t *testing.T) {
	p, pl := tiny()
	it := Accounts{ITMJPYPerMW: 438, ITLifeYears: 5}
	l := levelisedSite(p, pl.Sites[0], 0, it, sharedPart(p, pl, 0))
	want := map[string]float64{
		"Building and plant": 10, "Land": 0, "Connection": 1, "Fiber": 0.5, "Lines and spans of several sites": 2, stepServers: 20,
		"Operation": 2, "Use of connection and fiber": 1, stepEnergy: 16, stepCarbon: 2, cost.StepOverhead: 4.5, cost.StepLosses: 0,
	}
	got := l.Waterfall()
	if len(got) != len(want) {
		t.Errorf("%d steps, want %d: %v", len(got), len(want), got)
	}
	for _, s := range got {
		near(t, s.Name, s.JPYPerITkWh, want[s.Name])
	}
	near(t, "compute", l.JPYPerITkWh(), 59)
	near(t, "facility", l.FacilityJPYPerITkWh(), 39)

	twice := l
	twice.ITMW, twice.Parts, twice.Yearly = 3, nil, nil // energy alone: 22.5
	steps, mean, _ := meanCost([]cost.Levelised{l, l})
	near(t, "mean of equals", mean, 59)
	near(t, "its steps", steps[0].JPYPerITkWh, 10)
	if _, none, _ := meanCost(nil); !math.IsNaN(none) {
		t.Errorf("the cost of no site is %v", none)
	}
	near(t, "energy alone", twice.JPYPerITkWh(), 22.5)
}

// TestFigures holds that every run has the same figures, each with an id of its own.
func TestFigures(t *testing.T) {
	none := Figures(nil)
	seen := map[string]bool{}
	for _, f := range none {
		if seen[f.ID] || f.Title == "" || f.Better == "" || !math.IsNaN(f.Value) || f.Text != "" || f.Evidence != "" {
			t.Errorf("%+v: expected an id of its own, a title and nothing known", f)
		}
		seen[f.ID] = true
	}
	empty := &Outlook{Years: []int{2030}}
	for i, f := range Figures(empty) {
		if f.ID != none[i].ID {
			t.Errorf("figure %d is %s, without an outlook %s", i, f.ID, none[i].ID)
		}
	}
}

// TestPublished holds the two published figures that the outlook leans on.
func TestPublished(t *testing.T) {
	if twh := benchmark.EnergyMWh(6160, 0.815) / 1e6; math.Abs(twh-44.0) > 0.05 {
		t.Errorf("6.16 GW at 81.5 %% are %.2f TWh, want 44.0", twh)
	}
	fewest, most := benchmark.Reactors(9540)
	if math.Abs(fewest-7.1) > 0.05 || math.Abs(most-9.5) > 0.05 {
		t.Errorf("9,540 MW are %.2f to %.2f reactors, want 7.1 to 9.5", fewest, most)
	}
}

func sound() Settings {
	return Settings{
		Accounts: Accounts{ITMJPYPerMW: 3000, ITLifeYears: 5, ITImportedPct: 90, ProfitPct: 25, ForeignOwnedPct: 50},
		Readings: Readings{LatencyBoundMs: 20, Flexible: Curtailed{EnergyPct: []float64{0, 1}, DepthPct: 25}},
	}
}

func TestFaults(t *testing.T) {
	if f := sound().Faults(); len(f) != 0 {
		t.Fatalf("sound settings: %v", f)
	}
	thirty, all := 30.0, 100.0
	for want, spoil := range map[string]func(*Settings){
		"accounts.it_imported_pct: 101 %":              func(s *Settings) { s.Accounts.ITImportedPct = 101 },
		"accounts.profit_pct: NaN %":                   func(s *Settings) { s.Accounts.ProfitPct = math.NaN() },
		"at most 100 together":                         func(s *Settings) { s.Sovereignty.HardwarePct = &thirty },
		"accounts.foreign_owned_pct 50 %":              func(s *Settings) { s.Sovereignty.OwnershipPct = &all },
		`"quake"; expected some of fiber-cut`:          func(s *Settings) { s.Readings.Survival.Shocks = []string{"quake"} },
		"0.5 % after 1 %":                              func(s *Settings) { s.Readings.Flexible.EnergyPct = []float64{1, 0.5} },
		"no figure; expected at least one":             func(s *Settings) { s.Readings.Flexible.EnergyPct = nil },
		"outlook.flexible.depth_pct: 100 %":            func(s *Settings) { s.Readings.Flexible.DepthPct = 100 },
		"outlook.matched: 120 % in row 0":              func(s *Settings) { s.Readings.Matched = []Match{{Pct: 120}} },
		"outlook.survival.cut_spans: 7; expected 0 to": func(s *Settings) { s.Readings.Survival.Spans = 7 },
	} {
		s := sound()
		spoil(&s)
		text := ""
		for _, f := range s.Faults() {
			text += f.Path + ": " + f.Message + "\n"
		}
		if !strings.Contains(text, want) {
			t.Errorf("faults %q, want %s", text, want)
		}
	}
}
