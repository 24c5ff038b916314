package plan

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/solve"
)

// sanFrancisco reads spopt's case: people by tract, and metres from each of 16
// stores to each tract.
func sanFrancisco(t *testing.T) (people []float64, metres [][]float64) {
	t.Helper()
	f, err := os.Open(oracle.Path(t, "plan", "SF_network_distance_candidateStore_16_censusTract_205_new.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	stores, tracts := map[string]int{}, map[string]int{}
	for _, row := range rows[1:] {
		if _, ok := tracts[row[2]]; !ok {
			tracts[row[2]] = len(people)
			people = append(people, number(t, row[3]))
		}
	}
	for _, row := range rows[1:] {
		i, ok := stores[row[1]]
		if !ok {
			i = len(metres)
			stores[row[1]] = i
			metres = append(metres, make([]float64, len(people)))
		}
		metres[i][tracts[row[2]]] = number(t, row[0])
	}
	return people, metres
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// covering is the covering of people by stores within a radius as a plan: a
// site has room for everybody, reaches who is near, and costs 1.
func covering(people []float64, metres [][]float64, radius, budget, missed float64) *Problem {
	p := &Problem{
		Name: "cover", Years: []int{2000}, BaseYear: 2000, HorizonYear: 2001,
		Areas:   []Area{{ID: "city", SpareMW: []float64{math.Inf(1)}}},
		Classes: []Class{{ID: "visit", UnservedJPYPerMWYear: []float64{missed}}}, DemandMW: make([][][]float64, 1),
		Policy: Policy{BudgetJPY: []float64{budget}},
	}
	total := 0.0
	for j, n := range people {
		p.Metros = append(p.Metros, Metro{ID: strconv.Itoa(j), Area: 0})
		p.DemandMW[0] = append(p.DemandMW[0], []float64{n})
		total += n
	}
	for i := range metres {
		reach := make([]bool, len(people))
		for j := range reach {
			reach[j] = metres[i][j] <= radius
		}
		p.Sites = append(p.Sites, Site{
			ID: strconv.Itoa(i), PUE: 1, LandHa: 1, EnergyJPYPerMWh: []Money{{}},
			Blocks:      []Block{{ITMW: total, Capex: Capex{Money{Private: 1}, 1}}},
			Connections: []Connection{{ID: "c", Bus: -1, MaxMW: math.Inf(1), FirmShare: 1}},
			Fibers:      []Fiber{{ID: "f", Reach: [][]bool{reach}}},
		})
	}
	return p
}

func TestMaximalCovering(t *testing.T) {
	people, metres := sanFrancisco(t)
	out := solved(t, covering(people, metres, 5000, 4, 1), exact)
	if covered := 955113 - out.Evaluation.UnservedMW[0]; math.Abs(covered-875247) > 1e-3 || len(out.Plan.Sites) != 4 {
		t.Errorf("%d stores cover %.3f, published 875247 by 4", len(out.Plan.Sites), covered)
	}
}

func TestSetCovering(t *testing.T) {
	people, metres := sanFrancisco(t)
	out := solved(t, covering(people, metres, 5000, math.Inf(1), math.Inf(1)), exact)
	if len(out.Plan.Sites) != 8 || out.Status != solve.Optimal {
		t.Errorf("%v with %d stores, published 8", out.Status, len(out.Plan.Sites))
	}
}

func TestCenter(t *testing.T) {
	people, metres := sanFrancisco(t)
	var radii []float64
	for i := range metres {
		radii = append(radii, metres[i]...)
	}
	slices.Sort(radii)
	radii = slices.Compact(radii)
	at, _ := slices.BinarySearchFunc(radii, 0, func(radius float64, _ int) int {
		out := solved(t, covering(people, metres, radius, 4, math.Inf(1)), Options{Gap: 0.5})
		if out.Status == solve.Infeasible {
			return -1
		}
		return 1
	})
	if got := radii[min(at, len(radii)-1)]; math.Abs(got-7403.0638) > 1e-4 {
		t.Errorf("4 stores are within %.4f m of everybody, published 7403.0638", got)
	}
}
