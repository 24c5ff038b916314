package atlas_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/atlas"
)

func TestExportReadsBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "japan")
	if err := atlas.Japan().Export(dir); err != nil {
		t.Fatal(err)
	}
	got, err := atlas.LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := diff(atlas.Japan(), got); d != "" {
		t.Errorf("the exported atlas differs:\n%s", d)
	}
	if r := atlas.CheckDir(dir); len(r.Findings) > 0 {
		t.Error(r.Findings)
	}
}

func TestExportKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	notes := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(notes, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, export := range map[string]func(string) error{"Export": atlas.Japan().Export, "Replace": atlas.Japan().Replace} {
		if err := export(dir); !errors.Is(err, atlas.ErrExists) {
			t.Errorf("%s: got %v, want ErrExists", name, err)
		}
	}
	if _, err := os.Stat(notes); err != nil {
		t.Error(err)
	}
}

func TestReplace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "japan")
	for range 2 {
		if err := atlas.Japan().Replace(dir); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := atlas.LoadDir(dir); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestExportIntoAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := atlas.Japan().Export(filepath.Join(file, "japan")); err == nil {
		t.Error("exported into a file")
	}
}

// TestAnyAtlasReadsBack writes and reads atlases of odd names and numbers.
func TestAnyAtlasReadsBack(t *testing.T) {
	text := rapid.StringMatching(`[a-z東ô",;\n' -]{1,12}[a-z]`)
	word := rapid.StringMatching(`[a-z東ô":#' -]{1,12}[a-z]`)
	number := rapid.Float64Range(0, 1e9)
	rapid.Check(t, func(t *rapid.T) {
		from := func(license string) atlas.Provenance {
			return atlas.Provenance{Source: text.Draw(t, "source"), License: license, Evidence: atlas.Assumed}
		}
		a := &atlas.Atlas{Meta: atlas.Meta{ID: word.Draw(t, "id"), Name: word.Draw(t, "name"), Version: word.Draw(t, "version"),
			Licenses: []atlas.License{{ID: "own"}, {ID: "shared", Folder: "shared"}}}}
		for _, license := range []string{"own", "shared"} {
			for range rapid.IntRange(0, 3).Draw(t, "rows") {
				a.Regions = append(a.Regions, atlas.Region{ID: text.Draw(t, "region"), Kind: atlas.PowerArea, Name: text.Draw(t, "n"),
					NameLocal: text.Draw(t, "l"), Population: number.Draw(t, "p"), AreaKm2: 1, Provenance: from(license)})
				a.Places = append(a.Places, atlas.Place{ID: text.Draw(t, "place"), Kind: atlas.Metro, Name: "x", NameLocal: "x", Region: "r", Area: "a",
					Location:   orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")},
					Population: number.Draw(t, "p"), AreaKm2: 2, Mainland: rapid.Bool().Draw(t, "m"), Provenance: from(license)})
				a.Substations = append(a.Substations, atlas.Substation{ID: "s", Name: "s", NameLocal: "s", Area: "a", Region: "r",
					VoltagesKV: []float64{275, 66}, ReadyYear: rapid.SampledFrom([]int{0, 1950, 2100}).Draw(t, "y"), Provenance: from(license)})
				a.Areas = append(a.Areas, atlas.Figure{Subject: "s", Quantity: "q", Unit: "u", Value: rapid.Float64Range(-1e9, 1e9).Draw(t, "v"), Provenance: from(license)})
			}
		}
		dir := memory(t, a)
		got, err := atlas.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if d := diff(a, got); d != "" {
			t.Fatal(d)
		}
	})
}
