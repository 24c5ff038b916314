package topology_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/topology"
)

func TestCircuitsFromName(t *testing.T) {
	for name, want := range map[string]int{
		"京浜線1,2号線": 2, "京浜線３・４号線": 2, "河北線1・2L": 2, "春日部線 2L": 1, "新京葉線1~4号": 4, "611": 0, "有馬線": 0, "": 0,
	} {
		if got := topology.CircuitsFromName(name); got != want {
			t.Errorf("%s: %d circuits, want %d", name, got, want)
		}
	}
}

// TestCircuitsBasis: what a line states beats its name, a hint beats the rule.
func TestCircuitsBasis(t *testing.T) {
	stated := line("1", 275, at(0, 0), at(20, 0))
	named, plain := stated, stated
	stated.Name, stated.Circuits = "x線1,2号線", 4
	named.Name, named.Cables = "x線1,2号線", 0
	cables := plain
	cables.Cables = 9
	hint := topology.Options{Hints: []topology.Hint{{A: at(20.5, 0), B: at(0.5, 0), KV: 275, Circuits: 3}, {A: at(0, 0), B: at(20, 0), KV: 154, Circuits: 8}}}
	for _, c := range []struct {
		line  topology.Line
		opt   topology.Options
		want  int
		basis topology.Basis
	}{{stated, hint, 4, topology.Stated}, {cables, hint, 3, topology.Stated}, {named, hint, 2, topology.FromName}, {plain, hint, 3, topology.FromHint}, {plain, topology.Options{}, 1, topology.ByDefault}} {
		got := build(t, []topology.Line{c.line}, three, c.opt).Corridors[0]
		if got.Circuits != c.want || got.Basis != c.basis {
			t.Errorf("%s: %d circuits by %s, want %d by %s", c.line.Name, got.Circuits, got.Basis, c.want, c.basis)
		}
	}
}

// TestConverter: two zones end at one station and stay apart there; elsewhere
// a tie between zones is dropped.
func TestConverter(t *testing.T) {
	east, west, tie := line("1", 275, at(0, 0), at(10, 10)), line("2", 275, at(20, 0), at(10, 10)), line("3", 154, at(0, 0), at(20, 0))
	east.Zone, west.Zone = "east", "west"
	sites := []topology.Site{site("a", at(0, 0), 275, 154), site("b", at(20, 0), 275, 154), {ID: "c", Location: at(10, 10), VoltagesKV: []float64{275}, Separate: true}}
	sites[0].Area, sites[1].Area = "east", "west"
	got := build(t, []topology.Line{east, west, tie}, sites, topology.Options{ZoneOf: func(area string) string { return area }})
	if want := "a@275~c@275-east x1, b@275~c@275-west x1"; wiring(got) != want {
		t.Errorf("got %s, want %s", wiring(got), want)
	}
	if len(got.Report.OpenTies) != 1 || got.Report.OpenTies[0].Line != "3" {
		t.Errorf("open ties %v", got.Report.OpenTies)
	}
}

// TestRepairAndMain: two yards of one station are joined, what is far is not.
func TestRepairAndMain(t *testing.T) {
	lines := []topology.Line{line("1", 275, at(0, 0), at(20, 0)), line("2", 154, at(20, 0.8), at(30, 0.8)), line("3", 154, at(0, 30), at(9, 30))}
	sites := []topology.Site{site("a", at(0, 0), 275), site("b", at(20, 0), 275), site("b2", at(20, 0.8), 154), site("d", at(30, 0.8), 154), site("e", at(0, 30), 154)}
	got := build(t, lines, sites, topology.Options{RepairKm: 1})
	if len(got.Report.Repairs) != 1 || len(got.Transformers) != 1 || got.Transformers[0].ID != "b@275~b2@154" {
		t.Errorf("repairs %v, transformers %v", got.Report.Repairs, got.Transformers)
	}
	if main := got.Main(); len(main.Corridors) != 2 || len(main.Buses) != 4 || len(got.Corridors) != 3 {
		t.Errorf("main system of %d corridors and %d buses", len(main.Corridors), len(main.Buses))
	}
}

// TestStationYard: bays and busbars of a station are no lines.
func TestStationYard(t *testing.T) {
	lines := []topology.Line{line("1", 275, at(0, 0), at(10, 10.3)), line("2", 275, at(10, 10.3), at(10.1, 10.4)), line("3", 275, at(10.1, 10.4), at(20, 0)),
		line("4", 275, at(10, 10.3), at(10, 10.1)), line("5", 275, at(10.1, 10.4), at(10, 10.1))}
	if got, want := wiring(build(t, lines, three, topology.Options{})), "a@275~c@275 x1, b@275~c@275 x1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRefusals(t *testing.T) {
	good := line("1", 275, at(0, 0), at(20, 0))
	off := line("2", 275, at(0, 0), [2]float64{140, math.NaN()})
	for want, run := range map[string]func() error{
		`line "1" stands twice`: func() error {
			_, err := topology.Build([]topology.Line{good, good}, three, topology.Options{})
			return err
		},
		`site "a" stands twice`: func() error {
			_, err := topology.Build(nil, append(three[:1:1], three[0]), topology.Options{})
			return err
		},
		"not a number": func() error { _, err := topology.Build([]topology.Line{off}, nil, topology.Options{}); return err },
		"-1 km":        func() error { _, err := topology.Build(nil, nil, topology.Options{TeeKm: -1}); return err },
		"expected them rising": func() error {
			_, err := topology.Build(nil, nil, topology.Options{ClassesKV: []float64{275, 154}})
			return err
		},
		"no line class for 275 kV": func() error {
			_, err := build(t, []topology.Line{good}, three, topology.Options{}).Network("x", topology.Electrical{BaseMVA: 100})
			return err
		},
	} {
		if err := run(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestReport(t *testing.T) {
	lines := []topology.Line{line("1", 275, at(0, 0), at(20, 0)), line("2", 275, at(10, 5), at(10, 0.05)), line("3", 27500066, at(10, 10), at(20, 0)), line("4", 9, at(0, 0), at(1, 1))}
	r := build(t, lines, three, topology.Options{ClassesKV: []float64{154, 275}}).Report
	var text, short bytes.Buffer
	if err := r.WriteText(&text, 0); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteText(&short, 1); err != nil || short.Len() > text.Len() {
		t.Errorf("short report: %v", err)
	}
	for _, want := range []string{"4 lines", "2.7500066e+07 taken for 275 kV", "9 kV is none of the voltages", "tees made: 1", "275 kV by default: 4 corridors", "connected systems: 1"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	var back topology.Report
	data, err := json.Marshal(r)
	if err != nil || json.Unmarshal(data, &back) != nil || back.LinesKm != r.LinesKm || len(back.Tees) != 1 {
		t.Errorf("JSON: %v", err)
	}
}
