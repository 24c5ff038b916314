package sweep_test

import (
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/sweep"
)

const version = "1.0"

func save(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// base is a small scenario: one prefecture and no samples.
func base(t *testing.T) string {
	return save(t, "small.yaml", "name: small\nextends: japan\ncandidates: {regions: [hokkaido]}\nuncertainty: {samples: 0}\n")
}

func grid(t *testing.T, axes ...string) []sweep.Row {
	t.Helper()
	var parsed []sweep.Axis
	for _, text := range axes {
		axis, err := sweep.ParseAxis(text)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, axis)
	}
	rows, err := sweep.Grid(parsed)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func plan(t *testing.T, base string, axes ...string) *sweep.Plan {
	t.Helper()
	p, err := sweep.New(t.Context(), version, base, grid(t, axes...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// contents reads every file of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var axes = []string{"site.mw=20,50,100,300", "fiber.profile=packet,apn", "gates.volcano.at_least=5,10"}

// TestStoppedSweepEndsTheSame stops a sweep after every few variants, with a file
// half-written and another one damaged in between, and holds that it ends with the
// bytes of a sweep that was never stopped, run by another number of workers.
func TestStoppedSweepEndsTheSame(t *testing.T) {
	small := base(t)
	whole := filepath.Join(t.TempDir(), "whole")
	if _, err := plan(t, small, axes...).Run(t.Context(), whole, sweep.Options{Workers: 1}); err != nil {
		t.Fatal(err)
	}
	want := contents(t, whole)
	if len(want) != 16+4 {
		t.Errorf("%d files, want 16 variants, two tables, the plan and the manifest", len(want))
	}

	broken := filepath.Join(t.TempDir(), "broken")
	stops, stored := 0, 0
	for {
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		out, err := plan(t, small, axes...).Run(ctx, broken, sweep.Options{Workers: 3, Done: func(string, int, int) {
			if n++; n == 3 {
				cancel()
			}
		}})
		cancel()
		if err == nil {
			if out.Found+out.Computed != 16 || out.Found < 9 {
				t.Errorf("at the end %d were found and %d computed", out.Found, out.Computed)
			}
			break
		}
		var stopped *sweep.InterruptedError
		if !errors.As(err, &stopped) || !errors.Is(err, context.Canceled) || stopped.Done <= stored-1 {
			t.Fatalf("error %v after %d were stored", err, stored)
		}
		stored = stopped.Done
		stops++
		files := contents(t, broken)
		if _, there := files[folder.Manifest]; there || len(files) != 1+stored {
			t.Fatalf("%d files after %d variants, manifest %v", len(files), stored, there)
		}
		spoil(t, broken, stops, files)
	}
	if stops < 3 {
		t.Errorf("stopped %d times, want several", stops)
	}
	if diff := cmp.Diff(want, contents(t, broken)); diff != "" {
		t.Errorf("stopped sweep (-whole +stopped):\n%s", diff)
	}
	again, err := plan(t, small, axes...).Run(t.Context(), broken, sweep.Options{})
	if err != nil || again.Computed != 0 || again.Found != 16 {
		t.Errorf("once more: %+v, error %v; want nothing to compute", again, err)
	}
}

// spoil leaves what a killed process or a bad disk does.
func spoil(t *testing.T, dir string, stop int, files map[string]string) {
	t.Helper()
	switch stop {
	case 1:
		if err := os.WriteFile(filepath.Join(dir, "variants", ".0123.json.tmp-42"), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	case 2:
		for name, text := range files {
			if strings.HasPrefix(name, "variants/") {
				text = strings.Replace(text, `"value": `, `"value": 1`, 1)
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
	}
}

// TestTables holds the tables against runs of their own.
func TestTables(t *testing.T) {
	small, dir := base(t), t.TempDir()
	list := save(t, "list.csv", "variant,site.mw,gates.volcano.at_least\nlow,20,\nhigh,300,5\n")
	rows, err := sweep.ReadList(list)
	if err != nil {
		t.Fatal(err)
	}
	p, err := sweep.New(t.Context(), version, small, rows)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Run(t.Context(), dir, sweep.Options{}); err != nil {
		t.Fatal(err)
	}
	files := contents(t, dir)
	wide, err := csv.NewReader(strings.NewReader(files["wide.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	long, err := csv.NewReader(strings.NewReader(files["sweep.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, settings := range [][]string{{"site.mw=20"}, {"site.mw=300", "gates.volcano.at_least=5"}} {
		sc, err := scenario.Load(small, settings...)
		if err != nil {
			t.Fatal(err)
		}
		r, err := sc.Run(t.Context(), scenario.RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		h := r.Headline()
		head := []string{[]string{"low", "high"}[i], []string{"20", "300"}[i], []string{"10", "5"}[i]}
		if diff := cmp.Diff(head, wide[i+1][:3]); diff != "" {
			t.Errorf("head (-want +got):\n%s", diff)
		}
		if len(wide[i+1]) != 3+len(h.Figures) || len(long) != 1+2*len(h.Figures) {
			t.Fatalf("%d columns, %d rows; %d figures", len(wide[i+1]), len(long), len(h.Figures))
		}
		for k, f := range h.Figures {
			row := long[1+i*len(h.Figures)+k]
			if wide[0][3+k] != f.ID || row[3] != f.ID || row[4]+row[5] != wide[i+1][3+k] || row[6] != f.Unit || f.Text != row[5] {
				t.Errorf("figure %+v: %v, wide %q", f, row, wide[i+1][3+k])
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	small := base(t)
	for _, c := range []struct {
		want string
		axes []string
	}{
		{`variant 1 (site.mww=1): setting site.mww=1:2:3: unknown field "mww"`, []string{"site.mww=1,2"}},
		{"variant 2 (site.mw=-3): setting site.mw=-3", []string{"site.mw=3,-3"}},
		{"it is the same scenario as variant 1", []string{"site.mw=3,3"}},
		{"it is the same scenario as variant 2", []string{"site.mw=3,100,100.0"}},
		{"site={mw: 3} and site.mw=4 contradict each other", []string{"site={mw: 3}", "site.mw=4"}},
		{"exactly one of at_least and at_most", []string{"gates.firm.at_most=3"}},
		{`no region "atlantis"`, []string{"candidates.regions=[hokkaido],[atlantis]"}},
	} {
		_, err := sweep.New(t.Context(), version, small, grid(t, c.axes...))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %s", c.axes, err, c.want)
		}
	}
	if _, err := sweep.New(t.Context(), version, "nowhere", grid(t)); !errors.Is(err, scenario.ErrUnknownName) {
		t.Errorf("unknown base: %v", err)
	}
}

func TestFolderRefused(t *testing.T) {
	small, dir := base(t), t.TempDir()
	if _, err := plan(t, small, "site.mw=20,50").Run(t.Context(), dir, sweep.Options{}); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	other := func(v, base string, axes ...string) *sweep.Plan {
		p, err := sweep.New(t.Context(), v, base, grid(t, axes...))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for want, p := range map[string]*sweep.Plan{
		`made by version "1.0", this is "2.0"`:        other("2.0", small, "site.mw=20,50"),
		"its base is " + small + ", not edge":         other(version, "edge", "site.mw=20,50"),
		"it has 2 variants, not 3":                    other(version, small, "site.mw=20,50,60"),
		`its variant 2 is ["site.mw=50"], not 2 with`: other(version, small, "site.mw=20,60"),
	} {
		_, err := p.Run(t.Context(), dir, sweep.Options{})
		if !errors.Is(err, sweep.ErrFolder) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if err := os.WriteFile(small, []byte("name: small\nextends: japan\ncandidates: {regions: [hokkaido]}\nuncertainty: {samples: 0}\nseed: 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := plan(t, small, "site.mw=20,50").Run(t.Context(), dir, sweep.Options{}); err == nil || !strings.Contains(err.Error(), "the scenario of variant 1 (site.mw=20) has changed since") {
		t.Errorf("another base under the same name: %v", err)
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("a refused sweep changed the folder:\n%s", diff)
	}
	mine := save(t, "thesis.tex", "x")
	for path, want := range map[string]string{filepath.Dir(mine): "holds thesis.tex and no sweep.json", mine: "is no folder"} {
		if _, err := plan(t, small, "site.mw=20").Run(t.Context(), path, sweep.Options{}); !errors.Is(err, sweep.ErrFolder) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}
