package sensitivity

import (
	"math"
	"slices"
)

// Flip is the smallest change of one weight that changes who is in the top k,
// the other weights keeping their proportions.
type Flip struct {
	Criterion int
	// From and To are the weights; To is NaN when no weight from 0 to 1 does it.
	From, To float64
	// Out leaves the top k and In takes its place: at To their scores are
	// equal, beyond it they have changed places.
	Out, In  int
	Possible bool
}

// Change is To − From.
func (f Flip) Change() float64 { return f.To - f.From }

// Flips returns the smallest flip of each criterion's weight, in closed form
// (Triantaphyllou & Sánchez 1997): as criterion j's weight t moves and the
// others are rescaled, a candidate's score t·v_j + (1−t)·R is a straight line,
// and two of these meet where t = r/(r−d). With k = 1 it is the winner that
// falls.
func Flips(a Additive, k int) ([]Flip, error) {
	if err := a.check(k); err != nil {
		return nil, err
	}
	top, rest, _ := a.split(k)
	out := make([]Flip, len(a.Weights))
	for j := range out {
		out[j] = a.flip(j, top, rest)
	}
	return out, nil
}

func (a *Additive) flip(j int, top, rest []int) Flip {
	w := a.Weights[j]
	best := Flip{Criterion: j, From: w, To: math.NaN(), Out: -1, In: -1}
	if len(a.Weights) < 2 {
		return best
	}
	others := a.Scores(a.Reweighted(j, 0))
	own := a.Values[j]
	for _, i := range top {
		for _, b := range rest {
			d, r := own[i]-own[b], others[i]-others[b]
			t := r / (r - d)
			if !(t >= 0 && t <= 1) { // parallel, or they meet beyond the weights
				continue
			}
			const end = 1e-12 // a tie at an end of the weights topples nobody
			if t > w && t >= 1-end || t < w && t <= end {
				continue
			}
			if !best.Possible || math.Abs(t-w) < math.Abs(best.To-w) {
				best.To, best.Out, best.In, best.Possible = t, i, b, true
			}
		}
	}
	return best
}

// Shift is the least weight that must move between criteria, in any way, to
// change who is in the top k.
type Shift struct {
	// Moved is the share of the weight that moves, 0 to 1.
	Moved float64
	// Weights are the weights after it: Out and In have equal scores.
	Weights  []float64
	Out, In  int
	Possible bool
}

// LeastShift returns the least shift, exactly: the gap Σ w·(v_out − v_in) falls
// fastest by taking weight from the criterion that favours Out most and giving
// it to the one that favours In most, a fractional knapsack. It is not possible
// when every candidate of the top k is at least as good as all others in all
// criteria.
func LeastShift(a Additive, k int) (Shift, error) {
	if err := a.check(k); err != nil {
		return Shift{}, err
	}
	top, rest, scores := a.split(k)
	best := Shift{Moved: math.NaN(), Out: -1, In: -1}
	for _, i := range top {
		for _, b := range rest {
			moved, ok := a.moved(i, b, scores[i]-scores[b], nil)
			if ok && (!best.Possible || moved < best.Moved) {
				best.Moved, best.Out, best.In, best.Possible = moved, i, b, true
			}
		}
	}
	if best.Possible {
		best.Weights = slices.Clone(a.Weights)
		a.moved(best.Out, best.In, scores[best.Out]-scores[best.In], best.Weights)
	}
	return best, nil
}

// moved returns the weight that must move to close the gap between i and b, and
// moves it in weights when these are not nil.
func (a *Additive) moved(i, b int, gap float64, weights []float64) (float64, bool) {
	m := len(a.Weights)
	favour := make([]float64, m)
	order := make([]int, m)
	for j, c := range a.Values {
		favour[j], order[j] = c[i]-c[b], j
	}
	slices.SortStableFunc(order, func(x, y int) int {
		switch {
		case favour[x] > favour[y]:
			return -1
		case favour[x] < favour[y]:
			return 1
		}
		return 0
	})
	to := order[m-1]
	if favour[to] >= 0 {
		return 0, false
	}
	total := 0.0
	for _, j := range order[:m-1] {
		per := favour[j] - favour[to]
		if gap <= 0 || per <= 0 {
			break
		}
		take := min(a.Weights[j], gap/per)
		gap -= float64(take * per)
		total += take
		if weights != nil {
			weights[j] -= take
			weights[to] += take
		}
	}
	return total, true
}
