package scenario

import (
	"context"
	"errors"
	"fmt"

	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/sensitivity"
	"github.com/wattbit/wattbit/model/score/smaa"
)

// MaxAssessed is how many candidates the analysis of uncertainty looks at: of
// more that pass, the best by score.
const MaxAssessed = 2000

// shortlisted is how many leaders are compared in pairs.
const shortlisted = 20

// confidenceSamples is how many samples the confidence factors rest on at most:
// their standard error is then 1 % or less.
const confidenceSamples = 2500

// Robustness says how far a ranking depends on weights and figures that are not
// known. Rows of its parts are indices into Rows.
type Robustness struct {
	// Rows are the rows of the table that were assessed, best score first.
	Rows []int
	// Acceptability counts over all samples who takes which rank. Its weights
	// are those of the criteria in Weighed, as indices into the model's.
	Acceptability *smaa.Result
	Weighed       []int
	// Places are ranks by acceptability; candidates that the samples do not tell
	// apart share one.
	Places []int
	// Top is the k of the top list.
	Top int
	// Winner and TopK have the smallest change of each criterion's weight that
	// topples the first, and that changes who is in the first k.
	Winner, TopK []sensitivity.Flip
	// WinnerShift and TopKShift are the least weights that must move, in any way.
	WinnerShift, TopKShift sensitivity.Shift
	// Tornado moves one weight or figure of the first at a time.
	Tornado []Bar
	// Opinions are those of the scenario's other methods.
	Opinions []Opinion
	// Matrix holds the partial values of the rows.
	Matrix *score.Matrix
}

// robustness analyses the candidates that pass every gate.
func (r *Result) robustness(ctx context.Context) (*Robustness, error) {
	return r.analyse(ctx, r.acceptability, r.toppling, r.tornado, r.secondOpinions)
}

// Sensitivity is the part of a Robustness that needs no samples: the smallest
// changes of weights and the tornado.
func (r *Result) Sensitivity(ctx context.Context) (*Robustness, error) {
	if len(r.Ranking.Order) == 0 {
		return nil, errors.New("no candidate passes every gate")
	}
	return r.analyse(ctx, r.toppling, r.tornado)
}

func (r *Result) analyse(ctx context.Context, steps ...func(context.Context, *Robustness) error) (*Robustness, error) {
	a := &Robustness{Rows: r.Ranking.Order[:min(MaxAssessed, len(r.Ranking.Order))]}
	a.Top = min(max(1, r.Scenario.Uncertainty.Top), len(a.Rows))
	var err error
	if a.Matrix, err = r.scorer.Matrix(r.Figures, a.Rows); err != nil {
		return nil, err
	}
	for _, step := range steps {
		if err := step(ctx, a); err != nil {
			return nil, fmt.Errorf("uncertainty: %w", err)
		}
	}
	return a, nil
}

// SensitivityCSV is the table sensitivity.csv alone.
func (r *Result) SensitivityCSV(a *Robustness) ([]byte, error) {
	return table.Encode(r.sensitivityTable(a))
}

// acceptability runs the samples.
func (r *Result) acceptability(ctx context.Context, a *Robustness) error {
	u := &r.Scenario.Uncertainty
	var weights []float64
	var values [][]float64
	for k, w := range a.Matrix.Weights {
		if w > 0 {
			a.Weighed = append(a.Weighed, k)
			weights, values = append(weights, w), append(values, a.Matrix.Values[k])
		}
	}
	prior, err := u.Weights.prior(weights)
	if err != nil {
		return err
	}
	joint, err := smaa.Joint(r.Scenario.Seed, values, r.shared(a.Matrix, a.Rows, a.Weighed))
	if err != nil {
		return err
	}
	p := smaa.Problem{IDs: a.Matrix.IDs, Values: values, Prior: prior, Joint: joint, Options: smaa.Options{
		Seed: r.Scenario.Seed, Samples: u.Samples, TopK: a.Top, AllRanks: true, Workers: r.workers,
		ConfidenceSamples: min(confidenceSamples, u.Samples),
	}}
	for i := range min(shortlisted, len(a.Rows)) {
		p.Shortlist = append(p.Shortlist, i)
	}
	if a.Acceptability, err = smaa.Run(ctx, p); err != nil {
		return err
	}
	a.Places = places(a.Acceptability)
	return nil
}

// places ranks by acceptability. A candidate shares the place of the one that
// opened it as long as the samples do not tell the two apart.
func places(s *smaa.Result) []int {
	out := make([]int, len(s.IDs))
	order := s.Order()
	head := order[0]
	for n, i := range order {
		if n > 0 && s.Tied(head, i) {
			out[i] = out[head]
			continue
		}
		head, out[i] = i, n+1
	}
	return out
}

// Leaders lists the first n by acceptability, as indices into Rows.
func (a *Robustness) Leaders(n int) []int {
	return a.Acceptability.Order()[:min(n, len(a.Rows))]
}

// additive is the score as the sensitivity analyses see it.
func (a *Robustness) additive() sensitivity.Additive {
	return sensitivity.Additive{Values: a.Matrix.Values, Weights: a.Matrix.Weights}
}

// toppling finds the smallest changes of weights, where there is someone to
// take the place.
func (r *Result) toppling(_ context.Context, a *Robustness) (err error) {
	if len(a.Rows) < 2 || len(a.Matrix.Weights) < 2 {
		return nil
	}
	add := a.additive()
	if a.Winner, err = sensitivity.Flips(add, 1); err != nil {
		return err
	}
	if a.WinnerShift, err = sensitivity.LeastShift(add, 1); err != nil {
		return err
	}
	if a.Top >= len(a.Rows) {
		return nil
	}
	if a.TopK, err = sensitivity.Flips(add, a.Top); err != nil {
		return err
	}
	a.TopKShift, err = sensitivity.LeastShift(add, a.Top)
	return err
}

// Smallest returns the flip of least change; false when none is possible.
func Smallest(flips []sensitivity.Flip) (sensitivity.Flip, bool) {
	best, found := sensitivity.Flip{}, false
	for _, f := range flips {
		if f.Possible && (!found || abs(f.Change()) < abs(best.Change())) {
			best, found = f, true
		}
	}
	return best, found
}
