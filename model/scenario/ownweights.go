package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/score"
)

// OwnWeights is the id of a Weighting whose weights by criterion stand in the
// scenario.
const OwnWeights = "own"

// ownWeights puts the scenario's weights by criterion on the criteria.
func (s *Scenario) ownWeights(criteria []score.Criterion) (score.Preset, score.PresetUse) {
	var use score.PresetUse
	for i := range criteria {
		c := &criteria[i]
		own, named := s.Weights.Criteria[c.ID]
		c.Weight, c.WeightRange = own.Weight, own.Range
		if !named {
			use.Unweighted = append(use.Unweighted, c.ID)
		}
	}
	return score.Preset{ID: OwnWeights, Title: "Weights of the scenario", Source: s.Weights.Source}, use
}

func (s *Scenario) criterionWeightProblems() []problem {
	for _, id := range slices.Sorted(maps.Keys(s.Weights.Criteria)) {
		path := "$.weights.criteria." + id
		own := s.Weights.Criteria[id]
		if _, ok := s.Criteria[id]; !ok {
			return at(path, fmt.Sprintf("no criterion %q; criteria are %s", id, strings.Join(slices.Sorted(maps.Keys(s.Criteria)), ", ")))
		}
		if !(own.Weight >= 0) || !finite(own.Weight) {
			return at(path, fmt.Sprintf("weight %v; expected a number from 0", own.Weight))
		}
		if len(own.Range) != 0 && (len(own.Range) != 2 || !(own.Range[0] < own.Range[1]) || !finite(own.Range[1]-own.Range[0])) {
			return at(path, fmt.Sprintf("range %v; expected a low and a high figure", own.Range))
		}
	}
	return nil
}

// WeightNotes are statements about weights by criterion that a reader must see;
// they stand among the ranking's warnings too.
func (r *Result) WeightNotes() []string {
	own := r.Scenario.Weights.Criteria
	if len(own) == 0 {
		return nil
	}
	notes := slices.Clone(r.Scenario.Weights.Notes)
	var unranged []string
	sum := 0.0
	for _, id := range slices.Sorted(maps.Keys(own)) {
		sum += own[id].Weight
		if len(own[id].Range) == 0 {
			unranged = append(unranged, id)
		}
	}
	if math.Abs(sum-1) > sumTolerance && math.Abs(sum-100) > 100*sumTolerance {
		notes = append(notes, fmt.Sprintf("the weights sum to %.6g, neither 1 nor 100; they are divided by their sum", sum))
	}
	if len(unranged) > 0 {
		notes = append(notes, fmt.Sprintf("weights without a range are taken as the worth of the whole declared range of the criterion: %s", strings.Join(unranged, ", ")))
	}
	if left := r.Weighting.Use.Unweighted; len(left) > 0 {
		notes = append(notes, fmt.Sprintf("criteria without a weight count for nothing: %s", strings.Join(left, ", ")))
	}
	return notes
}

// sumTolerance is how far from 1 weights may sum without a word.
const sumTolerance = 1e-3
