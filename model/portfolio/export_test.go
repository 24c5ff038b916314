package portfolio

import (
	"slices"

	"github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/plan"
)

// GridOf is the grid of a study, for tests that solve it anew.
func GridOf(st *Study) *grid.Grid { return st.in.Capacity.Grid }

// SeedRows are the rows that a study begins with.
func SeedRows(st *Study) ([]grid.SecureRow, error) {
	var limits []grid.Limit
	for _, s := range st.limitsOf(st.watts.secure.Buses()) {
		limits = append(limits, s.limit)
	}
	return st.watts.secure.Rows(limits)
}

// SecureBuses are the buses of the rows.
func SecureBuses(st *Study) []int { return st.watts.secure.Buses() }

// AllLoads are the loads at the network's buses that stand before a plan and
// those of the plan, all of them and those that stay after an outage.
func AllLoads(st *Study, p plan.Plan, t int) (standing, all, firm map[int]float64) {
	standing, all, firm = map[int]float64{}, map[int]float64{}, map[int]float64{}
	mw, rest := st.busLoads(p, t)
	for bus, n := range st.watts.busAt {
		standing[bus], all[bus], firm[bus] = st.watts.fixed[t][n], mw[n], rest[n]
	}
	return standing, all, firm
}

// Raised is what a plan adds to a branch's rating.
func Raised(st *Study, p plan.Plan, t, branch int) float64 { return st.raisedMW(p, t, branch) }

// GroupsOf are the groups of the sites of a study.
func GroupsOf(st *Study) []string {
	var out []string
	for n, s := range st.Sites {
		out = append(out, groupOf(&draft{Site: s, site: st.Problem.Sites[n]}))
	}
	return slices.Clip(out)
}

// Nest makes ranges agree, for tests that give them.
var Nest = nest
