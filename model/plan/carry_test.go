package plan

import (
	"errors"
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/solve"
)

// reversed offers the same in another order, and something more.
func reversed(seed uint64) *Problem {
	p := tiny(seed, 3, 2)
	slices.Reverse(p.Sites)
	last := len(p.Sites) - 1
	for i := range p.Sites {
		s := &p.Sites[i]
		slices.Reverse(s.Fibers)
		s.Connections = append([]Connection{{ID: "more", Bus: -1, MaxMW: 1, FirmShare: 1}}, s.Connections...)
	}
	for _, m := range p.Policy.Minimums {
		for k := range m.Sites {
			m.Sites[k] = last - m.Sites[k]
		}
	}
	for _, share := range p.Policy.Shares {
		for k := range share.Sites {
			share.Sites[k].Site = last - share.Sites[k].Site
		}
	}
	return p
}

func TestCarriedPlanCostsTheSame(t *testing.T) {
	built := 0
	for seed := range uint64(12) {
		from, to := tiny(seed, 3, 2), reversed(seed)
		out := solved(t, from, exact)
		if out.Status != solve.Optimal {
			continue
		}
		for until := 1; until <= 2; until++ {
			commit, err := Carry(from, to, out.Plan, until)
			if err != nil {
				t.Fatal(err)
			}
			there, err := SolveCommitted(t.Context(), to, commit, exact)
			if err != nil {
				t.Fatal(err)
			}
			if !near(there.Evaluation.TotalJPY, out.Evaluation.TotalJPY) {
				t.Errorf("seed %d until %d: %g carried, %g at home, %v", seed, until, there.Evaluation.TotalJPY, out.Evaluation.TotalJPY, there.Status)
			}
		}
		built += len(out.Plan.Sites)
	}
	if built < 10 {
		t.Errorf("%d sites built: the test shows little", built)
	}
}

func TestCarryNamesWhatIsNotOnOffer(t *testing.T) {
	from := tiny(1, 3, 2)
	p := Plan{Shared: []int{0}, Lumps: [][]int{{0, 1}}, LinkMW: [][]float64{{0, 0}}, Sites: []SitePlan{{Site: 1, Levels: []int{0, 1}, FiberFrom: 1}}}
	for what, spoil := range map[string]func(*Problem){
		`site site1`:                      func(q *Problem) { q.Sites[1].ID = "other" },
		`connection "con0" of site site1`: func(q *Problem) { q.Sites[1].Connections[0].ID = "other" },
		`fiber "fib0" of site site1`:      func(q *Problem) { q.Sites[1].Fibers[0].ID = "other" },
		`block "20 MW" of site site1`:     func(q *Problem) { q.Sites[1].Blocks[0].ITMW++ },
		`shared asset "span"`:             func(q *Problem) { q.Shared[0].ID = "other" },
		`reinforcement "line"`:            func(q *Problem) { q.Reinforcements[0].ID = "other" },
	} {
		to := tiny(1, 3, 2)
		spoil(to)
		_, err := Carry(from, to, p, 2)
		var lacks *NotOfferedError
		if !errors.As(err, &lacks) || lacks.What != what {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := Carry(from, to, Plan{Shared: []int{-1}, Lumps: [][]int{{0, 1}}, LinkMW: p.LinkMW, Sites: p.Sites}, 1); err != nil {
			t.Errorf("%s: what is built after the first period is not committed: %v", what, err)
		}
	}
	if _, err := Carry(from, tiny(1, 3, 1), p, 1); err == nil {
		t.Error("other periods are taken")
	}
}
