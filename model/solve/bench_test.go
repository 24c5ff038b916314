package solve_test

import (
	"math/rand/v2"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

func benchmark(b *testing.B, m *solve.Model, opt solve.Options) {
	b.Helper()
	solveOnce := func() {
		if r, err := solve.Solve(bg, m, opt); err != nil || !r.OK() {
			b.Fatal(r.Status, err)
		}
	}
	solveOnce() // compiles the solver
	b.ReportAllocs()
	for b.Loop() {
		solveOnce()
	}
}

func BenchmarkTinyMILP(b *testing.B) { benchmark(b, workshop(), solve.Options{}) }

// 10,100 columns, 10,100 rows.
func BenchmarkFacilitiesLP(b *testing.B) {
	benchmark(b, facilities(100, 100), solve.Options{Relax: true})
}

func BenchmarkFacilitiesMILP(b *testing.B) {
	benchmark(b, facilities(40, 25), solve.Options{Gap: 0.01})
}

// dispatch is a DC-OPF in generator outputs: quadratic costs, a balance and
// rows of branch limits.
func dispatch(generators, branches int) *solve.Model {
	rng := rand.New(rand.NewPCG(3, 4))
	m := &solve.Model{}
	var balance []solve.Term
	total := 0.0
	for j := range generators {
		most := 50 + 400*rng.Float64()
		total += most
		m.AddCol("", 0, most, 10+30*rng.Float64())
		m.AddQuad(j, j, 0.002+0.02*rng.Float64())
		balance = append(balance, term(j, 1))
	}
	m.AddRow("balance", 0.6*total, 0.6*total, balance...)
	for range branches {
		var flow []solve.Term
		for j := range generators {
			flow = append(flow, term(j, rng.Float64()-0.5))
		}
		m.AddRow("", -0.02*total, 0.02*total, flow...)
	}
	return m
}

func BenchmarkDispatchQP(b *testing.B) { benchmark(b, dispatch(300, 20), solve.Options{}) }

// Adding rows to a solved linear programme, against solving it anew.
func BenchmarkAddRows(b *testing.B) {
	m := facilities(60, 40)
	b.ReportAllocs()
	for b.Loop() {
		s, err := solve.Open(m, solve.Options{Relax: true})
		if err != nil {
			b.Fatal(err)
		}
		for k := range 10 {
			if r, err := s.Solve(bg); err != nil || !r.OK() {
				b.Fatal(r.Status, err)
			}
			if err := s.AddRows(solve.Row{Lower: 0.1, Upper: inf, Terms: []solve.Term{term(k, 1)}}); err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestDispatch(t *testing.T) {
	for _, n := range []int{30, 300} {
		r := mustSolve(t, dispatch(n, 20), solve.Options{})
		if r.Status != solve.Optimal || r.Gap > 1e-6 {
			t.Errorf("%d generators: %v, gap %g", n, r.Status, r.Gap)
		}
		t.Logf("%d generators: %s, %d steps in %v, residuals %+v", n, r.Solver, r.Iterations, r.Time, r.Residual)
	}
}
