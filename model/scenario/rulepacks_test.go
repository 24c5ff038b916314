package scenario_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
)

func TestBuiltinRulePacks(t *testing.T) {
	packs := scenario.BuiltinRulePacks()
	for _, p := range packs {
		for _, r := range p.Rules {
			if strings.HasPrefix(p.Source, "wattbit") || r.Source == "" {
				t.Errorf("%s %s: source %q", p.ID, r.ID, r.Source)
			}
		}
	}
	if _, err := scenario.RulePacks("sg", "de", "sg"); err == nil || !strings.Contains(err.Error(), `another has the id "sg" too`) {
		t.Errorf("a pack twice: %v", err)
	}
	if len(packs) != len(rulepack.Names()) {
		t.Errorf("%d packs, want %d", len(packs), len(rulepack.Names()))
	}
}

func rankOnly(t *testing.T, name string, settings ...string) *scenario.Result {
	t.Helper()
	r, err := load(t, name, settings...).Run(context.Background(), scenario.RunOptions{RankingOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func verdict(t *testing.T, m *scenario.RuleMatrix, row int, pack, rule string) rulepack.Verdict {
	t.Helper()
	for k, p := range m.Packs {
		for n, r := range p.Rules {
			if p.ID == pack && r.ID == rule {
				return m.Cells[row][k].Verdicts[n]
			}
		}
	}
	t.Fatalf("no rule %s of %s", rule, pack)
	return rulepack.Verdict{}
}

func TestRules(t *testing.T) {
	packs := scenario.BuiltinRulePacks()
	r := rankOnly(t, "japan", "site.renewable_pct=60", "site.land_ha=12")
	m := r.Rules(packs, r.Top(false))
	if len(m.Rows) != r.Scenario.Report.Top || len(r.Top(true)) != len(r.Ranking.Order) {
		t.Fatalf("%d rows", len(m.Rows))
	}
	for row := range m.Rows {
		for _, c := range []struct {
			pack, rule string
			state      score.State
			x          float64
		}{
			{"sg", "pue", score.Fail, 1.3}, {"sg", "green", score.Pass, 60}, {"de", "renewable", score.Fail, 60},
			{"ie-cru", "dispatchable", score.Unknown, math.NaN()}, {"nl", "named-place", score.Unknown, math.NaN()},
			{"uk-aigz", "land", score.Fail, 12}, {"jp-gx", "water", score.Unknown, math.NaN()},
		} {
			v := verdict(t, m, row, c.pack, c.rule)
			if v.State != c.state || v.Value.X != c.x && !(math.IsNaN(v.Value.X) && math.IsNaN(c.x)) {
				t.Errorf("row %d, %s %s: %v of %v, want %v of %v", row, c.pack, c.rule, v.State, v.Value.X, c.state, c.x)
			}
		}
		tokyo := r.Table.Column("tokyo_km").Values[m.Rows[row]]
		if v := verdict(t, m, row, "jp-gx", "tokyo"); (v.State == score.Pass) != (tokyo >= 100) {
			t.Errorf("%v km to Tokyo: %v", tokyo, v.State)
		}
	}
	for k := range packs {
		if m.Count(k, score.Pass)+m.Count(k, score.Fail)+m.Count(k, score.Unknown) != len(m.Rows) {
			t.Errorf("%s: the states do not sum to the rows", packs[k].ID)
		}
	}
}

// TestAreaMix holds the mix of an area against the figures of the atlas: Kyushu is
// the cleanest of the areas with nuclear plants in service.
func TestAreaMix(t *testing.T) {
	packs, err := scenario.RulePacks("jp-gx")
	if err != nil {
		t.Fatal(err)
	}
	r := rankOnly(t, "japan")
	want := map[string]float64{}
	for _, f := range r.Atlas.Areas {
		if f.Quantity == "renewable_share" || f.Quantity == "nuclear_share" {
			want[f.Subject] += f.Value
		}
	}
	m := r.Rules(packs, r.Top(true))
	for n, row := range m.Rows {
		area := r.Table.Candidates[row].Area
		if v := verdict(t, m, n, "jp-gx", "clean"); math.Abs(v.Value.X-want[area]) > 1e-9 || (v.State == score.Pass) != (want[area] >= 40) {
			t.Fatalf("%s: %v (%v), want %v", area, v.Value.X, v.State, want[area])
		}
	}
}

func TestRulesCSV(t *testing.T) {
	packs, err := scenario.RulePacks("sg", "nl")
	if err != nil {
		t.Fatal(err)
	}
	r := rankOnly(t, "testdata/island.yaml")
	var b bytes.Buffer
	if err := r.Rules(packs, r.Top(true)).WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := 1 + 4*len(r.Ranking.Order); len(rows) != want || len(rows) == 1 {
		t.Fatalf("%d lines, want %d", len(rows), want)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	at := func(row []string, name string) string { return row[column[name]] }
	for _, row := range rows[1:] {
		switch at(row, "pack") + " " + at(row, "rule") {
		case "sg pue":
			if at(row, "state") != "fail" || at(row, "value") != "1.3" || at(row, "at_most") != "1.25" || at(row, "text") != "PUE 1.3; at most 1.25" || at(row, "pack_state") != "fail" {
				t.Errorf("%v", row)
			}
		case "nl named-place":
			if at(row, "state") != "pass" || at(row, "text") != "does not bind: Power asked 30 MW; at least 70 MW" {
				t.Errorf("%v", row)
			}
		case "sg green":
			if at(row, "state") != "unknown" || at(row, "value") != "" {
				t.Errorf("%v", row)
			}
		}
	}
}

func TestSiteFactsOutOfRange(t *testing.T) {
	for setting, want := range map[string]string{
		"site.pue=0.9": "0.9; expected 1 to 5", "site.renewable_pct=130": "130; expected 0 to 100 %", "site.land_ha=-1": "-1; expected 0 to 100000 ha",
		"site.curtailable_pct=.nan": "NaN; expected 0 to 100 %",
	} {
		if _, err := scenario.Load("japan", setting); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", setting, err, want)
		}
	}
}
