package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/site"
)

// Weighting is what the scenario's weights rest on.
type Weighting struct {
	// Preset has the scenario's own weights on top. Its id is OwnWeights when
	// the scenario weighs every criterion itself.
	Preset score.Preset
	Use    score.PresetUse
}

// preset returns the named preset with the scenario's own weights on top.
func (s *Scenario) preset() (score.Preset, error) {
	preset, ok := score.PresetByID(s.Weights.Preset)
	if !ok {
		var ids []string
		for _, p := range score.Presets() {
			ids = append(ids, p.ID)
		}
		return score.Preset{}, fmt.Errorf("unknown preset %q; expected one of %s", s.Weights.Preset, strings.Join(ids, ", "))
	}
	preset.Groups = slices.Clone(preset.Groups)
	for _, name := range slices.Sorted(maps.Keys(s.Weights.Groups)) {
		weight := s.Weights.Groups[name]
		i := slices.IndexFunc(preset.Groups, func(g score.PresetGroup) bool { return g.Name == name })
		if i < 0 {
			preset.Groups = append(preset.Groups, score.PresetGroup{Name: name, Weight: weight})
			continue
		}
		preset.Groups[i].Weight = weight
	}
	return preset, nil
}

// Model builds what the score needs: the gates in alphabetical order of their
// ids, and the criteria in the order of the indicators' catalogue.
func (s *Scenario) Model() (score.Model, Weighting, error) {
	var m score.Model
	for _, id := range slices.Sorted(maps.Keys(s.Gates)) {
		m.Gates = append(m.Gates, s.Gates[id].scoreGate(id))
	}
	for _, indicator := range site.Catalogue() {
		for _, id := range slices.Sorted(maps.Keys(s.Criteria)) {
			c := s.Criteria[id]
			if c.Indicator != indicator.ID {
				continue
			}
			direction, err := c.direction(indicator)
			if err != nil {
				return score.Model{}, Weighting{}, err
			}
			m.Criteria = append(m.Criteria, c.scoreCriterion(id, direction))
		}
	}
	preset, err := s.preset()
	if err != nil {
		return score.Model{}, Weighting{}, err
	}
	m, use, err := preset.Apply(m)
	if err != nil {
		return score.Model{}, Weighting{}, err
	}
	if len(s.Weights.Criteria) > 0 {
		preset, use = s.ownWeights(m.Criteria)
	}
	if !slices.ContainsFunc(m.Criteria, func(c score.Criterion) bool { return c.Weight > 0 }) {
		return score.Model{}, Weighting{}, fmt.Errorf("every weight is 0: nothing is left to rank by")
	}
	return m, Weighting{preset, use}, nil
}

func (g Gate) scoreGate(id string) score.Gate {
	gate := score.Gate{ID: id, Title: g.Title, Column: g.Indicator, Unit: indicators[g.Indicator].Unit, Source: g.Source}
	if g.AtLeast != nil {
		gate.Op, gate.Threshold = score.AtLeast, *g.AtLeast
		return gate
	}
	gate.Op, gate.Threshold = score.AtMost, *g.AtMost
	return gate
}

func (c Criterion) scoreCriterion(id string, direction value.Direction) score.Criterion {
	indicator := indicators[c.Indicator]
	return score.Criterion{
		ID: id, Name: c.Title, NameLocal: indicator.NameLocal, Column: c.Indicator, Unit: indicator.Unit,
		Group: c.Group, Direction: direction, Value: c.Value, Weight: c.Share,
		Minimum: c.Minimum, Veto: c.Veto, Source: c.Source,
	}
}
