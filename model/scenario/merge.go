package scenario

import (
	"fmt"

	"github.com/goccy/go-yaml"

	"github.com/wattbit/wattbit/data/yamldoc"
)

// merge lays the layers over each other, the last one on top.
func merge(layers []layer) (*Scenario, error) {
	tree := map[string]any{}
	for _, l := range layers {
		overlay(tree, l.tree)
	}
	delete(tree, "extends")
	text, err := yaml.Marshal(tree)
	if err != nil {
		return nil, fmt.Errorf("scenario: %w", err)
	}
	sc := new(Scenario)
	if err := yaml.UnmarshalWithOptions(text, sc, yaml.Strict()); err != nil {
		return nil, yamldoc.FromYAML(layers[len(layers)-1].name+" (merged)", err)
	}
	return sc, nil
}

// overlay puts top over base: mappings key by key, everything else replaced, a
// null removes its key.
func overlay(base, top map[string]any) {
	for key, value := range top {
		switch value := value.(type) {
		case nil:
			delete(base, key)
		case map[string]any:
			below, ok := base[key].(map[string]any)
			if !ok {
				below = map[string]any{}
				base[key] = below
			}
			overlay(below, value)
		default:
			base[key] = value
		}
	}
}

// YAML prints the scenario with every default filled in, as a file that can be
// run again.
func (s *Scenario) YAML() ([]byte, error) {
	whole := *s
	whole.Extends = None
	text, err := yaml.MarshalWithOptions(whole, yaml.IndentSequence(true))
	if err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return text, nil
}
