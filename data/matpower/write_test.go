package matpower_test

import (
	"bytes"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/internal/oracle"
)

func TestRoundTrip(t *testing.T) {
	for _, path := range cases(t) {
		net, err := matpower.ReadFile(path)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		roundTrip(t, net)
	}
}

func cases(t *testing.T) []string {
	var out []string
	for _, dir := range []string{"cases", "pglib"} {
		list, err := filepath.Glob(filepath.Join(oracle.Path(t, "grid", dir), "*case*.m"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, list...)
	}
	if len(out) < 20 {
		t.Fatalf("%d cases", len(out))
	}
	return out
}

func roundTrip(t *testing.T, net *power.Network) {
	t.Helper()
	var b bytes.Buffer
	if err := matpower.Write(&b, net, "again"); err != nil {
		t.Fatal(err)
	}
	again, err := matpower.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(net, again, asNetworks); d != "" {
		t.Errorf("written and read again: %s", d)
	}
}

func TestWriteLinksAndNames(t *testing.T) {
	net := &power.Network{
		BaseMVA: 100, FrequencyHz: math.NaN(),
		Buses: []power.Bus{
			{ID: "north'500", KV: 500, Kind: power.Reference, Location: power.Nowhere(), Area: "1", Zone: "1", VoltagePU: 1, VmaxPU: 1.1, VminPU: 0.9},
			{ID: "south", KV: 275, Kind: power.PQ, Location: power.Nowhere(), Area: "1", Zone: "1", VoltagePU: 1, VmaxPU: 1.1, VminPU: 0.9},
		},
		Branches: []power.Branch{{ID: "1", From: "north'500", To: "south", X: -0.1, Tap: 1, ShiftDeg: 5, Kind: power.Transformer, InService: true,
			MinAngleDeg: -360, MaxAngleDeg: 360, LengthKm: math.NaN(), RateMW: math.Inf(1)}},
		Generators: []power.Generator{{ID: "1", Bus: "south", Fuel: "ng", MaxMW: 5, VoltagePU: 1, BaseMVA: 100,
			Cost: power.Cost{Model: power.Piecewise, Points: []power.CostPoint{{MW: 0, PerHour: 1}, {MW: 2, PerHour: 5}}}}},
		Links: []power.Link{{ID: "1", From: "north'500", To: "south", Kind: power.HVDC, MW: 3, MinMW: -5, MaxMW: 6, LossMW: 0.1, LossShare: 0.02,
			Controllable: true, InService: true, Cost: power.Cost{Model: power.Polynomial, Coefficients: []float64{0, 2}}}},
		Interfaces: []power.Interface{{ID: "1", ForwardMW: 7, ReverseMW: math.Inf(1), Members: []power.Member{{Branch: "1", Reverse: true}}}},
	}
	var b bytes.Buffer
	if err := matpower.Write(&b, net, "2 busses"); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "function mpc = case_2_busses\n") {
		t.Error(b.String()[:40])
	}
	again, err := matpower.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	if again.Buses[0].ID != "1" || again.Buses[0].Name != "north'500" {
		t.Errorf("bus %+v", again.Buses[0])
	}
	// Numbered now, it must survive another trip unchanged.
	roundTrip(t, again)
	if d := cmp.Diff(net.Interfaces, again.Interfaces); d != "" {
		t.Error(d)
	}
	if l := again.Links[0]; l.LossShare != 0.02 || l.Cost.Coefficients[1] != 2 || l.MinMW != -5 {
		t.Errorf("link %+v", l)
	}
}
