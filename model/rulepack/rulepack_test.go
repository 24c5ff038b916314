package rulepack_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/yamldoc"
	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/score"
)

var figures = []rulepack.Figure{{ID: "mw", Name: "Power asked", Unit: "MW"}, {ID: "pue", Name: "PUE"}, {ID: "green", Name: "Green power", Unit: "%"}}

const pack = `id: test
title: A test
issuer: nobody
as_of: 2026-01
source: made up
rules:
  - id: pue
    title: PUE
    measures: the yearly mean
    figure: pue
    at_most: 1.2
    when:
      - {figure: mw, at_least: 70, unit: MW}
    source: made up
    evidence: published
  - id: green
    title: Green
    measures: share of the energy
    figure: green
    at_least: 50
    unit: "%"
    source: made up
    evidence: assumed
  - id: place
    title: Place
    measures: whether the place is named
    missing: a list of places
    when: [{figure: mw, at_least: 70, unit: MW}]
    source: made up
    evidence: published
`

func read(t testing.TB, text string) *rulepack.Pack {
	t.Helper()
	p, err := rulepack.Read("test.yaml", []byte(text), figures)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// site answers for figures; those it does not name are missing.
type site map[string]float64

func (s site) value(id string) rulepack.Value {
	x, ok := s[id]
	if !ok {
		return rulepack.Value{X: math.NaN()}
	}
	return rulepack.Value{X: x, Evidence: atlas.Published}
}

func TestJudge(t *testing.T) {
	const pass, fail, unknown = score.Pass, score.Fail, score.Unknown
	for name, c := range map[string]struct {
		site   site
		states []score.State
		whole  score.State
		says   string
	}{
		"all fail":              {site{"mw": 100, "pue": 1.3, "green": 20}, []score.State{fail, fail, unknown}, fail, "PUE 1.3; at most 1.2"},
		"failing figure":        {site{"mw": 100, "pue": 1.1, "green": 20}, []score.State{pass, fail, unknown}, fail, "Green power 20 %; at least 50 %"},
		"at the limits":         {site{"mw": 70, "pue": 1.2, "green": 50}, []score.State{pass, pass, unknown}, unknown, "not in the data: a list of places"},
		"does not bind":         {site{"mw": 69.9, "pue": 2, "green": 50}, []score.State{pass, pass, pass}, pass, "does not bind: Power asked 69.9 MW; at least 70 MW"},
		"does not bind, no pue": {site{"mw": 10, "green": 50}, []score.State{pass, pass, pass}, pass, "does not bind"},
		"missing":               {site{"mw": 100}, []score.State{unknown, unknown, unknown}, unknown, "no figure for Green power"},
		"binding unknown":       {site{"pue": 1.3, "green": 60}, []score.State{unknown, pass, unknown}, unknown, "no figure for Power asked, so whether the rule binds is not known"},
		"binding unknown, good": {site{"pue": 1.1, "green": 60}, []score.State{pass, pass, unknown}, unknown, "not in the data: a list of places; no figure for Power asked"},
		"near the limit":        {site{"mw": 100, "pue": 1.2004, "green": 49.99}, []score.State{fail, fail, unknown}, fail, "PUE 1.2004; at most 1.2"},
	} {
		j := read(t, pack).Judge(c.site.value)
		var states []score.State
		var texts []string
		for _, v := range j.Verdicts {
			states = append(states, v.State)
			texts = append(texts, v.Text)
		}
		if !slices.Equal(states, c.states) || j.State() != c.whole {
			t.Errorf("%s: %v, together %v; want %v, %v", name, states, j.State(), c.states, c.whole)
		}
		if !strings.Contains(strings.Join(texts, "\n"), c.says) {
			t.Errorf("%s: says %q, want %q", name, texts, c.says)
		}
		if j.Count(pass)+j.Count(fail)+j.Count(unknown) != 3 {
			t.Errorf("%s: the counts do not sum", name)
		}
	}
}

// TestMissingNeverPasses holds that taking a figure away never turns anything but
// a rule that did not need it into a pass, and never a pass of the whole.
func TestMissingNeverPasses(t *testing.T) {
	p := read(t, pack)
	rapid.Check(t, func(t *rapid.T) {
		full := site{
			"mw":    rapid.Float64Range(1, 200).Draw(t, "mw"),
			"pue":   rapid.Float64Range(1, 2).Draw(t, "pue"),
			"green": rapid.Float64Range(0, 100).Draw(t, "green"),
		}
		less := site{}
		for _, id := range []string{"mw", "pue", "green"} {
			if rapid.Bool().Draw(t, "keep "+id) {
				less[id] = full[id]
			}
		}
		with, without := p.Judge(full.value), p.Judge(less.value)
		for k := range with.Verdicts {
			a, b := with.Verdicts[k].State, without.Verdicts[k].State
			if a != b && b != score.Unknown {
				t.Fatalf("rule %s: %v with all figures, %v with some", with.Verdicts[k].Rule.ID, a, b)
			}
		}
	})
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":      {"title: PUE", "tilte: PUE", `test.yaml:8:5: unknown field "tilte"`},
		"unknown figure":   {"figure: green", "figure: gren", `test.yaml:19:13: rule "green": unknown figure "gren"; expected one of mw, pue, green`},
		"wrong unit":       {`unit: "%"`, "unit: MW", `test.yaml:21:11: rule "green": unit "MW"; green is in "%"`},
		"no limit":         {"    at_most: 1.2\n", "", `rule "pue": exactly one of at_least and at_most is expected`},
		"two limits":       {"at_most: 1.2", "at_most: 1.2\n    at_least: 1", "exactly one of at_least and at_most"},
		"not a number":     {"at_most: 1.2", "at_most: low", `test.yaml:11:14: found "low"; expected a number`},
		"infinite":         {"at_most: 1.2", "at_most: .inf", "expected a finite number"},
		"bad evidence":     {"evidence: assumed", "evidence: sure", `evidence "sure"; expected published, derived, estimated or assumed`},
		"no source":        {"    source: made up\n    evidence: assumed", "    evidence: assumed", `rule "green": source is missing`},
		"twice":            {"id: green", "id: pue", `test.yaml:16:9: id "pue"; expected`},
		"both":             {"missing: a list", "figure: mw\n    missing: a list", `rule "place": a rule tests a figure or says what is missing, not both`},
		"bad condition":    {"when: [{figure: mw, at_least: 70, unit: MW}]", "when: [{figure: wm, at_least: 70}]", `test.yaml:28:21: rule "place": unknown figure "wm"`},
		"bad id of a pack": {"id: test", "id: The Test", `test.yaml:1:5: id "The Test"`},
		"no issuer":        {"issuer: nobody\n", "", "issuer is missing"},
		"no rules":         {pack[strings.Index(pack, "rules:"):], "rules: []\n", "no rule; expected at least one"},
		"empty":            {pack, "", "the file is empty"},
		"anchors":          {"title: A test", "title: &a A test", "anchors and aliases have no place in a rule pack"},
	} {
		_, err := rulepack.Read("test.yaml", []byte(strings.Replace(pack, c.old, c.new, 1)), figures)
		var mistake *yamldoc.Error
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestNamesAreTheFiles(t *testing.T) {
	entries, err := os.ReadDir("packs")
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		found = append(found, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	names := rulepack.Names()
	slices.Sort(names)
	if !slices.Equal(found, names) {
		t.Errorf("files %v, names %v", found, names)
	}
}

func TestSource(t *testing.T) {
	for _, name := range []string{"nope", filepath.Join(t.TempDir(), "none.yaml")} {
		if _, err := rulepack.Source(name); !errors.Is(err, rulepack.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(path, []byte(pack), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := rulepack.Load(path, figures)
	if err != nil || p.ID != "test" || len(p.Rules) != 3 {
		t.Errorf("%+v, %v", p, err)
	}
}

// FuzzRead holds that no file makes the reader or the judge panic, and that every
// mistake names the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte(pack))
	for _, name := range rulepack.Names() {
		src, err := rulepack.Source(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte("id: a\nrules: [{when: [{}]}]"))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := rulepack.Read("f.yaml", src, figures)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.yaml:") {
				t.Errorf("%v does not name the file", err)
			}
			return
		}
		j := p.Judge(site{"mw": 100}.value)
		if len(j.Verdicts) != len(p.Rules) {
			t.Errorf("%d verdicts for %d rules", len(j.Verdicts), len(p.Rules))
		}
	})
}
