package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/score"
)

// GroupWeights is how much each group of criteria counts.
type GroupWeights struct {
	Source string             // who proposes the preset
	Used   map[string]float64 // by group that has a criterion
	Unused map[string]float64 // weights of the preset that no criterion stands for
}

// GroupWeights returns the preset's weights with the scenario's own on top.
func (s *Scenario) GroupWeights() (GroupWeights, error) {
	preset, ok := score.LookupPreset(s.Weights.Preset)
	if !ok {
		return GroupWeights{}, fmt.Errorf("unknown preset %q; expected one of %s", s.Weights.Preset, strings.Join(score.PresetIDs(), ", "))
	}
	weights := GroupWeights{Source: preset.Source, Used: map[string]float64{}, Unused: map[string]float64{}}
	for group, w := range preset.Weights {
		weights.Unused[group] = w
	}
	maps.Copy(weights.Unused, s.Weights.Groups)
	for _, group := range s.groups() {
		if w, ok := weights.Unused[group]; ok {
			weights.Used[group] = w
			delete(weights.Unused, group)
		}
	}
	return weights, nil
}

// Weight returns the weight of every criterion: the weight of its group times
// its part of the group's shares. Weights need not sum to 1.
func (s *Scenario) weights(groups GroupWeights) map[string]float64 {
	ids := slices.Sorted(maps.Keys(s.Criteria))
	shares := map[string]float64{}
	for _, id := range ids {
		shares[s.Criteria[id].Group] += s.Criteria[id].Share
	}
	weights := map[string]float64{}
	for _, id := range ids {
		c := s.Criteria[id]
		if total := shares[c.Group]; total > 0 {
			weights[id] = groups.Used[c.Group] * c.Share / total
		}
	}
	return weights
}
