package score

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Preset is a named set of weights for the groups of a criteria tree.
type Preset struct {
	ID, Title string
	// Source says whose judgement the weights are.
	Source string
	Groups []PresetGroup
}

// PresetGroup is one weight of a preset.
type PresetGroup struct {
	Name   string
	Weight float64
	// Members are the generic criterion groups that share the weight; Name
	// alone when empty.
	Members []string
}

// PresetUse says what of a preset found no place in a model.
type PresetUse struct {
	// Unused are preset groups without a criterion in the model: their weight
	// is spread over the others in proportion.
	Unused []string
	// Unweighted are criteria that no group of the preset covers: weight 0.
	Unweighted []string
}

// Apply returns the model with the preset's weights. A group's weight is spread
// over its criteria in proportion to the weights that they have in the model,
// or evenly when these are all 0. The weights refer to the ranges of the
// criteria's value functions. A criterion belongs to the first preset group
// one of whose members is in its path, from the root down.
func (p Preset) Apply(m Model) (Model, PresetUse, error) {
	var use PresetUse
	if err := p.check(); err != nil {
		return Model{}, use, fmt.Errorf("%w: preset %q: %w", ErrModel, p.ID, err)
	}
	out := Model{Gates: m.Gates, Criteria: slices.Clone(m.Criteria)}
	groupOf := make([]int, len(m.Criteria))
	sum, count := make([]float64, len(p.Groups)), make([]float64, len(p.Groups))
	for i, c := range m.Criteria {
		g := p.group(c.Group)
		groupOf[i] = g
		if g < 0 {
			use.Unweighted = append(use.Unweighted, c.ID)
			continue
		}
		sum[g] += c.Weight
		count[g]++
	}
	for i := range out.Criteria {
		c, g := &out.Criteria[i], groupOf[i]
		switch {
		case g < 0:
			c.Weight = 0
		case sum[g] > 0:
			c.Weight = p.Groups[g].Weight * c.Weight / sum[g]
		default:
			c.Weight = p.Groups[g].Weight / count[g]
		}
		c.WeightRange = nil
	}
	for g, n := range count {
		if n == 0 && p.Groups[g].Weight > 0 {
			use.Unused = append(use.Unused, p.Groups[g].Name)
		}
	}
	if len(use.Unweighted) == len(m.Criteria) {
		return Model{}, use, fmt.Errorf("%w: preset %q covers no criterion of the model", ErrModel, p.ID)
	}
	return out, use, nil
}

func (p Preset) check() error {
	if len(p.Groups) == 0 {
		return errors.New("it has no groups")
	}
	for _, g := range p.Groups {
		if g.Name == "" || !(g.Weight >= 0) || math.IsInf(g.Weight, 0) {
			return fmt.Errorf("group %q has the weight %v, must be 0 or more", g.Name, g.Weight)
		}
	}
	return nil
}

// group returns the index of the preset group that a criterion's path belongs
// to, or −1. A member matches a segment of the path.
func (p Preset) group(path string) int {
	for i, g := range p.Groups {
		members := g.Members
		if len(members) == 0 {
			members = []string{g.Name}
		}
		for _, member := range members {
			if hasSegment(path, member) {
				return i
			}
		}
	}
	return -1
}
