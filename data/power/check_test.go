package power

import (
	"math"
	"strings"
	"testing"
)

func sound() *Network {
	return &Network{
		BaseMVA:    100,
		Buses:      []Bus{{ID: "1"}, {ID: "2"}},
		Branches:   []Branch{{ID: "1", From: "1", To: "2", X: 0.1, Tap: 1}},
		Generators: []Generator{{ID: "1", Bus: "1", MW: 1, MaxMW: 2}},
		Loads:      []Load{{ID: "1", Bus: "2", MW: 1}},
		Shunts:     []Shunt{{ID: "1", Bus: "2"}},
		Links:      []Link{{ID: "1", From: "1", To: "2", MaxMW: 1}},
		Interfaces: []Interface{{ID: "a", Members: []Member{{Branch: "1"}, {Link: "1"}}}},
	}
}

func TestCheck(t *testing.T) {
	if err := sound().Check(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(*Network){
		"base":                    func(n *Network) { n.BaseMVA = math.Inf(1) },
		`bus "1" stands twice`:    func(n *Network) { n.Buses[1].ID = "1" },
		"bus without an id":       func(n *Network) { n.Buses[1].ID = "" },
		`no bus "9"`:              func(n *Network) { n.Generators[0].Bus = "9" },
		"x is NaN":                func(n *Network) { n.Branches[0].X = math.NaN() },
		"tap is 0":                func(n *Network) { n.Branches[0].Tap = 0 },
		"normal rating is -1":     func(n *Network) { n.Branches[0].RateMW = -1 },
		"angle limit":             func(n *Network) { n.Branches[0].MinAngleDeg = math.NaN() },
		"limits 0..NaN MW":        func(n *Network) { n.Generators[0].MaxMW = math.NaN() },
		"cost model 9":            func(n *Network) { n.Generators[0].Cost.Model = 9 },
		`load "1": MW is +Inf`:    func(n *Network) { n.Loads[0].MW = math.Inf(1) },
		`shunt "1": no bus`:       func(n *Network) { n.Shunts[0].Bus = "" },
		"share below 1":           func(n *Network) { n.Links[0].LossShare = 1 },
		"lower one first":         func(n *Network) { n.Links[0].MinMW = 5 },
		`interface "a": no branc`: func(n *Network) { n.Interfaces[0].Members[0].Branch = "x" },
		`interface "a": no link`:  func(n *Network) { n.Interfaces[0].Members[1].Link = "x" },
	} {
		n := sound()
		spoil(n)
		if err := n.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
