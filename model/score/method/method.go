package method

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/rank"
)

// Method ranks, chooses or sorts the candidates of a problem.
type Method interface {
	// Evaluate returns one score per candidate. It stops when the context is
	// done.
	Evaluate(ctx context.Context, p *Problem) (*Outcome, error)
}

// Outcome is what every method can say.
type Outcome struct {
	// Scores has one score per candidate, best high unless LowerIsBetter. For a
	// sorting method it is the category, 0 the worst.
	Scores        []float64
	LowerIsBetter bool
	// DependsOnSet says that a candidate's score depends on the others, so that
	// adding one may change the order of the rest.
	DependsOnSet bool
	// Warnings are statements that the reader must see.
	Warnings []string
}

// Ranks returns the competition ranks of the scores: ties share the smallest.
func (o *Outcome) Ranks() []int { return rank.Of(o.Scores, o.LowerIsBetter) }

// dependsOnSet is the warning of every method that compares candidates.
const dependsOnSet = "scores depend on the candidate set: adding or removing a candidate may change the order of the others"

// outcome wraps scores with what every method has to say about them.
func (p *Problem) outcome(scores []float64, comparesCandidates bool) *Outcome {
	o := &Outcome{Scores: scores, DependsOnSet: comparesCandidates}
	if comparesCandidates {
		o.Warnings = append(o.Warnings, dependsOnSet)
	}
	sum := 0.0
	for _, w := range p.Weights {
		sum += w
	}
	const rounding = 1e-9
	switch {
	case math.Abs(sum-1) <= rounding:
	case p.RawWeights:
		o.Warnings = append(o.Warnings, fmt.Sprintf("the weights sum to %.6g and are used as they are", sum))
	default:
		o.Warnings = append(o.Warnings, fmt.Sprintf("the weights sum to %.6g and were divided by it", sum))
	}
	return o
}
