package scenario_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
)

func run(t testing.TB, sc *scenario.Scenario, workers int) *scenario.Result {
	t.Helper()
	r, err := sc.Run(t.Context(), scenario.RunOptions{Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// contents makes every file of a run.
func contents(t testing.TB, r *scenario.Result) map[string]string {
	t.Helper()
	files, err := r.Files()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	err = folder.Each(t.Context(), append(files, r.Manifest("test")), func(name string, content func(io.Writer) error) error {
		var b bytes.Buffer
		err := content(&b)
		all[name] = b.String()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// few keeps tests that are not about the samples short.
const few = "uncertainty.samples=200"

func TestRunRepeats(t *testing.T) {
	for _, name := range scenario.Names() {
		first := contents(t, run(t, load(t, name, few), 1))
		for _, workers := range []int{8, 3, 0} {
			again := contents(t, run(t, load(t, name, few), workers))
			for file, text := range first {
				if text != again[file] {
					t.Errorf("%s: %s differs with %d workers", name, file, workers)
				}
			}
		}
	}
}

func TestRunCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := load(t, "japan").Run(ctx, scenario.RunOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}

func TestRunRefuses(t *testing.T) {
	for setting, want := range map[string]string{
		"atlas=nowhere":                     `atlas "nowhere": neither "japan" nor a folder with atlas.yaml`,
		"candidates.regions=[JP-99]":        `no region "JP-99"`,
		"concentrations=[metro-x]":          `no metro "metro-x"`,
		"candidates.file=testdata/none.csv": "none.csv",
	} {
		if _, err := load(t, "japan", setting).Run(t.Context(), scenario.RunOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", setting, err, want)
		}
	}
}

func TestScoresAddUp(t *testing.T) {
	r := run(t, load(t, "japan", few), 0)
	for row, score := range r.Ranking.Score {
		s := r.Standing(row)
		if sum := s.Published + s.Derived + s.Estimated + s.Assumed + s.Missing; math.Abs(sum-1) > 1e-12 {
			t.Fatalf("row %d stands on %v", row, sum)
		}
		sum := 0.0
		for _, p := range r.Points(row) {
			if !math.IsNaN(p) {
				sum += p
			}
		}
		if s.Missing == 0 && math.Abs(sum-100*score) > 1e-9 || sum > 100*r.Ranking.Upper[row]+1e-9 {
			t.Fatalf("row %d: points sum to %v, score %v to %v", row, sum, 100*score, 100*r.Ranking.Upper[row])
		}
	}
}

// TestFilesRead holds that the tables are well formed and agree with the run.
func TestFilesRead(t *testing.T) {
	r := run(t, load(t, "testdata/island.yaml"), 1)
	all := contents(t, r)
	for name, columns := range map[string]int{"candidates.csv": 8 + 2*len(r.Table.Columns) + 19, "indicators.csv": 13, "rulepacks.csv": 17, "scores.csv": 15 + len(r.Model.Criteria)} {
		rows, err := csv.NewReader(strings.NewReader(all[name])).ReadAll()
		if err != nil || len(rows[0]) != columns {
			t.Errorf("%s: %d columns, want %d; error %v", name, len(rows[0]), columns, err)
		}
	}
	features, err := geojson.Read(strings.NewReader(all["candidates.geojson"]), "candidates.geojson", 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range features {
		c := r.Table.Candidates[i]
		if f.Properties["id"] != c.ID || f.Properties["name_local"] != c.NameLocal || f.Properties["tsunami_m"] != nil {
			t.Errorf("%s: %v", c.ID, f.Properties)
		}
	}
	var m scenario.Manifest
	if err := json.Unmarshal([]byte(all["manifest.json"]), &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Outputs) != 11 || m.Candidates != 4 || m.Passed+m.Unknown+m.Failed != 4 || len(m.Inputs) != 1 {
		t.Errorf("manifest %+v", m)
	}
}

// TestIsland holds a study area other than Japan, worked out by hand.
func TestIsland(t *testing.T) {
	r := run(t, load(t, "testdata/island.yaml"), 1)
	status := map[string]score.State{}
	for i, id := range r.Figures.IDs {
		status[id] = r.Ranking.Status[i]
	}
	// West has a seismic figure, East has none; Fell is far from any substation.
	want := map[string]score.State{"port": score.Pass, "vale": score.Fail, "cape": score.Unknown, "fell": score.Fail}
	for id, state := range want {
		if status[id] != state {
			t.Errorf("%s: %s, want %s", id, status[id], state)
		}
	}
	if len(status) != len(want) {
		t.Errorf("candidates %v: the rock is no mainland", status)
	}
	var text []string
	for _, n := range r.Notes() {
		text = append(text, n.Candidate+": "+n.Text)
	}
	notes := strings.Join(text, "\n")
	for _, part := range []string{"cape: Cape, a large cluster today"} {
		if !strings.Contains(notes, part) {
			t.Errorf("notes do not say %q:\n%s", part, notes)
		}
	}
	if strings.Contains(notes, "in spite of") {
		t.Errorf("nobody does better than the port, and the notes say:\n%s", notes)
	}
	if strings.Contains(notes, "ranks 0") || strings.Contains(notes, "NaN") || strings.Contains(notes, "Inf") {
		t.Errorf("notes:\n%s", notes)
	}
}

func TestNotesWithoutWinner(t *testing.T) {
	r := run(t, load(t, "testdata/island.yaml", "gates.substation.at_most=0"), 1)
	if notes := r.Notes(); len(notes) != 1 || !strings.Contains(notes[0].Text, "which gate removes how many") {
		t.Errorf("notes %+v", notes)
	}
}

func TestNotesOfJapan(t *testing.T) {
	r := run(t, load(t, "japan", few, "candidates.regions=[JP-40]"), 0)
	var text string
	for _, n := range r.Notes() {
		text += n.Text + "\n"
	}
	if !strings.Contains(text, "10 of the top 10 lie in Fukuoka") {
		t.Errorf("notes do not say that all lie in one prefecture:\n%s", text)
	}
}

// TestLongFile holds that of a long file only what is used is measured, and
// that the ranking is the one of the whole table.
func TestLongFile(t *testing.T) {
	path := writePoints(t, scenario.MaxMeasuredWhole+1)
	r := run(t, load(t, "japan", few, fmt.Sprintf("candidates.file=%q", path)), 0)
	if len(r.Table.Columns) != 19 || r.Table.Column("tokyo_km") != nil {
		t.Errorf("%d columns, want those of gates and criteria", len(r.Table.Columns))
	}
	all := contents(t, r)
	if n := strings.Count(all["candidates.csv"], "\n"); n != scenario.MaxMeasuredWhole+2 {
		t.Errorf("%d lines", n)
	}
	if all["scores.csv"] != contents(t, run(t, load(t, "japan", few, fmt.Sprintf("candidates.file=%q", path)), 5))["scores.csv"] {
		t.Error("scores depend on the number of workers")
	}
}

func TestFormat(t *testing.T) {
	for text, want := range map[string]string{
		scenario.Thousands(1234567.891, 1): "1,234,567.9", scenario.Thousands(-1234, 0): "-1,234", scenario.Thousands(-12, 0): "-12", scenario.Thousands(-0.004, 2): "0.00", scenario.Thousands(999, 0): "999",
	} {
		if text != want {
			t.Errorf("%s, want %s", text, want)
		}
	}
}
