package scenario_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/outlook"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// quick is a small plan: one period, one nuclear plant of demand, few sites, a wide
// gap instead of a time limit, so that a repeat gives the same.
var quick = []string{"plan.periods=[2035]", "plan.demand.path=one-plant", "plan.demand.committed=[]", "plan.demand.scale=0.5", "plan.search.gap_pct=20", "plan.search.seconds=0",
	"plan.sites.per_area=4", "plan.sites.per_demand=2", "plan.fiber.spans=[]", "plan.grid.reinforcements=4", "uncertainty.samples=0", "outlook.survival.samples=20", "outlook.survival.cut_spans=2"}

func planned(t *testing.T, baselines []plan.Method, settings ...string) *scenario.Result {
	t.Helper()
	r, err := load(t, "japan", append(append([]string{}, quick...), settings...)...).Run(t.Context(), scenario.RunOptions{
		Workers: 2, Plan: true, RankingOnly: true, PlanOptions: portfolio.Options{Baselines: baselines}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Outlook == nil {
		t.Fatalf("no outlook: %s", r.PlanRefused)
	}
	return r
}

// TestOutlook holds what must be true of any outlook.
func TestOutlook(t *testing.T) {
	if testing.Short() {
		t.Skip("plans Japan")
	}
	r := planned(t, []plan.Method{plan.BAU}, "plan.grid.loads=[{id: fab, place: '01224', mw: 600, year: 2027, source: test}]")
	o, h := r.Outlook, r.Headline()
	figure := func(id string) float64 {
		t.Helper()
		f, ok := h.Figure(id)
		if !ok {
			t.Fatalf("no figure %s", id)
		}
		return f.Value
	}
	if s := o.Balance.Shares; math.Abs(s.Services+s.Profit+s.Servers+s.Fuel+s.Retained()-1) > 1e-12 || s.Retained() <= 0 || s.Retained() >= 1 {
		t.Errorf("accounts %+v and %v retained", s, s.Retained())
	}
	if o.Balance.BAU == nil || o.Balance.Siting.ServicesJPY != 0 || !strings.Contains(o.Balance.Sentence, "Siting alone moves nothing") || len(o.Balance.Cases) != 9 {
		t.Errorf("siting %+v, %d cases: %s", o.Balance.Siting, len(o.Balance.Cases), o.Balance.Sentence)
	}
	checkSurvival(t, o.Survival)
	sum := 0.0
	for _, s := range o.Levelised.Steps {
		sum += s.JPYPerITkWh
	}
	if math.Abs(sum-o.Levelised.JPYPerITkWh) > 1e-9*sum || !(o.Levelised.Facility < o.Levelised.JPYPerITkWh) {
		t.Errorf("steps add up to %v, the cost is %v, of it facility %v", sum, o.Levelised.JPYPerITkWh, o.Levelised.Facility)
	}
	if m := o.Levelised.Matched; len(m) != 3 || !(m[0].JPYPerITkWh < m[1].JPYPerITkWh && m[1].JPYPerITkWh < m[2].JPYPerITkWh) {
		t.Errorf("matched %+v: dearer premiums must cost more", m)
	}
	total := 0.0
	for _, a := range o.Plan.Areas {
		total += a.BuiltMW[len(a.BuiltMW)-1]
	}
	if it := figure("plan_it_mw"); it <= 0 || math.Abs(total-it) > 1e-6 || math.Abs(figure("plan_npv_bjpy")-figure("plan_private_bjpy")-figure("plan_system_bjpy")) > 1e-3 {
		t.Errorf("%v MW, by area %v", it, total)
	}
	if got := figure("taken_mw"); got != 600 {
		t.Errorf("%v MW taken, want 600", got)
	}
	if c := o.Control; c.Index.Low != 0 || c.Index.High > 0.1 || len(c.Index.Unknown) != 3 || len(c.Sites) != o.Plan.Sites {
		t.Errorf("sovereignty %+v", c.Index)
	}
	if len(h.Lists) < 3 || len(h.Lists[1].Places) != o.Plan.Sites {
		t.Errorf("lists %+v", h.Lists)
	}
	for _, b := range o.Benchmarks {
		if b.Why == "" || b.Source == "" {
			t.Errorf("benchmark %s lacks why it differs, or its source", b.ID)
		}
	}
	checkRows(t, o)
}

func checkSurvival(t *testing.T, s *outlook.Survival) {
	t.Helper()
	if s == nil || len(s.Shocks) != 2 || s.NewMW <= 0 || s.MW <= s.NewMW {
		t.Fatalf("survival %+v", s)
	}
	for _, x := range s.Shocks {
		for _, c := range x.Curves {
			for h := range x.Hours {
				if c.MW > 0 && !(c.Low[h] >= 0 && c.Low[h] <= c.High[h] && c.High[h] <= 1+1e-9 && c.Mean[h] >= 0 && c.Mean[h] <= 1+1e-9) {
					t.Errorf("%s, %s at hour %v: %v to %v, mean %v", x.ID, c.ID, x.Hours[h], c.Low[h], c.High[h], c.Mean[h])
				}
			}
		}
		// Both shocks bring the grid back whole by then, and halls by half.
		if stands := x.Curves[0]; stands.Mean[2] < stands.Mean[1] {
			t.Errorf("%s: less stands at day 30 than at day 3: %v", x.ID, stands.Mean)
		}
	}
	steps := s.Cut.Steps
	if len(steps) != 2 || steps[1].LostMW < steps[0].LostMW || steps[1].LostMW > s.MW {
		t.Errorf("cuts %+v of %v MW", steps, s.MW)
	}
}

// checkRows holds that each row says what it stands on, no two are the same, and
// the JSON can be read.
func checkRows(t *testing.T, o *outlook.Outlook) {
	t.Helper()
	seen := map[[3]string]bool{}
	for _, r := range o.Rows() {
		key := [3]string{r.Section, r.Item, r.Key}
		if seen[key] || r.Section == "" || r.Key == "" || r.Source == "" || math.IsInf(r.Value, 0) {
			t.Errorf("row %v: twice, or without a source: %+v", key, r)
		}
		if known := !math.IsNaN(r.Value) || r.Text != ""; known && r.Section != "headline" && r.Evidence == "" {
			t.Errorf("row %v has no evidence", key)
		}
		seen[key] = true
	}
	files, err := o.Files()
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	var doc struct {
		Rows []struct{ Evidence atlas.Evidence }
	}
	if err := json.Unmarshal(files[1].Data, &doc); err != nil || len(doc.Rows) != len(seen) {
		t.Errorf("%d rows in JSON of %d, error %v", len(doc.Rows), len(seen), err)
	}
}

// TestOutlookOfMethod holds that plan.method names whose figures a run tells, and
// that the number of workers changes no byte of them.
func TestOutlookOfMethod(t *testing.T) {
	if testing.Short() {
		t.Skip("plans Japan")
	}
	r := planned(t, []plan.Method{}, "plan.method=bau", "outlook.survival.shocks=[nankai]")
	if f, _ := r.Headline().Figure("plan_method"); f.Text != "bau" {
		t.Errorf("method %q", f.Text)
	}
	if f, _ := r.Headline().Figure("plan_over_bau_bjpy_y"); f.Value != 0 {
		t.Errorf("bau saves %v against itself", f.Value)
	}
	again := planned(t, []plan.Method{}, "plan.method=bau", "outlook.survival.shocks=[nankai]")
	a, err := r.Outlook.Files()
	if err != nil {
		t.Fatal(err)
	}
	b, err := again.Outlook.Files()
	if err != nil {
		t.Fatal(err)
	}
	for i := range a {
		if string(a[i].Data) != string(b[i].Data) {
			t.Errorf("%s differs in a repeat", a[i].Name)
		}
	}
}

// TestOutlookSettings holds that a contradiction is refused where it was written.
func TestOutlookSettings(t *testing.T) {
	for setting, want := range map[string]string{
		"accounts.it_imported_pct=101":         "expected 0 to 100",
		"sovereignty.hardware_pct=30":          "at most 100 together",
		"outlook.survival.shocks=[godzilla]":   `"godzilla"; expected some of`,
		"outlook.flexible.energy_pct=[1, 0.5]": "expected rising figures",
		"accounts.it_mjpy=3":                   "unknown",
		"plan.method=best":                     `"best"; expected one of`,
	} {
		if _, err := scenario.Load("japan", setting); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("--set %s: error %v, want %s", setting, err, want)
		}
	}
}
