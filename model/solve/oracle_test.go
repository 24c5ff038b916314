package solve_test

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/solve"
	"github.com/wattbit/wattbit/model/solve/pmedian"
)

// fields reads a file of numbers.
func fields(t *testing.T, elem ...string) []float64 {
	t.Helper()
	f, err := os.Open(oracle.Path(t, elem...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []float64
	s := bufio.NewScanner(f)
	s.Split(bufio.ScanWords)
	for s.Scan() {
		v, err := strconv.ParseFloat(s.Text(), 64)
		if err != nil {
			t.Fatalf("%v: %v", elem, err)
		}
		out = append(out, v)
	}
	return out
}

// readPmed reads an OR-Library p-median: a graph whose shortest paths are the
// costs.
func readPmed(t *testing.T, name string) pmedian.Problem {
	v := fields(t, "plan", name+".txt")
	n, p := int(v[0]), int(v[2])
	d := make([][]float64, n)
	for i := range d {
		d[i] = slices.Repeat([]float64{inf}, n)
		d[i][i] = 0
	}
	for e := 3; e+2 < len(v); e += 3 {
		i, j := int(v[e])-1, int(v[e+1])-1
		d[i][j], d[j][i] = v[e+2], v[e+2]
	}
	for k := range n {
		for i := range n {
			for j := range n {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	return pmedian.Problem{Cost: d, P: p}
}

var pmedOptima = []struct {
	name string
	want float64
}{{"pmed1", 5819}, {"pmed2", 4093}, {"pmed6", 7824}, {"pmed7", 5631}, {"pmed11", 7696}, {"pmed16", 8162}}

func TestPMedianLagrange(t *testing.T) {
	for _, tt := range pmedOptima {
		t.Run(tt.name, func(t *testing.T) {
			s, err := pmedian.Solve(bg, readPmed(t, tt.name), pmedian.Options{})
			if err != nil || s.Cost != tt.want || s.Bound > tt.want || s.Gap > 0.0104 {
				t.Errorf("cost %g, bound %g (%v), want %g", s.Cost, s.Bound, err, tt.want)
			}
			t.Logf("cost %g, gap %.3f %% after %d steps", s.Cost, 100*s.Gap, s.Iterations)
		})
	}
}

// TestPMedianMILP proves the published optima by branch and bound, from the
// Lagrangian start.
func TestPMedianMILP(t *testing.T) {
	for k, tt := range pmedOptima {
		if testing.Short() && k > 0 || k > 1 && os.Getenv("WATTBIT_LONG") == "" {
			t.Logf("%s: set WATTBIT_LONG to run it", tt.name)
			continue
		}
		t.Run(tt.name, func(t *testing.T) {
			p := readPmed(t, tt.name)
			first, err := pmedian.Solve(bg, p, pmedian.Options{})
			if err != nil {
				t.Fatal(err)
			}
			m, pair := p.Model()
			start := make([]float64, len(m.Cols))
			for _, j := range first.Open {
				start[j] = 1
			}
			for i, j := range first.Assign {
				start[pair[i][j]] = 1
			}
			r := mustSolve(t, m, solve.Options{Start: start})
			if r.Status != solve.Optimal || !near(r.Objective, tt.want) {
				t.Errorf("%v %g, want %g", r.Status, r.Objective, tt.want)
			}
			t.Logf("%d columns, %d rows: %g in %v, %d nodes", len(m.Cols), len(m.Rows), r.Objective, r.Time, r.Nodes)
		})
	}
}

func TestWarehouseLocation(t *testing.T) {
	for name, want := range map[string]float64{
		"cap71": 932615.750, "cap72": 977799.400, "cap101": 796648.437, "cap102": 854704.200, "cap131": 793439.562,
	} {
		t.Run(name, func(t *testing.T) {
			v := fields(t, "plan", name+".txt")
			sites, customers := int(v[0]), int(v[1])
			m := &solve.Model{}
			for j := range sites {
				m.AddBin("", v[2+2*j+1])
			}
			v = v[2+2*sites:]
			for i := range customers {
				row := v[i*(sites+1)+1:][:sites]
				var served []solve.Term
				for j, cost := range row {
					x := m.AddCol("", 0, 1, cost)
					served = append(served, term(x, 1))
					m.AddRow("", -inf, 0, term(x, 1), term(j, -1))
				}
				m.AddRow("", 1, 1, served...)
			}
			r := mustSolve(t, m, solve.Options{})
			if r.Status != solve.Optimal || math.Abs(r.Objective-want) > 0.001 {
				t.Errorf("%v %.3f, want %.3f", r.Status, r.Objective, want)
			}
			t.Logf("%d columns, %d rows in %v, %d nodes", len(m.Cols), len(m.Rows), r.Time, r.Nodes)
		})
	}
}

// sanFrancisco returns distances in m (tract by store), the populations and the
// stores' names.
func sanFrancisco(t *testing.T) (distance [][]float64, people []float64, stores []string) {
	t.Helper()
	f, err := os.Open(oracle.Path(t, "plan", "SF_network_distance_candidateStore_16_censusTract_205_new.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for _, r := range records[1:] {
		i, ok := at[r[2]]
		if !ok {
			i = len(distance)
			at[r[2]] = i
			distance = append(distance, make([]float64, 16))
			v, err := strconv.ParseFloat(r[3], 64)
			if err != nil {
				t.Fatal(err)
			}
			people = append(people, v)
		}
		name := strings.TrimPrefix(r[1], "Store_")
		store := slices.Index(stores, name)
		if store < 0 {
			store, stores = len(stores), append(stores, name)
		}
		if distance[i][store], err = strconv.ParseFloat(r[0], 64); err != nil {
			t.Fatal(err)
		}
	}
	return distance, people, stores
}

func TestSanFranciscoMedian(t *testing.T) {
	distance, people, stores := sanFrancisco(t)
	p := pmedian.Problem{P: 4}
	for i, row := range distance {
		cost := make([]float64, len(row))
		for j := range row {
			cost[j] = row[j] * people[i]
		}
		p.Cost = append(p.Cost, cost)
	}
	const want = 2848268129.7145
	s, err := pmedian.Solve(bg, p, pmedian.Options{})
	var open []string
	for _, j := range s.Open {
		open = append(open, stores[j])
	}
	slices.Sort(open)
	if err != nil || math.Abs(s.Cost-want) > 1 || fmt.Sprint(open) != "[11 12 15 2]" {
		t.Errorf("Lagrange: %v %.4f (%v), want %.4f", open, s.Cost, err, want)
	}
	m, _ := p.Model()
	if r := mustSolve(t, m, solve.Options{}); r.Status != solve.Optimal || math.Abs(r.Objective-want) > 1 {
		t.Errorf("MILP: %v %.4f, want %.4f", r.Status, r.Objective, want)
	}
}

func TestSanFranciscoCenter(t *testing.T) {
	distance, _, _ := sanFrancisco(t)
	p := pmedian.Problem{P: 4, Cost: distance}
	m, pair := p.Model()
	for j := range m.Cols {
		m.Cols[j].Cost = 0
	}
	radius := m.AddCol("radius in m", 0, inf, 1)
	for i, row := range distance {
		terms := []solve.Term{term(radius, -1)}
		for j, d := range row {
			terms = append(terms, term(pair[i][j], d))
		}
		m.AddRow("", -inf, 0, terms...)
	}
	if r := mustSolve(t, m, solve.Options{}); r.Status != solve.Optimal || math.Abs(r.Objective-7403.0638) > 1e-3 {
		t.Errorf("%v %.4f, want 7403.0638", r.Status, r.Objective)
	}
}

func TestSanFranciscoCover(t *testing.T) {
	distance, people, _ := sanFrancisco(t)
	most := &solve.Model{Sense: solve.Maximize} // MCLP
	least := &solve.Model{}                     // LSCP
	var sites []solve.Term
	for range 16 {
		sites = append(sites, term(most.AddBin("", 0), 1))
		least.AddBin("", 1)
	}
	most.AddRow("sites", 4, 4, sites...)
	for i, row := range distance {
		var reach []solve.Term
		for j, d := range row {
			if d <= 5000 {
				reach = append(reach, term(j, 1))
			}
		}
		least.AddRow("", 1, inf, reach...)
		covered := most.AddBin("", people[i])
		most.AddRow("", 0, inf, append(slices.Clone(reach), term(covered, -1))...)
	}
	if r := mustSolve(t, most, solve.Options{}); r.Status != solve.Optimal || !near(r.Objective, 875247) {
		t.Errorf("MCLP: %v %g, want 875247", r.Status, r.Objective)
	}
	if r := mustSolve(t, least, solve.Options{}); r.Status != solve.Optimal || !near(r.Objective, 8) {
		t.Errorf("LSCP: %v %g, want 8", r.Status, r.Objective)
	}
}
