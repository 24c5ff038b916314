package plan

import (
	"context"
	"math"
	"reflect"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

func TestJointBeatsBaselines(t *testing.T) {
	count := 26
	if testing.Short() {
		count = 11
	}
	better := map[Method]int{}
	for seed := 6; seed < count; seed++ {
		p := tiny(uint64(seed), 3, 2)
		if seed%2 > 0 {
			withPolicies(p, uint64(seed))
			p.Policy.Minimums = nil
		}
		joint := solved(t, p, exact)
		if !joint.ok() {
			continue
		}
		for _, how := range Baselines() {
			out, err := SolveBy(context.Background(), p, how, exact)
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, how, err)
			}
			if !out.ok() {
				t.Errorf("seed %d, %s: %v", seed, how, out.Status)
				continue
			}
			e, err := Evaluate(p, out.Plan)
			if err != nil || !e.OK() {
				t.Errorf("seed %d, %s: %v %v", seed, how, err, e.Violations)
			}
			switch joint := joint.Evaluation.TotalJPY; {
			case e.TotalJPY < joint-1e-6*math.Abs(joint):
				t.Errorf("seed %d: %s costs %.8g, joint %.8g", seed, how, e.TotalJPY, joint)
			case e.TotalJPY > joint+1e-6*math.Abs(joint):
				better[how]++
			}
		}
	}
	t.Logf("joint is better than %v of %d", better, count)
	for _, how := range Baselines() {
		if better[how] == 0 && !testing.Short() {
			t.Errorf("joint is never better than %s: the test shows nothing", how)
		}
	}
}

func TestCompare(t *testing.T) {
	p := tiny(8, 3, 2)
	c, err := Compare(context.Background(), p, exact, Baselines()...)
	if err != nil {
		t.Fatal(err)
	}
	if c.Joint.Status != solve.Optimal || len(c.Baselines) != 4 {
		t.Fatalf("%v, %d baselines", c.Joint.Status, len(c.Baselines))
	}
	for _, b := range c.Baselines {
		if !(b.ValueJPY >= -1e-6*c.Joint.Evaluation.TotalJPY) {
			t.Errorf("%s: value %g", b.Method, b.ValueJPY)
		}
		if !near(b.ValueJPYPerYear*newCalendar(p).annuitySum(), b.ValueJPY) {
			t.Errorf("%s: %g a year of %g", b.Method, b.ValueJPYPerYear, b.ValueJPY)
		}
	}
}

func (c calendar) annuitySum() float64 {
	sum := 0.0
	for _, a := range c.annuity {
		sum += a
	}
	return sum
}

func TestSameTwice(t *testing.T) {
	p := country(40, 2, 3)
	one, two := solved(t, p, Options{Gap: 0.01}), solved(t, p, Options{Gap: 0.01})
	if !reflect.DeepEqual(one, two) {
		t.Error("two runs differ")
	}
	if !one.ok() || !one.Evaluation.OK() || one.Gap > 0.01 {
		t.Errorf("%v, gap %g, %v", one.Status, one.Gap, one.Evaluation.Violations)
	}
}
