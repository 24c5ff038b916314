package method

import (
	"context"

	"github.com/wattbit/wattbit/model/score/rank"
)

// ELECTRE3 ranks by two distillations of a credibility matrix (Roy 1978), for
// short lists. Thresholds are taken at the figure of the candidate that is said
// to outrank; the discrimination threshold is s(λ) = 0.3 − 0.15·λ.
type ELECTRE3 struct {
	// Criteria has one per criterion; 5 % and 15 % of the range and no veto
	// when nil.
	Criteria []Pseudo
}

// ELECTRE3Result holds the matrix and the two orders.
type ELECTRE3Result struct {
	// Credibility of "row is at least as good as column"; the diagonal is 1.
	Credibility [][]float64
	// Descending and Ascending list classes of equal candidates, best first.
	Descending, Ascending [][]int
	// Position is the mean of a candidate's ranks in the two orders.
	Position []float64
}

// Incomparable reports whether the two orders contradict each other on a pair.
func (r *ELECTRE3Result) Incomparable(a, b int) bool {
	down := place(r.Descending, a) - place(r.Descending, b)
	up := place(r.Ascending, a) - place(r.Ascending, b)
	return down*up < 0
}

func place(classes [][]int, row int) int {
	for k, class := range classes {
		for _, i := range class {
			if i == row {
				return k
			}
		}
	}
	return -1
}

// Evaluate implements Method; the score is the mean position, low is good.
func (m ELECTRE3) Evaluate(ctx context.Context, p *Problem) (*Outcome, error) {
	r, err := m.Rank(ctx, p)
	if err != nil {
		return nil, err
	}
	o := p.outcome(r.Position, true)
	o.LowerIsBetter = true
	return o, nil
}

// Rank returns the credibility matrix and both orders.
func (m ELECTRE3) Rank(ctx context.Context, p *Problem) (*ELECTRE3Result, error) {
	if err := p.checkShort(); err != nil {
		return nil, err
	}
	weights, columns, err := p.check(needSet)
	if err != nil {
		return nil, err
	}
	criteria, err := p.pseudo(m.Criteria, columns)
	if err != nil {
		return nil, err
	}
	n := p.Rows()
	r := &ELECTRE3Result{Credibility: square[float64](n), Position: make([]float64, n)}
	err = p.parallelCtx(ctx, n, func(a int) {
		for b := range n {
			r.Credibility[a][b] = 1
			if a != b {
				r.Credibility[a][b] = credibility(weights, criteria,
					func(j int) float64 { return lead(p.Columns[j][a], p.Columns[j][b], p.Directions[j]) },
					func(j int) float64 { return p.Columns[j][a] })
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if r.Descending, err = distil(ctx, r.Credibility, 1); err != nil {
		return nil, err
	}
	if r.Ascending, err = distil(ctx, r.Credibility, -1); err != nil {
		return nil, err
	}
	for i, j := 0, len(r.Ascending)-1; i < j; i, j = i+1, j-1 {
		r.Ascending[i], r.Ascending[j] = r.Ascending[j], r.Ascending[i]
	}
	for _, classes := range [][][]int{r.Descending, r.Ascending} {
		for i, k := range rank.Of(places(classes, n), true) {
			r.Position[i] += float64(k) / 2
		}
	}
	return r, nil
}

func places(classes [][]int, n int) []float64 {
	out := make([]float64, n)
	for k, class := range classes {
		for _, i := range class {
			out[i] = float64(k)
		}
	}
	return out
}

// distil takes off the class of best qualification again and again, or with
// sign −1 of worst.
func distil(ctx context.Context, credibility [][]float64, sign int) ([][]int, error) {
	rest := make([]int, len(credibility))
	for i := range rest {
		rest[i] = i
	}
	var classes [][]int
	for len(rest) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		class := extreme(credibility, rest, sign)
		classes = append(classes, class)
		taken := make(map[int]bool, len(class))
		for _, i := range class {
			taken[i] = true
		}
		kept := rest[:0]
		for _, i := range rest {
			if !taken[i] {
				kept = append(kept, i)
			}
		}
		rest = kept
	}
	return classes, nil
}

// extreme narrows the rest to those of extreme qualification, with lower and
// lower cuts until one is left or the cut is 0.
func extreme(credibility [][]float64, rest []int, sign int) []int {
	class := append([]int(nil), rest...)
	cut := 0.0
	for _, a := range class {
		for _, b := range class {
			if a != b {
				cut = max(cut, credibility[a][b])
			}
		}
	}
	for len(class) > 1 && cut > 0 {
		cut = below(credibility, class, cut-discrimination(cut))
		class = qualified(credibility, class, cut, sign)
	}
	return class
}

func discrimination(lambda float64) float64 { return 0.3 - 0.15*lambda }

// below returns the largest credibility inside the class under a level, or 0.
func below(credibility [][]float64, class []int, level float64) float64 {
	best := 0.0
	for _, a := range class {
		for _, b := range class {
			if c := credibility[a][b]; a != b && c < level && c > best {
				best = c
			}
		}
	}
	return best
}

// qualified keeps those with the most, or least, outrankings given less taken.
func qualified(credibility [][]float64, class []int, cut float64, sign int) []int {
	score := make([]int, len(class))
	for x, a := range class {
		for y, b := range class {
			c := credibility[a][b]
			if a != b && c > cut && c-credibility[b][a] > discrimination(c) {
				score[x] += sign
				score[y] -= sign
			}
		}
	}
	best := score[0]
	for _, s := range score {
		best = max(best, s)
	}
	var kept []int
	for x, a := range class {
		if score[x] == best {
			kept = append(kept, a)
		}
	}
	return kept
}
