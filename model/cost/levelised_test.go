package cost

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// hand is a case small enough to be computed by hand: 1 MW at half load is
// 4,380,000 kWh a year.
var hand = Levelised{
	Rate: 0,
	Parts: []Part{
		{Name: "Building", CapexJPY: 876e6, LifeYears: 20},
		{Name: "Servers", CapexJPY: 219e6, LifeYears: 5, IT: true},
	},
	Yearly:  []Amount{{"Staff and tax", 8.76e6}, {"Subsidy", -4.38e6}},
	Tariffs: []Amount{{"Energy", 15_000}, {"Wheeling", 4_000}},
	ITMW:    1, Utilization: 0.5, PUE: 1.2, LossShare: 0.05,
}

func TestWaterfall(t *testing.T) {
	want := []Step{{"Building", 10}, {"Servers", 10}, {"Staff and tax", 2}, {"Subsidy", -1}, {"Energy", 15}, {"Wheeling", 4}, {StepOverhead, 3.8}, {StepLosses, 1.2}}
	got := hand.Waterfall()
	if len(got) != len(want) {
		t.Fatalf("%d steps, want %d", len(got), len(want))
	}
	for i, s := range got {
		if s.Name != want[i].Name {
			t.Errorf("step %d is %q, want %q", i, s.Name, want[i].Name)
		}
		near(t, s.Name, s.JPYPerITkWh, want[i].JPYPerITkWh, 1e-12)
	}
	near(t, "compute", hand.JPYPerITkWh(), 45, 1e-12)
	near(t, "facility", hand.FacilityJPYPerITkWh(), 35, 1e-12)
}

// TestWaterfallWithInterest holds one part against the annuity written out: 2.2 bn
// JPY a MW at 5 % over 20 years is 176.5 M JPY a year, 25.19 JPY per kWh at 80 %.
func TestWaterfallWithInterest(t *testing.T) {
	l := Levelised{Rate: 0.05, Parts: []Part{{CapexJPY: 2.2e9, LifeYears: 20}}, ITMW: 1, Utilization: 0.8, PUE: 1, LossShare: 0}
	near(t, "levelised", l.JPYPerITkWh(), 2.2e9*0.08024258719/(0.8*8760*1000), 1e-9)
}

// TestWaterfallSums holds that the steps sum to the formula of the levelised cost.
func TestWaterfallSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
		l := Levelised{
			Rate: in("rate", 0, 0.15), ITMW: in("mw", 0.1, 1000), Utilization: in("load", 0.05, 1), PUE: in("pue", 1, 2), LossShare: in("loss", 0, 0.2),
			Parts:   []Part{{CapexJPY: in("building", 0, 1e12), LifeYears: 20}, {CapexJPY: in("servers", 0, 1e12), LifeYears: 5, IT: true}},
			Yearly:  []Amount{{JPY: in("yearly", -1e10, 1e10)}},
			Tariffs: []Amount{{JPY: in("energy", 0, 40_000)}, {JPY: in("carbon", 0, 5_000)}},
		}
		annual := l.Parts[0].CapexJPY*CRF(l.Rate, 20) + l.Yearly[0].JPY
		it := l.Parts[1].CapexJPY * CRF(l.Rate, 5)
		mwh := l.ITMW * l.Utilization * HoursPerYear
		energy := l.PUE * (l.Tariffs[0].JPY + l.Tariffs[1].JPY) / (1 - l.LossShare)
		near(t, "compute", l.JPYPerITkWh(), ((annual+it)/mwh+energy)/1000, 1e-9)
		near(t, "facility", l.FacilityJPYPerITkWh(), (annual/mwh+energy)/1000, 1e-9)
	})
}

func TestLevelisedOutOfRange(t *testing.T) {
	for name, spoil := range map[string]func(*Levelised){
		"no IT": func(l *Levelised) { l.ITMW = 0 }, "no load": func(l *Levelised) { l.Utilization = 0 }, "PUE below 1": func(l *Levelised) { l.PUE = 0.9 },
		"all lost": func(l *Levelised) { l.LossShare = 1 }, "gain": func(l *Levelised) { l.LossShare = -0.1 }, "rate": func(l *Levelised) { l.Rate = -1 },
		"missing": func(l *Levelised) { l.PUE = math.NaN() },
	} {
		l := hand
		spoil(&l)
		if x := l.JPYPerITkWh(); !math.IsNaN(x) {
			t.Errorf("%s: %v, want NaN", name, x)
		}
	}
}

func TestCarbonPrice(t *testing.T) {
	near(t, "low 2026", CarbonPriceJPYPerT(2026).Low, 1700, 0)
	// The ministry prints 1,913 and 4,840 for fiscal 2030.
	near(t, "low 2030", math.Round(CarbonPriceJPYPerT(2030).Low), 1913, 0)
	near(t, "high 2030", math.Round(CarbonPriceJPYPerT(2030).High), 4840, 0)
	near(t, "high 2036", CarbonPriceJPYPerT(2036).High, 4300*1.343916379, 1e-9)
	near(t, "500 g/kWh", CarbonJPYPerMWh(500, 2026).Base, 1500, 1e-12)
	if !math.IsNaN(CarbonPriceJPYPerT(2025).Base) {
		t.Error("a price before there is one")
	}
}
