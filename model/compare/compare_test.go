package compare_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wattbit/wattbit/model/compare"
	"github.com/wattbit/wattbit/model/scenario"
)

// small are settings that keep a run short.
var small = []string{"candidates.regions=[hokkaido]", "uncertainty.samples=0"}

func side(t *testing.T, base string, settings ...string) compare.Side {
	t.Helper()
	sc, err := scenario.Load(base, slices.Concat(small, settings)...)
	if err != nil {
		t.Fatal(err)
	}
	return compare.Side{Name: base + strings.Join(settings, ""), Scenario: sc}
}

// explained runs and explains two sides.
func explained(t *testing.T, workers int, a, b compare.Side) *compare.Difference {
	t.Helper()
	sides := []compare.Side{a, b}
	opts := scenario.RunOptions{Workers: workers}
	if err := compare.Sides(t.Context(), sides, opts, false); err != nil {
		t.Fatal(err)
	}
	d, err := compare.Between(sides[0], sides[1])
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Explain(t.Context(), sides[0], sides[1], opts); err != nil {
		t.Fatal(err)
	}
	return d
}

func headline(t *testing.T, s compare.Side) scenario.Headline {
	t.Helper()
	r, err := s.Scenario.Run(t.Context(), scenario.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Headline()
}

// TestExplain holds every effect against runs of scenarios that were set by hand.
func TestExplain(t *testing.T) {
	a, b := side(t, "japan"), side(t, "japan", "site.mw=300", "fiber.profile=apn", "gates.substation.at_most=60")
	d := explained(t, 2, a, b)
	if want := []string{"fiber.profile", "gates.substation", "site.mw"}; !slices.Equal(d.Groups, want) {
		t.Fatalf("groups %v, want %v", d.Groups, want)
	}
	before, after := headline(t, a), headline(t, b)
	of := func(settings ...string) scenario.Headline { return headline(t, side(t, "japan", settings...)) }
	alone := map[string]scenario.Headline{
		"fiber.profile": of("fiber.profile=apn"), "site.mw": of("site.mw=300"),
		"gates.substation": of("gates.substation.at_most=60"),
	}
	last := map[string]scenario.Headline{
		"fiber.profile": of("site.mw=300", "gates.substation.at_most=60"), "site.mw": of("fiber.profile=apn", "gates.substation.at_most=60"),
		"gates.substation": of("site.mw=300", "fiber.profile=apn"),
	}
	e := d.Explanation
	value := func(h scenario.Headline, id string) float64 {
		f, _ := h.Figure(id)
		return f.Value
	}
	near := cmpopts.EquateApprox(0, 1e-9)
	for k, id := range e.Figures {
		total, sumAlone, sumLast := value(after, id)-value(before, id), 0.0, 0.0
		for _, s := range e.Switches {
			wantAlone := value(alone[s.Group], id) - value(before, id)
			wantLast := value(after, id) - value(last[s.Group], id)
			if !cmp.Equal(wantAlone, s.Alone.Effect[k], near, cmpopts.EquateNaNs()) || !cmp.Equal(wantLast, s.Last.Effect[k], near, cmpopts.EquateNaNs()) {
				t.Errorf("%s on %s: alone %v, last %v; want %v, %v", s.Group, id, s.Alone.Effect[k], s.Last.Effect[k], wantAlone, wantLast)
			}
			sumAlone, sumLast = sumAlone+wantAlone, sumLast+wantLast
		}
		if math.IsNaN(total) {
			continue
		}
		if !cmp.Equal(total, e.Total[k], near) || !cmp.Equal(total-sumAlone, e.AloneRemainder[k], near) || !cmp.Equal(total-sumLast, e.LastRemainder[k], near) {
			t.Errorf("%s: total %v, remainders %v and %v; want %v, %v, %v", id, e.Total[k], e.AloneRemainder[k], e.LastRemainder[k], total, total-sumAlone, total-sumLast)
		}
	}
	if !slices.Contains(e.Figures, "first_score") || !slices.ContainsFunc(e.AloneRemainder, func(x float64) bool { return math.Abs(x) > 1e-6 }) {
		t.Errorf("figures %v with remainders %v; want an interaction in this example", e.Figures, e.AloneRemainder)
	}
	for _, workers := range []int{1, 8} {
		if diff := cmp.Diff(d, explained(t, workers, a, b), cmpopts.EquateNaNs(), cmpopts.IgnoreUnexported(compare.Switched{})); diff != "" {
			t.Errorf("%d workers:\n%s", workers, diff)
		}
	}
}

// TestSingleCause holds that one difference explains all, without a remainder.
func TestSingleCause(t *testing.T) {
	d := explained(t, 1, side(t, "japan"), side(t, "japan", "site.mw=300", "title=Other"))
	if !slices.Equal(d.Groups, []string{"site.mw"}) || len(d.Assumptions) != 1 || d.Assumptions[0].A != "100" || d.Assumptions[0].B != "300" {
		t.Errorf("assumptions %+v", d.Assumptions)
	}
	e := d.Explanation
	if len(e.Figures) == 0 || len(e.Figures) != len(d.Figures) {
		t.Errorf("%v are explained, %d differ", e.Figures, len(d.Figures))
	}
	s := e.Switches[0]
	for k, id := range e.Figures {
		same := func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) }
		if !same(s.Alone.Effect[k], e.Total[k]) || !same(s.Last.Effect[k], e.Total[k]) || !math.IsNaN(e.Total[k]) && (e.AloneRemainder[k] != 0 || e.LastRemainder[k] != 0) {
			t.Errorf("%s: alone %v, last %v of %v", id, s.Alone.Effect[k], s.Last.Effect[k], e.Total[k])
		}
	}
	l := d.Lists[0]
	if l.Stayed+len(l.Entered) != 10 || len(l.Entered) != len(l.Left) || s.Alone.Entered != len(l.Entered) || s.Last.Left != len(l.Left) {
		t.Errorf("top list %+v, switched %d in, %d out", l, s.Alone.Entered, s.Last.Left)
	}
}

func TestNoDifference(t *testing.T) {
	d := explained(t, 1, side(t, "japan"), side(t, "japan", "question=Another?"))
	if len(d.Figures)+len(d.Assumptions)+len(d.Explanation.Figures)+len(d.Explanation.Switches) != 0 || d.Same == 0 || d.Lists[0].Stayed != 10 {
		t.Errorf("%+v", d)
	}
}

// TestContradiction holds that a group which makes no scenario by itself is told
// and not guessed.
func TestContradiction(t *testing.T) {
	d := explained(t, 1, side(t, "japan"), side(t, "japan", "criteria.carbon.group=green", "weights.groups={green: 10}"))
	for _, s := range d.Explanation.Switches {
		refused := s.Group == "weights"
		if (s.Alone.Refused != "") != refused || refused && !strings.Contains(s.Alone.Refused, `no criterion is in group "green"`) {
			t.Errorf("%s alone: %q", s.Group, s.Alone.Refused)
		}
	}
	if k := slices.Index(d.Explanation.Figures, "first_score"); k < 0 || !math.IsNaN(d.Explanation.AloneRemainder[k]) {
		t.Error("a remainder is told though a part of it is not known")
	}
}

// TestFinishedSide holds that a folder stands as it tells, and is repeated only
// when that gives the same.
func TestFinishedSide(t *testing.T) {
	a := side(t, "japan")
	r, err := a.Scenario.Run(t.Context(), scenario.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	told := func() *scenario.Finished {
		h := r.Headline()
		return &scenario.Finished{Manifest: scenario.Manifest{Scenario: a.Scenario, Inputs: slices.Clone(r.Inputs)}, Headline: h}
	}
	run := func(f *scenario.Finished, repeat bool) ([]compare.Side, error) {
		sides := []compare.Side{{Name: "folder", Scenario: a.Scenario, Finished: f}, side(t, "japan", "site.mw=300")}
		return sides, compare.Sides(t.Context(), sides, scenario.RunOptions{}, repeat)
	}
	if _, err := run(told(), true); err != nil {
		t.Error(err)
	}
	other := told()
	other.Headline.Figures[1].Value = 12.5
	sides, err := run(other, false)
	if f, _ := sides[0].Headline.Figure("first_score"); err != nil || f.Value != 12.5 {
		t.Errorf("first score %v, error %v; want the folder's", f, err)
	}
	if _, err := run(other, true); !errors.Is(err, compare.ErrSides) || !strings.Contains(err.Error(), "folder does not repeat: first_score was 12.5, now it is ") {
		t.Errorf("another figure: %v", err)
	}
	changed := told()
	changed.Manifest.Inputs[0].SHA256 = "00"
	if _, err := run(changed, true); !errors.Is(err, compare.ErrSides) || !strings.Contains(err.Error(), "its input atlas japan") {
		t.Errorf("another atlas: %v", err)
	}
	if err := compare.Sides(t.Context(), sides[:1], scenario.RunOptions{}, false); !errors.Is(err, compare.ErrSides) {
		t.Errorf("one side: %v", err)
	}
}
