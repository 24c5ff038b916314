package report

import (
	"strings"
	"testing"
)

// sampleRules holds the best of a sample against two packs, in every state.
func sampleRules(d *Data) *RuleMatrix {
	m := &RuleMatrix{Packs: []RulePack{
		{ID: "xx-pue", Title: "Nowhere, a sample", Source: "Nobody, 2026", Note: "Made up.", Rules: []RuleLine{
			{"PUE", "at most 1.25", "the yearly mean", "Nobody, section 1", Published, 1, 2, 0},
			{"Place <named>", "", "whether the place is named", "Nobody, section 2", Assumed, 0, 0, 3},
		}},
		{ID: "yy", Title: "Elsewhere", Source: "Nobody else", Rules: []RuleLine{{"Land", "at least 40 ha", "land", "Nobody else", Estimated, 3, 0, 0}}},
	}}
	for i, c := range ordered(d.Candidates) {
		if i == 3 || c.Rank == 0 {
			break
		}
		first := RuleCell{Fail, "PUE 1.3", "PUE: PUE 1.3; at most 1.25"}
		if i == 0 {
			first = RuleCell{Unknown, "", "Place: not in the data"}
		}
		m.Rows = append(m.Rows, RuleRow{c.ID, c.Rank, c.Name, c.NameLocal, []RuleCell{first, {State: Pass}}})
	}
	return m
}

func TestRulesSection(t *testing.T) {
	d := small(10)
	page := write(t, d)
	section := page[strings.Index(page, `<section id="rules"`):strings.Index(page, `<section id="provenance"`)]
	for _, want := range []string{`title="PUE: PUE 1.3; at most 1.25"`, `<span class="rule">PUE 1.3</span>`, "Place &lt;named&gt;", `class="key ev-estimated"`, "Nobody, 2026. Made up."} {
		if !strings.Contains(section, want) {
			t.Errorf("the section lacks %s", want)
		}
	}
	if got := strings.Count(section, `class="key gate-fail"`); got != 3 { // two rows and the legend
		t.Errorf("%d failing marks, want 3", got)
	}
	d.Rules = nil
	if page := write(t, d); strings.Contains(page, `id="rules"`) {
		t.Error("a section without rules")
	}
}

func TestRulesAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*RuleMatrix)
		want  string
	}{
		"candidate": {func(m *RuleMatrix) { m.Rows[0].Candidate = "nobody" }, `candidate "nobody" is not in the list`},
		"cells":     {func(m *RuleMatrix) { m.Rows[1].Cells = nil }, "0 cells, expected 2"},
		"state":     {func(m *RuleMatrix) { m.Rows[1].Cells[1].State = "maybe" }, `pack "yy": state "maybe"`},
	} {
		d := small(10)
		c.spoil(d.Rules)
		if err := d.Validate(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
