package portfolio_test

import (
	"math"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
)

func TestClauses(t *testing.T) {
	demand := func(class, metro string, year int, mw, by float64) plan.Violation {
		return plan.Violation{Requirement: plan.Requirement{Kind: "demand", What: "class " + class + " in " + metro + " must be served", Metro: metro, Year: year, Unit: "MW", Limit: mw}, By: by}
	}
	budget := plan.Violation{Requirement: plan.Requirement{Kind: "budget", What: "capex of at most 0 bn JPY", Year: 2030, Unit: "JPY", Limit: math.NaN()}, By: 5e9}
	got := portfolio.Clauses([]plan.Violation{
		demand("az", "Tokyo", 2035, 20, 2), demand("az", "Osaka", 2030, 5, 1), budget, demand("az", "Tokyo", 2030, 10, 1), demand("az", "Osaka", 2035, 7, 3), demand("edge", "Tokyo", 2030, 4, 4),
	})
	want := []portfolio.Clause{
		{Text: "demand: class az in Tokyo, Osaka must be served in 2030, 2035", Years: []int{2030, 2035}, Stated: []string{"15 MW", "27 MW"}, By: []string{"2 MW", "5 MW"}},
		{Text: "budget: capex of at most 0 bn JPY in 2030", Years: []int{2030}, By: []string{"5 bn JPY"}},
		{Text: "demand: class edge in Tokyo must be served in 2030", Years: []int{2030}, Stated: []string{"4 MW"}, By: []string{"4 MW"}},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if g, w := got[i], want[i]; g.Text != w.Text || !slices.Equal(g.Years, w.Years) || !slices.Equal(g.Stated, w.Stated) || !slices.Equal(g.By, w.By) {
			t.Errorf("%+v; want %+v", g, w)
		}
	}
}
