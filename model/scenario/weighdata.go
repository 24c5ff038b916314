package scenario

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/score/weight"
)

// fromData weighs criteria by the figures of the candidates that pass.
func (s *Scenario) fromData(ctx context.Context, kind string) (weighing, error) {
	r, err := s.Run(ctx, RunOptions{RankingOnly: true})
	if err != nil {
		return weighing{}, err
	}
	m, err := r.scorer.Matrix(r.Figures, r.Ranking.Order)
	if err != nil {
		return weighing{}, err
	}
	if err := checkFigures(m, kind != "critic"); err != nil {
		return weighing{}, err
	}
	var weights []float64
	var source string
	switch kind {
	case "entropy":
		weights, err = weight.Entropy(m.Figures)
		source = "entropy of the figures (Zeleny 1982)"
	case "critic":
		weights, err = weight.CRITIC(m.Figures, m.Directions)
		source = "CRITIC (Diakoulaki et al. 1995)"
	default:
		weights, err = weight.MEREC(m.Figures, m.Directions)
		source = "MEREC (Keshavarz Ghorabaee et al. 2021)"
	}
	if err != nil {
		return weighing{}, err
	}
	w, err := s.judged(m.Criteria, weights, source)
	w.notes = []string{source + ": " + weight.Diagnostic}
	return w, err
}

// checkFigures names the first figure that weights cannot be drawn from.
func checkFigures(m *score.Matrix, positive bool) error {
	if len(m.IDs) < 2 {
		return fmt.Errorf("%d candidates pass; weights from data need two or more", len(m.IDs))
	}
	for k, column := range m.Figures {
		if d := m.Directions[k]; d != value.Higher && d != value.Lower {
			return fmt.Errorf("criterion %q is better %s; weights from data need higher or lower", m.Criteria[k], d)
		}
		for i, x := range column {
			if math.IsNaN(x) {
				return fmt.Errorf("criterion %q of candidate %q is missing; weights from data need every figure", m.Criteria[k], m.IDs[i])
			}
			if positive && x <= 0 {
				return fmt.Errorf("criterion %q of candidate %q is %v; this method takes ratios and needs figures above 0", m.Criteria[k], m.IDs[i], x)
			}
		}
	}
	return nil
}
