package benchmark

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
)

func byID(t *testing.T, all []Benchmark, id string) Benchmark {
	t.Helper()
	at := slices.IndexFunc(all, func(b Benchmark) bool { return b.ID == id })
	if at < 0 {
		t.Fatalf("no benchmark %s", id)
	}
	return all[at]
}

// TestPublished holds the table against the figures as they were published.
func TestPublished(t *testing.T) {
	all := All(atlas.Japan().Forecasts)
	for id, want := range map[string]struct {
		value float64
		unit  string
	}{
		"mri-joint": {75e9, "JPY/year"}, "occto-peak": {6160, "MW"}, "occto-energy": {44e6, "MWh"}, "tepco-queue": {9540, "MW"},
		"criepi-2050": {197e6, "MWh"}, "criepi-tokyo": {62, "%"}, "jll-metro": {90, "%"}, "meti-deficit": {6.85e12, "JPY/year"},
	} {
		b := byID(t, all, id)
		if b.Value != want.value || b.Unit != want.unit || b.Source == "" || b.Issuer == "" || b.Evidence != atlas.Published || b.Year < 2024 {
			t.Errorf("%+v, want %v %s", b, want.value, want.unit)
		}
	}
	if len(all) != 8 {
		t.Errorf("%d benchmarks, want 8", len(all))
	}
	if own := All(nil); len(own) != 3 {
		t.Errorf("%d benchmarks without forecasts, want 3", len(own))
	}
}

// TestInvariants holds the published figures against each other.
func TestInvariants(t *testing.T) {
	all := All(atlas.Japan().Forecasts)
	peak, energy := byID(t, all, "occto-peak").Value, byID(t, all, "occto-energy").Value
	if twh := EnergyMWh(peak, 0.815) / 1e6; math.Abs(twh-44.0) > 0.05 {
		t.Errorf("6.16 GW at 81.5 %% are %.2f TWh, want 44.0", twh)
	}
	if factor := LoadFactor(peak, energy); math.Abs(factor-0.815) > 0.001 {
		t.Errorf("load factor %.4f, want 0.815", factor)
	}
	fewest, most := Reactors(byID(t, all, "tepco-queue").Value)
	if math.Abs(fewest-7.1) > 0.05 || math.Abs(most-9.5) > 0.05 {
		t.Errorf("9,540 MW are %.2f to %.2f reactors, want 7.1 to 9.5", fewest, most)
	}
}

func TestCompare(t *testing.T) {
	all := []Benchmark{{ID: "a", Value: 100, Unit: "MW"}, {ID: "b", Value: 75e9, Unit: "JPY/year"}, {ID: "c", Value: 4, Unit: "%"}}
	got, err := Compare(all, []Computed{{"b", 60e9, "JPY/year", "Five sites instead of five areas."}, {"a", 109, "MW", ""}})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Ratio != 1.09 || !got[0].Agrees() || got[1].Ratio != 0.8 || got[1].Agrees() || got[1].Why == "" || got[1].ID != "b" {
		t.Errorf("%+v", got)
	}
	if !math.IsNaN(got[2].Ratio) || !math.IsNaN(got[2].Computed) || got[2].Agrees() {
		t.Errorf("nothing computed: %+v", got[2])
	}
	for want, bad := range map[string][]Computed{
		`benchmark "d": there is none; expected one of a, b, c`:                {{"d", 1, "MW", ""}},
		`computed in "GW"; expected "MW"`:                                      {{"a", 0.1, "GW", ""}},
		"computed 120, published 100 MW; expected a sentence why they differ":  {{"a", 120, "MW", ""}},
		"computed -100, published 100 MW; expected a sentence why they differ": {{"a", -100, "MW", ""}},
		`benchmark "a": computed twice`:                                        {{"a", 100, "MW", ""}, {"a", 100, "MW", ""}},
	} {
		if _, err := Compare(all, bad); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if got, err := Compare(all, []Computed{{"a", math.NaN(), "MW", "The plan was not solved."}}); err != nil || got[0].Why == "" || got[0].Agrees() {
		t.Errorf("missing: %+v, %v", got, err)
	}
}

func TestReadRefuses(t *testing.T) {
	const header = "id,title,measures,forecast,value,unit,year,issuer,source,evidence\n"
	for row, want := range map[string]string{
		"a,A,m,,,MW,2030,i,s,published":     `"value"`,
		"a,A,m,,5,MW,2030,i,s,sure":         "one of published",
		"a,A,m,,5,MW,2030,i,,published":     `"source"`,
		"a,A,m,,5,MW,twenty,i,s,published":  `"year"`,
		"a,A,,none,5,MW,2030,i,s,published": `"measures"`,
	} {
		if _, err := read([]byte(header+row+"\n"), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", row, err, want)
		}
	}
}
