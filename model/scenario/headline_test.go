package scenario_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
)

func TestHeadline(t *testing.T) {
	r := run(t, load(t, "japan", "candidates.regions=[hokkaido]", few), 1)
	h := r.Headline()
	number := func(id string) float64 {
		f, ok := h.Figure(id)
		if !ok || f.Title == "" {
			t.Fatalf("no figure %s, or one without a title", id)
		}
		return f.Value
	}
	first := r.Ranking.Order[0]
	if got, want := number("first_firm_mw"), r.Table.Column("firm_mw").Values[first]; got != want {
		t.Errorf("firm power of the first %v, want %v", got, want)
	}
	if got, want := number("first_lead"), 100*(r.Ranking.Score[first]-r.Ranking.Score[r.Ranking.Order[1]]); got != want || got < 0 {
		t.Errorf("lead %v, want %v", got, want)
	}
	if x := number("first_acceptability_pct"); !(x > 0 && x <= 100) {
		t.Errorf("acceptability %v", x)
	}
	if number("top_near_concentration_pct") != 0 {
		t.Error("a place of Hokkaido is near Tokyo or Osaka")
	}
	if name, _ := h.Figure("first"); name.Text != h.Lists[0].Places[0].Name+" ("+h.Lists[0].Places[0].ID+")" {
		t.Errorf("first %q, top list %v", name.Text, h.Lists[0].Places[0])
	}
	if f, _ := h.Figure("first_score"); f.Evidence != atlas.Estimated && f.Evidence != atlas.Assumed {
		t.Errorf("the score stands on %s figures; some are estimates", f.Evidence)
	}
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	var again scenario.Headline
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(h, again, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("JSON there and back (-want +got):\n%s", diff)
	}
}

// TestHeadlineOfNothing holds that a run in which nobody passes has the same
// figures, missing ones as missing.
func TestHeadlineOfNothing(t *testing.T) {
	some := run(t, load(t, "japan", "candidates.regions=[hokkaido]", "uncertainty.samples=0"), 1).Headline()
	none := run(t, load(t, "japan", "candidates.regions=[okinawa]", "gates.firm.at_least=1e9", few), 1).Headline()
	for i, f := range none.Figures {
		if f.ID != some.Figures[i].ID {
			t.Errorf("figure %d is %s, in another run %s", i, f.ID, some.Figures[i].ID)
		}
		if strings.HasPrefix(f.ID, "first") && (!math.IsNaN(f.Value) || f.String() != "—") {
			t.Errorf("%s is %v though nobody passes", f.ID, f)
		}
	}
	if f, _ := none.Figure("passed"); f.Value != 0 || len(none.Lists[0].Places) != 0 {
		t.Errorf("%v pass, the top list is %v", f, none.Lists)
	}
}

// TestAssumptions holds that scenarios differ in what was set and in nothing else.
func TestAssumptions(t *testing.T) {
	values := func(sc *scenario.Scenario) map[string]string {
		all, err := sc.Assumptions()
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for i, a := range all {
			if i > 0 && all[i-1].Key >= a.Key && !strings.HasPrefix(a.Key, all[i-1].Key) {
				t.Errorf("%s stands after %s", a.Key, all[i-1].Key)
			}
			out[a.Key] = a.Value
		}
		return out
	}
	a, b := values(load(t, "japan")), values(load(t, "japan", "site.mw=300", "gates.volcano=null", "title=Other"))
	var differ []string
	for key := range a {
		if a[key] != b[key] {
			differ = append(differ, key)
		}
	}
	slices.Sort(differ)
	want := []string{"gates.volcano.at_least", "gates.volcano.indicator", "gates.volcano.source", "gates.volcano.title", "site.mw"}
	if diff := cmp.Diff(want, differ); diff != "" {
		t.Errorf("differing keys (-want +got):\n%s", diff)
	}
	if a["site.mw"] != "100" || a["fiber.profile"] != `"packet"` {
		t.Errorf("site.mw %s, fiber.profile %s", a["site.mw"], a["fiber.profile"])
	}
}

// TestTake holds that taking every group that differs makes the other scenario.
func TestTake(t *testing.T) {
	a, b := load(t, "edge"), load(t, "training", "gates.volcano=null", "seed=7", "concentrations=[metro-tokyo]")
	left, err := a.Assumptions()
	if err != nil {
		t.Fatal(err)
	}
	right, err := b.Assumptions()
	if err != nil {
		t.Fatal(err)
	}
	var groups []string
	for _, x := range slices.Concat(left, right) {
		groups = append(groups, scenario.GroupOf(x.Key))
	}
	slices.Sort(groups)
	taken, err := a.Take(b, slices.Compact(groups)...)
	if err != nil {
		t.Fatal(err)
	}
	got, err := taken.Assumptions()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(right, got); diff != "" || taken.Name != "edge" {
		t.Errorf("%s (-want +got):\n%s", taken.Name, diff)
	}
	one, err := a.Take(b, "gates.metro")
	if _, there := one.Gates["metro"]; err != nil || there || one.Site.MW != a.Site.MW {
		t.Errorf("gate %v, %v MW, error %v", one.Gates["metro"], one.Site.MW, err)
	}
	c := load(t, "japan", "criteria.carbon.group=green", "weights.groups={green: 10}")
	if _, err := load(t, "japan").Take(c, "weights"); err == nil || !strings.Contains(err.Error(), `no criterion is in group "green"`) {
		t.Errorf("weights without their criterion: %v", err)
	}
}

// finished writes the folder of a small run.
func finished(t *testing.T) string {
	t.Helper()
	r := run(t, load(t, "japan", "candidates.regions=[hokkaido]", "uncertainty.samples=0"), 1)
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "run")
	if _, err := folder.Write(t.Context(), dir, append(files, r.Manifest("1.0")), false); err != nil {
		t.Fatal(err)
	}
	f, err := scenario.OpenFinished(t.Context(), dir, "1.0")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.Headline(), f.Headline, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("headline (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(r.Scenario, f.Manifest.Scenario, cmpopts.IgnoreUnexported(scenario.Scenario{})); diff != "" {
		t.Errorf("scenario (-want +got):\n%s", diff)
	}
	return dir
}

func TestOpenFinishedRefuses(t *testing.T) {
	for want, spoil := range map[string]func(dir string) error{
		"has no manifest.json":                 func(dir string) error { return os.Remove(filepath.Join(dir, "manifest.json")) },
		"no JSON of a run":                     func(dir string) error { return os.WriteFile(filepath.Join(dir, "manifest.json"), []byte("{"), 0o600) },
		`was made by ""`:                       func(dir string) error { return os.WriteFile(filepath.Join(dir, "manifest.json"), []byte("{}"), 0o600) },
		`made by version "1.0", this is "2.0"`: func(string) error { return nil },
		"scores.csv is missing":                func(dir string) error { return os.Remove(filepath.Join(dir, "scores.csv")) },
		"scores.csv has the SHA-256":           func(dir string) error { return os.WriteFile(filepath.Join(dir, "scores.csv"), []byte("x"), 0o600) },
		"without a scenario or without figures.json": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(`{"tool":"wattbit","version":"1.0","outputs":[]}`), 0o600)
		},
	} {
		dir, version := finished(t), "1.0"
		if strings.Contains(want, "2.0") {
			version = "2.0"
		}
		if err := spoil(dir); err != nil {
			t.Fatal(err)
		}
		_, err := scenario.OpenFinished(t.Context(), dir, version)
		if !errors.Is(err, scenario.ErrNotFinished) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestEach(t *testing.T) {
	for _, workers := range []int{1, 3, 50} {
		var done [20]atomic.Int32
		err := scenario.Each(t.Context(), len(done), scenario.RunOptions{Workers: workers}, func(_ context.Context, i int, opts scenario.RunOptions) error {
			done[i].Add(1)
			if opts.Workers < 1 {
				t.Errorf("%d workers for one of %d", opts.Workers, workers)
			}
			return nil
		})
		for i := range done {
			if n := done[i].Load(); err != nil || n != 1 {
				t.Errorf("%d workers: %d done %d times, error %v", workers, i, n, err)
			}
		}
	}
	broken := errors.New("broken")
	err := scenario.Each(t.Context(), 100, scenario.RunOptions{Workers: 4}, func(ctx context.Context, i int, _ scenario.RunOptions) error {
		if i == 3 {
			return broken
		}
		<-ctx.Done() // the others wait for the error
		return ctx.Err()
	})
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want the first cause", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := scenario.Each(ctx, 3, scenario.RunOptions{}, func(context.Context, int, scenario.RunOptions) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}
