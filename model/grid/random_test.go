package grid_test

import (
	"fmt"
	"math"
	"strconv"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/power"
)

// randomNetwork draws a small network: islands, parallel branches, radial
// ends, phase shifters, taps, negative reactances, unrated branches, units
// without headroom, shunts.
func randomNetwork(t *rapid.T) *power.Network {
	net := &power.Network{BaseMVA: 100, FrequencyHz: math.NaN()}
	value := func(label string, lo, hi int, unit float64) float64 {
		return float64(rapid.IntRange(lo, hi).Draw(t, label)) * unit
	}
	once := func(label string, in int) bool { return rapid.IntRange(1, in).Draw(t, label) == 1 }
	islands := rapid.IntRange(1, 2).Draw(t, "islands")
	for k := range islands {
		n, first := rapid.IntRange(2, 7).Draw(t, "buses"), len(net.Buses)
		for i := range n {
			id := strconv.Itoa(first + i + 1)
			kind := power.PQ
			if i == 0 && k == 0 {
				kind = power.Reference
			}
			net.Buses = append(net.Buses, power.Bus{ID: id, KV: float64(rapid.SampledFrom([]int{66, 154, 500}).Draw(t, "kv")), Kind: kind, Location: power.Nowhere()})
			net.Loads = append(net.Loads, power.Load{ID: id, Bus: id, MW: value("load", 0, 60, 1), InService: true})
			if once("shunt", 5) {
				net.Shunts = append(net.Shunts, power.Shunt{ID: id, Bus: id, MW: value("gs", -3, 3, 1), InService: true})
			}
			if i == 0 || once("unit", 3) {
				g := strconv.Itoa(len(net.Generators) + 1)
				mw := value("pg", 0, 100, 1)
				net.Generators = append(net.Generators, power.Generator{ID: g, Bus: id, MW: mw, MaxMW: mw + value("head", 0, 100, 1), InService: !once("off", 8)})
			}
		}
		link := func(a, b int) {
			x := value("x", 2, 40, 0.01)
			if once("negative", 12) {
				x = -x
			}
			br := power.Branch{ID: strconv.Itoa(len(net.Branches) + 1), From: net.Buses[first+a].ID, To: net.Buses[first+b].ID,
				R: x / 10, X: x, Tap: 1, MinAngleDeg: -360, MaxAngleDeg: 360, LengthKm: math.NaN(), InService: !once("open", 15)}
			if !once("unrated", 5) {
				br.RateMW = value("rate", 10, 150, 1)
				br.EmergencyMW = br.RateMW * value("emergency", 9, 13, 0.1)
			}
			if once("shifter", 6) {
				br.Kind, br.Tap, br.ShiftDeg = power.Transformer, value("tap", 9, 11, 0.1), value("shift", -5, 5, 1)
			}
			net.Branches = append(net.Branches, br)
		}
		for i := 1; i < n; i++ {
			link(rapid.IntRange(0, i-1).Draw(t, "up"), i)
		}
		for range rapid.IntRange(0, n+2).Draw(t, "loops") {
			a, b := rapid.IntRange(0, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
			if a != b {
				link(a, b)
			}
		}
	}
	return net
}

// clone copies what the tests change.
func clone(net *power.Network) *power.Network {
	c := *net
	c.Buses = append([]power.Bus(nil), net.Buses...)
	c.Branches = append([]power.Branch(nil), net.Branches...)
	c.Generators = append([]power.Generator(nil), net.Generators...)
	c.Loads = append([]power.Load(nil), net.Loads...)
	c.Shunts = append([]power.Shunt(nil), net.Shunts...)
	return &c
}

// dense solves a·x = b by elimination with pivoting; nil when singular.
func dense(a [][]float64, b []float64) []float64 {
	n := len(b)
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		if math.Abs(a[p][k]) < 1e-9 {
			return nil
		}
		a[k], a[p], b[k], b[p] = a[p], a[k], b[p], b[k]
		for i := k + 1; i < n; i++ {
			f := a[i][k] / a[k][k]
			for j := k; j < n; j++ {
				a[i][j] -= f * a[k][j]
			}
			b[i] -= f * b[k]
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			b[k] -= a[k][j] * b[j]
		}
		b[k] /= a[k][k]
	}
	return b
}

// describe prints a drawn network in a few lines.
func describe(net *power.Network) string {
	out := ""
	for _, b := range net.Branches {
		out += fmt.Sprintf("%s: %s-%s x=%g tap=%g shift=%g rate=%g/%g on=%v\n", b.ID, b.From, b.To, b.X, b.Tap, b.ShiftDeg, b.RateMW, b.EmergencyMW, b.InService)
	}
	for _, u := range net.Generators {
		out += fmt.Sprintf("unit %s@%s %g..%g on=%v\n", u.ID, u.Bus, u.MW, u.MaxMW, u.InService)
	}
	for _, l := range net.Loads {
		out += fmt.Sprintf("load@%s %g  ", l.Bus, l.MW)
	}
	for _, s := range net.Shunts {
		out += fmt.Sprintf("shunt@%s %g  ", s.Bus, s.MW)
	}
	return out
}

func label(i int) string { return fmt.Sprint(i + 1) }
