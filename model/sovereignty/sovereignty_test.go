package sovereignty

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func near(t interface{ Fatalf(string, ...any) }, what string, got, want float64) {
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Fatalf("%s = %v, want %v", what, got, want)
	}
}

func concentrate(t interface{ Fatalf(string, ...any) }, holdings []Holding) Concentration {
	c, err := Concentrate(holdings)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return c
}

func TestConcentrateByHand(t *testing.T) {
	// 50, 30 and 20 %: 2,500 + 900 + 400.
	c := concentrate(t, []Holding{{"b", 30}, {"a", 25}, {"c", 20}, {" a ", 25}})
	near(t, "HHI", c.HHILow, 3800)
	near(t, "HHI", c.HHIHigh, 3800)
	near(t, "largest", c.LargestLow, 0.5)
	if c.Owners[0].Name != "a" || len(c.Owners) != 3 || c.MW != 100 {
		t.Errorf("%+v", c)
	}
	// With another 100 MW of nobody known: 25, 15, 10 %, and 75 % at worst.
	c = concentrate(t, []Holding{{"a", 50}, {"b", 30}, {"c", 20}, {"", 100}})
	near(t, "low", c.HHILow, 625+225+100)
	near(t, "high", c.HHIHigh, 5625+225+100)
	near(t, "largest at most", c.LargestHigh, 0.75)
	near(t, "largest at least", c.LargestLow, 0.25)
	c = concentrate(t, []Holding{{"", 5}})
	if c.HHILow != 0 || c.HHIHigh != 1e4 || c.LargestHigh != 1 {
		t.Errorf("nobody known: %+v", c)
	}
	if one := concentrate(t, []Holding{{"a", 7}, {"b", 0}}); one.HHILow != 1e4 || len(one.Owners) != 1 {
		t.Errorf("a single owner: %+v", one)
	}
	for _, bad := range [][]Holding{nil, {{"a", 0}}, {{"a", -1}}, {{"a", math.NaN()}}} {
		if _, err := Concentrate(bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

// TestConcentrationBounds holds that naming an unknown owner, as any known one or
// as a new one, stays within the bounds, and that a merger never lowers the index.
func TestConcentrationBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		owner := rapid.SampledFrom([]string{"a", "b", "c", "d", ""})
		var holdings []Holding
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			holdings = append(holdings, Holding{owner.Draw(t, "owner"), rapid.Float64Range(0.1, 100).Draw(t, "mw")})
		}
		c := concentrate(t, holdings)
		named, merged := slices.Clone(holdings), slices.Clone(holdings)
		for i, h := range holdings {
			if h.Owner == "" && len(c.Owners) > 0 {
				named[i].Owner = rapid.SampledFrom([]string{c.Owners[0].Name, c.Owners[len(c.Owners)-1].Name}).Draw(t, "name")
			}
			if h.Owner == "b" {
				merged[i].Owner = "a"
			}
		}
		if n := concentrate(t, named); n.HHILow < c.HHILow-1e-6 || n.HHIHigh > c.HHIHigh+1e-6 {
			t.Fatalf("%v to %v outside %v to %v", n.HHILow, n.HHIHigh, c.HHILow, c.HHIHigh)
		}
		if m := concentrate(t, merged); m.HHILow < c.HHILow-1e-6 {
			t.Fatalf("a merger lowers %v to %v", c.HHILow, m.HHILow)
		}
	})
}

func all(x float64) Shares {
	s := Shares{}
	for _, p := range Parts() {
		s[p] = x
	}
	return s
}

func TestMeasure(t *testing.T) {
	s := all(0.9)
	s[Hardware], s[Energy] = 0.1, 0.3
	i, err := Measure(s)
	if err != nil || i.Low != 0.1 || !i.Known() || i.Weakest != Hardware || len(i.Unknown) != 0 {
		t.Errorf("%+v, %v", i, err)
	}
	s[Hardware] = math.NaN()
	delete(s, Network)
	i, err = Measure(s)
	if err != nil || i.Low != 0 || i.High != 0.3 || i.Known() || i.Weakest != Energy || !slices.Equal(i.Unknown, []Part{Network, Hardware}) {
		t.Errorf("%+v, %v", i, err)
	}
	if i, err = Measure(nil); err != nil || i.High != 1 || i.Low != 0 || i.Weakest != "" {
		t.Errorf("nothing known: %+v, %v", i, err)
	}
	s[Energy] = 0
	if i, err = Measure(s); err != nil || !i.Known() || i.High != 0 {
		t.Errorf("nothing can lower 0: %+v, %v", i, err)
	}
	for want, bad := range map[string]Shares{"ownership 1.2": {Ownership: 1.2}, "a component that is none": {"weather": 1}} {
		if _, err := Measure(bad); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestMinimumRule holds that raising what is not the weakest changes nothing.
func TestMinimumRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Shares{}
		for _, p := range Parts() {
			s[p] = rapid.Float64Range(0, 1).Draw(t, string(p))
		}
		before, err := Measure(s)
		if err != nil {
			t.Fatal(err)
		}
		if p := rapid.SampledFrom(Parts()).Draw(t, "raised"); p != before.Weakest {
			s[p] = 1
			if after, err := Measure(s); err != nil || after.Low != before.Low {
				t.Fatalf("%+v, then %+v, %v", before, after, err)
			}
		}
	})
}

func TestPortfolio(t *testing.T) {
	a, b := all(1), all(0.5)
	b[Energy] = math.NaN()
	whole, err := Portfolio([]Site{{300, a}, {100, b}, {0, Shares{}}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "ownership", whole[Ownership], 0.875)
	if !math.IsNaN(whole[Energy]) {
		t.Errorf("energy %v, want unknown", whole[Energy])
	}
	for _, bad := range [][]Site{nil, {{0, a}}, {{-1, a}}, {{math.NaN(), a}}} {
		if _, err := Portfolio(bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}
