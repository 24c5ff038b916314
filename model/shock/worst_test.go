package shock_test

import (
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/shock"
)

// cutOff returns the MW without a route to the hub when the spans of a mask are
// gone, by flooding from the hub: a second method.
func cutOff(spans [][2]int, mask uint, at []int, mw []float64) float64 {
	reached := map[int]bool{0: true}
	for grown := true; grown; {
		grown = false
		for i, s := range spans {
			if mask>>i&1 == 0 && reached[s[0]] != reached[s[1]] {
				reached[s[0]], reached[s[1]], grown = true, true, true
			}
		}
	}
	lost := 0.0
	for i, v := range at {
		if !reached[v] {
			lost += mw[i]
		}
	}
	return lost
}

func TestWorstCutIsThatOfEnumeration(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(2, 7).Draw(rt, "nodes")
		var nodes []optical.Node
		var records []optical.Span
		var ends [][2]int
		for i := range n {
			nodes = append(nodes, node(name("n", i), 138.1+0.25*float64(i), 35.5))
		}
		for i := range rapid.IntRange(1, 11).Draw(rt, "spans") {
			a := rapid.IntRange(0, n-2).Draw(rt, "a")
			b := rapid.IntRange(a+1, n-1).Draw(rt, "b")
			ends = append(ends, [2]int{a, b})
			records = append(records, span(name("e", i), name("n", a), name("n", b), 200))
		}
		var sites []shock.Site
		var at []int
		var mw []float64
		for i := range rapid.IntRange(1, 5).Draw(rt, "sites") {
			v := rapid.IntRange(0, n-1).Draw(rt, "at")
			at, mw = append(at, v), append(mw, float64(rapid.IntRange(0, 9).Draw(rt, "mw")))
			sites = append(sites, site(name("s", i), 138.1+0.25*float64(v), 35.52, mw[i]))
		}
		k := rapid.IntRange(1, 4).Draw(rt, "k")
		s := quiet(0)
		s.Worst.Spans = k
		r := run(t, s, shockBits(t, nodes, records), sites...)
		for _, step := range r.Worst.Steps {
			want := 0.0
			for mask := range uint(1) << len(ends) {
				if bits.OnesCount(mask) <= step.Allowed {
					want = max(want, cutOff(ends, mask, at, mw))
				}
			}
			if step.LostMW != want || !step.Proven || len(step.Spans) > step.Allowed {
				rt.Fatalf("the worst %d of %v take %g MW of %v at %v (%d spans, proven %v), want %g", step.Allowed, ends, step.LostMW, mw, at, len(step.Spans), step.Proven, want)
			}
		}
		last := r.Worst.Steps[k-1]
		if got := r.Causes[0].CutOff; got != last.LostMW {
			rt.Fatalf("the cut struck takes %g MW, the search said %g", got, last.LostMW)
		}
		for i, d := range r.Worst.Degrees {
			if want := smallest(ends, at[i]); d.Never != (at[i] == 0) || !d.Never && d.Spans != want {
				rt.Fatalf("site at %d of %v: degree %+v, want %d", at[i], ends, d, want)
			}
		}
	})
}

func shockBits(t *testing.T, nodes []optical.Node, spans []optical.Span) shock.Bits {
	b := line(t)
	b.Network = network(t, nodes, spans)
	b.Hubs, b.Centres = []string{"n0"}, nil
	return b
}

// smallest returns the size of the smallest cut of one node by enumeration.
func smallest(ends [][2]int, at int) int {
	least := len(ends)
	for mask := range uint(1) << len(ends) {
		if size := bits.OnesCount(mask); size < least && cutOff(ends, mask, []int{at}, []float64{1}) > 0 {
			least = size
		}
	}
	return least
}

func TestWorstCutOfSpurs(t *testing.T) {
	s := quiet(0)
	s.Worst = shock.WorstSearch{Spans: 1, Spurs: true}
	r := run(t, s, line(t), site("a", 139.5, 35.5, 30), site("b", 138.5, 35.5, 80))
	if step := r.Worst.Steps[0]; step.LostMW != 80 || step.Spans[0].ID != "site b spur 1" {
		t.Errorf("worst cut of a spur %+v", step)
	}
}

func TestWorstCutWithinABound(t *testing.T) {
	s := quiet(0)
	s.Worst = shock.WorstSearch{Spans: 2, MaxStates: 1}
	r := run(t, s, line(t), site("a", 139.5, 35.5, 30), site("b", 139.5, 34, 80))
	step := r.Worst.Steps[1]
	if step.Proven || step.AtMostMW != 110 || step.LostMW > 110 {
		t.Errorf("a search of one state says %+v", step)
	}
	s.Worst.MaxStates = 0
	if step = run(t, s, line(t), site("a", 139.5, 35.5, 30), site("b", 139.5, 34, 80)).Worst.Steps[1]; !step.Proven || step.LostMW != 110 {
		t.Errorf("without a bound %+v", step)
	}
}

func TestTwoLighterSitesMayBeWorse(t *testing.T) {
	// the heaviest site hangs on two spans, two lighter ones on one each
	b := shockBits(t,
		[]optical.Node{node("n0", 138.1, 35.5), node("n1", 138.4, 35.5), node("n2", 138.7, 35.5), node("n3", 139, 35.5)},
		[]optical.Span{span("e0", "n0", "n1", 200), span("e1", "n0", "n1", 210), span("e2", "n0", "n2", 200), span("e3", "n0", "n3", 200)})
	s := quiet(0)
	s.Worst.Spans = 2
	r := run(t, s, b, site("heavy", 138.4, 35.52, 9), site("b", 138.7, 35.52, 5), site("c", 139, 35.52, 5))
	if step := r.Worst.Steps[1]; step.LostMW != 10 || !step.Proven {
		t.Errorf("the worst two spans take %g MW (proven %v), want 10", step.LostMW, step.Proven)
	}
	if step := r.Worst.Steps[0]; step.LostMW != 5 {
		t.Errorf("the worst span takes %g MW, want 5", step.LostMW)
	}
}
