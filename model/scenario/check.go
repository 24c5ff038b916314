package scenario

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/value"
	"github.com/wattbit/wattbit/model/site"
)

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// maxMW is a size above which a site is surely a slip of units.
const maxMW = 10000

// problem is a mistake at a path of the merged scenario.
type problem struct {
	path    string // YAML path, such as $.site.mw
	message string
	other   string // second path of a clash; the topmost layer is to blame
}

// check tests what no type can say, and points at the layer that said it.
func (s *Scenario) check(layers []layer) error {
	for _, p := range s.problems() {
		return blame(layers, p)
	}
	return nil
}

// blame finds the topmost layer that says something at the problem's path, or
// at the closest path above it.
func blame(layers []layer, p problem) error {
	for path := p.path; path != "$"; path = path[:strings.LastIndex(path, ".")] {
		for _, l := range slices.Backward(layers) {
			if p.other != "" && l.has(p.other) && !l.has(path) {
				return l.errorAt(p.other, p.message)
			}
			if l.has(path) {
				return l.errorAt(path, p.message)
			}
		}
	}
	return &Error{File: layers[len(layers)-1].name, Message: p.message}
}

func (s *Scenario) problems() []problem {
	var all []problem
	add := func(path, format string, args ...any) {
		all = append(all, problem{path: path, message: fmt.Sprintf(format, args...)})
	}
	if !namePattern.MatchString(s.Name) {
		add("$.name", "name %q; expected lower-case letters, digits and hyphens", s.Name)
	}
	if s.Against != "" && (!slices.Contains(Names(), s.Against) || s.Against == s.Name) {
		add("$.against", "scenario %q; expected another built-in scenario: %s", s.Against, strings.Join(Names(), ", "))
	}
	if s.Atlas == "" {
		add("$.atlas", "atlas is missing; expected %q or the path of an atlas folder", BuiltinAtlas)
	}
	if !(s.Fiber.IXMinGbps >= 0) || math.IsInf(s.Fiber.IXMinGbps, 0) {
		add("$.fiber.ix_min_gbps", "%v Gbps; expected 0 or more", s.Fiber.IXMinGbps)
	}
	if !(s.Site.MW > 0 && s.Site.MW <= maxMW) {
		add("$.site.mw", "%v MW; expected more than 0 and at most %d (the unit is MW)", s.Site.MW, maxMW)
	}
	all = append(all, s.Site.problems("$.site")...)
	if !(s.Grid.EmergencyPct >= 100 && s.Grid.EmergencyPct <= 200) {
		add("$.grid.emergency_pct", "%v %%; expected 100 to 200 (percent of the continuous rating)", s.Grid.EmergencyPct)
	}
	if s.Grid.Year != 0 && (s.Grid.Year < 1970 || s.Grid.Year > 2100) {
		add("$.grid.year", "%d; expected a year from 1970 to 2100, or 0 for the grid of today", s.Grid.Year)
	}
	if s.Report.Top < 1 || s.Report.Top > 1000 {
		add("$.report.top", "top %d; expected 1 to 1000", s.Report.Top)
	}
	if len(s.Candidates.Kinds) == 0 && s.Candidates.File == "" {
		add("$.candidates.kinds", "no kind of candidate is left; expected some of municipality, cluster, campus, or a file")
	}
	for i, kind := range s.Candidates.Kinds {
		if !slices.Contains(placeKinds, kind) {
			add(fmt.Sprintf("$.candidates.kinds[%d]", i), "kind %q; expected some of %s", kind, strings.Join(placeKinds, ", "))
		}
	}
	for _, id := range slices.Concat(slices.Sorted(maps.Keys(s.Gates)), slices.Sorted(maps.Keys(s.Criteria))) {
		if !namePattern.MatchString(id) {
			add("$", "id %q; expected lower-case letters, digits and hyphens", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.Gates)) {
		all = append(all, gateProblems("$.gates."+id, s.Gates[id])...)
	}
	for _, id := range slices.Sorted(maps.Keys(s.Criteria)) {
		all = append(all, criterionProblems("$.criteria."+id, s.Criteria[id])...)
	}
	all = append(all, s.clashes()...)
	all = append(all, s.Uncertainty.problems("$.uncertainty")...)
	for _, f := range s.Plan.Faults() {
		all = append(all, problem{path: "$.plan." + f.Path, message: f.Message})
	}
	for _, f := range s.outlookSettings().Faults() {
		all = append(all, problem{path: "$." + f.Path, message: f.Message})
	}
	if len(all) > 0 {
		return all // a model cannot be made of what is wrong
	}
	return s.weightProblems()
}

var placeKinds = []string{"municipality", "cluster", "campus"}

// clashes finds criteria that would count one indicator twice.
func (s *Scenario) clashes() []problem {
	if len(s.Criteria) == 0 {
		return []problem{{path: "$.criteria", message: "no criterion is left; expected at least one"}}
	}
	first := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(s.Criteria)) {
		indicator := s.Criteria[id].Indicator
		if other, ok := first[indicator]; ok {
			return []problem{{path: "$.criteria." + id, other: "$.criteria." + other,
				message: fmt.Sprintf("criteria %q and %q both use %s: it would count twice", other, id, indicator)}}
		}
		first[indicator] = id
	}
	return nil
}

// at is a single problem.
func at(path, message string) []problem { return []problem{{path: path, message: message}} }

func gateProblems(path string, g Gate) []problem {
	if _, ok := indicators[g.Indicator]; !ok {
		return at(path+".indicator", unknownIndicator(g.Indicator))
	}
	if (g.AtLeast == nil) == (g.AtMost == nil) {
		return at(path, "a gate has exactly one of at_least and at_most")
	}
	if g.AtLeast != nil && !finite(*g.AtLeast) {
		return at(path+".at_least", fmt.Sprintf("limit %v; expected a finite number", *g.AtLeast))
	}
	if g.AtMost != nil && !finite(*g.AtMost) {
		return at(path+".at_most", fmt.Sprintf("limit %v; expected a finite number", *g.AtMost))
	}
	if least, ok := site.Least(g.Indicator); ok && g.AtMost != nil && *g.AtMost < least {
		return at(path+".at_most", fmt.Sprintf("limit %v %s; expected at least %v: %s is never below, so nothing could pass", *g.AtMost, indicators[g.Indicator].Unit, least, g.Indicator))
	}
	return nil
}

func criterionProblems(path string, c Criterion) []problem {
	indicator, ok := indicators[c.Indicator]
	if !ok {
		return at(path+".indicator", unknownIndicator(c.Indicator))
	}
	if c.Group == "" {
		return at(path, "group is missing; expected the theme whose weight it shares")
	}
	if !(c.Share >= 0) || !finite(c.Share) {
		return at(path+".share", fmt.Sprintf("share %v; expected a number from 0", c.Share))
	}
	if outside01(c.Minimum) {
		return at(path+".minimum", fmt.Sprintf("minimum %v; expected a value from 0 to 1", *c.Minimum))
	}
	if outside01(c.Veto) {
		return at(path+".veto", fmt.Sprintf("veto %v; expected a value from 0 to 1", *c.Veto))
	}
	function, err := c.Value.Compile()
	if err != nil {
		return at(path+".value", err.Error())
	}
	direction, err := c.direction(indicator)
	if err != nil {
		return at(path, err.Error())
	}
	if err := function.CheckDirection(direction); err != nil {
		return at(path+".value", fmt.Sprintf("%s is better %s: %v", c.Indicator, direction, err))
	}
	return nil
}

func (s *Scenario) weightProblems() []problem {
	for _, group := range slices.Sorted(maps.Keys(s.Weights.Groups)) {
		if w := s.Weights.Groups[group]; !(w >= 0) || !finite(w) {
			return at("$.weights.groups."+group, fmt.Sprintf("weight %v; expected a number from 0", w))
		}
	}
	if found := s.criterionWeightProblems(); len(found) > 0 {
		return found
	}
	preset, err := s.preset()
	if err != nil {
		return at("$.weights.preset", err.Error())
	}
	known := s.groups()
	for _, g := range preset.Groups {
		if _, own := s.Weights.Groups[g.Name]; !own || presetHas(s.Weights.Preset, g.Name) {
			known = append(known, g.Name)
		}
	}
	for _, group := range slices.Sorted(maps.Keys(s.Weights.Groups)) {
		if !slices.Contains(s.groups(), group) && !presetHas(s.Weights.Preset, group) {
			slices.Sort(known)
			return at("$.weights.groups."+group, fmt.Sprintf("no criterion is in group %q; groups are %s", group, strings.Join(slices.Compact(known), ", ")))
		}
	}
	model, _, err := s.Model()
	if err == nil {
		_, err = model.Compile()
	}
	if err != nil {
		return at("$.weights", err.Error())
	}
	return nil
}

func presetHas(id, group string) bool {
	preset, ok := score.PresetByID(id)
	return ok && slices.ContainsFunc(preset.Groups, func(g score.PresetGroup) bool { return g.Name == group })
}

// groups lists the groups of the criteria in alphabetical order.
func (s *Scenario) groups() []string {
	var groups []string
	for _, c := range s.Criteria {
		groups = append(groups, c.Group)
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

var indicators = func() map[string]site.Indicator {
	byID := map[string]site.Indicator{}
	for _, indicator := range site.Catalogue() {
		byID[indicator.ID] = indicator
	}
	return byID
}()

func unknownIndicator(id string) string {
	ids := make([]string, 0, len(indicators))
	for _, indicator := range site.Catalogue() {
		ids = append(ids, indicator.ID)
	}
	return fmt.Sprintf("unknown indicator %q; expected one of %s", id, strings.Join(ids, ", "))
}

// direction returns the way the indicator improves; a neutral indicator leaves
// it to the criterion.
func (c Criterion) direction(indicator site.Indicator) (value.Direction, error) {
	said := string(indicator.Better)
	if indicator.Better == site.Neutral {
		said = c.Direction
	} else if c.Direction != "" && c.Direction != said {
		return value.Unset, fmt.Errorf("direction %q; but %s is better %s", c.Direction, c.Indicator, said)
	}
	var d value.Direction
	if err := d.UnmarshalText([]byte(said)); err != nil {
		return value.Unset, fmt.Errorf("direction %q; %s leaves it open: expected higher, lower or target", said, c.Indicator)
	}
	return d, nil
}

func outside01(x *float64) bool { return x != nil && !(*x >= 0 && *x <= 1) }

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
