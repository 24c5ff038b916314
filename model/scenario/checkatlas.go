package scenario

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// Check is Load that also opens the atlas and looks up what the scenario names
// in it. An *Error says which line of which file is wrong.
func Check(nameOrPath string, settings ...string) (*Scenario, error) {
	sc, layers, err := load(nameOrPath, settings)
	if err != nil {
		return nil, err
	}
	for _, p := range sc.namesUnknown() {
		return nil, blame(layers, p)
	}
	return sc, nil
}

// namesUnknown finds names that lead to nothing.
func (s *Scenario) namesUnknown() []problem {
	a, _, _, err := s.openAtlas()
	if err != nil {
		return at("$.atlas", err.Error())
	}
	var all []problem
	for i, name := range s.Candidates.Regions {
		if _, err := site.RegionNamed(a, name); err != nil {
			all = append(all, at(fmt.Sprintf("$.candidates.regions[%d]", i), err.Error())...)
		}
	}
	if file := s.Candidates.File; file != "" {
		if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
			all = append(all, at("$.candidates.file", fmt.Sprintf("no file %s", file))...)
		}
	}
	var metros, nodes []string
	for _, p := range a.Places {
		if p.Kind == atlas.Metro {
			metros = append(metros, p.ID)
		}
	}
	for _, n := range a.FiberNodes {
		nodes = append(nodes, n.ID)
	}
	for i, id := range s.Concentrations {
		if !slices.Contains(metros, id) {
			all = append(all, at(fmt.Sprintf("$.concentrations[%d]", i), fmt.Sprintf("the atlas has no metro %q; expected some of %s", id, strings.Join(metros, ", ")))...)
		}
	}
	for i, id := range s.Fiber.Hubs {
		if len(nodes) > 0 && !slices.Contains(nodes, id) {
			all = append(all, at(fmt.Sprintf("$.fiber.hubs[%d]", i), fmt.Sprintf("the atlas has no fiber node %q", id))...)
		}
	}
	return all
}
