package optical_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/optical"
)

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{" 1.5 ": 1.5, "-2e3": -2000, "+0": 0} {
		if got, err := optical.Number(text); err != nil || got != want {
			t.Errorf("%q: %g, %v", text, got, err)
		}
	}
	if got, err := optical.Number(" "); err != nil || !math.IsNaN(got) {
		t.Errorf("empty: %g, %v", got, err)
	}
	for _, text := range []string{"NaN", "inf", "-Infinity", "0x1p3", "1_000", "1,5", "1e999", "e", "--1"} {
		if got, err := optical.Number(text); err == nil {
			t.Errorf("%q: %g, want an error", text, got)
		}
	}
}

func TestLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOf(rapid.StringMatching(`[a-z][a-z 0-9]{0,5}[a-z]`)).Draw(t, "list")
		got := optical.SplitList(optical.JoinList(list))
		if len(got) != len(list) {
			t.Fatalf("%q became %q", list, got)
		}
		for i := range got {
			if got[i] != list[i] {
				t.Fatalf("%q became %q", list, got)
			}
		}
	})
	if got := optical.SplitList(" ;|a; "); len(got) != 1 || got[0] != "a" {
		t.Errorf("got %q", got)
	}
}

func TestReadyYear(t *testing.T) {
	for date, want := range map[string]int{"": 0, "2027": 2027, "2027-03": 2027, "2027-03-31": 2027, "soon": 0} {
		if got := (optical.Span{ReadyForService: date}).ReadyYear(); got != want {
			t.Errorf("%q: %d, want %d", date, got, want)
		}
		if valid := optical.ValidDate(date); valid != (date != "soon") {
			t.Errorf("%q: valid %t", date, valid)
		}
	}
}

func TestRouteKm(t *testing.T) {
	net := &optical.Network{}
	s := optical.Span{Route: orb.LineString{{0, 0}, {1, 0}, {1, 0}, {2, 0}}}
	if km := net.RouteKm(s); math.Abs(km-2*111.319490793) > 1e-6 {
		t.Errorf("%.9f km", km)
	}
	if km := net.RouteKm(optical.Span{}); !math.IsNaN(km) {
		t.Errorf("no route: %g km", km)
	}
}
