package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Assumption is one value of a scenario with every default filled in.
type Assumption struct {
	Key   string `json:"key"`   // with dots, such as site.mw
	Value string `json:"value"` // as JSON
}

// labels are the keys that no figure depends on.
var labels = []string{"name", "title", "question", "extends"}

// together are the sections that are one judgement: a part of it alone would
// mean something else.
var together = []string{"weights"}

// Assumptions lists every value that a result can depend on, by key.
func (s *Scenario) Assumptions() ([]Assumption, error) {
	tree, err := s.tree()
	if err != nil {
		return nil, err
	}
	for _, key := range labels {
		delete(tree, key)
	}
	var all []Assumption
	return flatten(all, "", tree)
}

func flatten(all []Assumption, key string, value any) ([]Assumption, error) {
	below, isMap := value.(map[string]any)
	if !isMap || len(below) == 0 && key != "" {
		text, err := plainJSON(value)
		return append(all, Assumption{key, text}), err
	}
	for _, name := range slices.Sorted(maps.Keys(below)) {
		var err error
		if all, err = flatten(all, strings.TrimPrefix(key+"."+name, "."), below[name]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func plainJSON(value any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return "", fmt.Errorf("scenario: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// GroupOf returns the group of a key: the values that are switched together,
// because one without the other would be half a thought. It is a section such as
// weights, a key such as site.mw, or a gate or criterion as a whole.
func GroupOf(key string) string {
	parts := strings.SplitN(key, ".", 3)
	if len(parts) == 1 || slices.Contains(together, parts[0]) {
		return parts[0]
	}
	return parts[0] + "." + parts[1]
}

// Take returns the scenario with the values of some groups of keys replaced by
// those of another scenario, and checks it. It keeps its name, title and question.
func (s *Scenario) Take(from *Scenario, groups ...string) (*Scenario, error) {
	tree, err := s.tree()
	if err != nil {
		return nil, err
	}
	other, err := from.tree()
	if err != nil {
		return nil, err
	}
	for _, group := range groups {
		section, key, deep := strings.Cut(group, ".")
		if !deep {
			replace(tree, other, group)
			continue
		}
		mine, _ := tree[section].(map[string]any)
		theirs, _ := other[section].(map[string]any)
		if mine == nil {
			mine = map[string]any{}
			tree[section] = mine
		}
		replace(mine, theirs, key)
	}
	return fromTree(tree)
}

func replace(tree, from map[string]any, key string) {
	if value, ok := from[key]; ok {
		tree[key] = value
	} else {
		delete(tree, key)
	}
}

// tree is the scenario as mappings; numbers keep their digits.
func (s *Scenario) tree() (map[string]any, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree map[string]any
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	return tree, nil
}

// fromTree makes a scenario of mappings and checks it.
func fromTree(tree map[string]any) (*Scenario, error) {
	text, err := json.Marshal(tree)
	if err != nil {
		return nil, fmt.Errorf("scenario: %w", err)
	}
	return FromJSON(text)
}

// FromJSON reads a scenario with every default filled in, as a manifest and
// 'scenario show --json' hold it, and checks it.
func FromJSON(text []byte) (*Scenario, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	s := new(Scenario)
	if err := d.Decode(s); err != nil {
		return nil, fmt.Errorf("scenario: %w", err)
	}
	for _, p := range s.problems() { // it has no layers to blame
		return nil, fmt.Errorf("scenario %s: %s: %s", s.Name, strings.TrimPrefix(p.path, "$."), p.message)
	}
	return s, nil
}

// With returns the scenario with settings of the form key.key=value laid over
// it, checked as Load does.
func (s *Scenario) With(settings ...string) (*Scenario, error) {
	text, err := s.YAML()
	if err != nil {
		return nil, err
	}
	bottom, err := parse(s.Name, text, "")
	if err != nil {
		return nil, err
	}
	overrides, err := settingLayers(settings)
	if err != nil {
		return nil, err
	}
	return checked(append([]layer{bottom}, overrides...))
}
