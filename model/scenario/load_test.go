package scenario_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wattbit/wattbit/model/scenario"
)

// TestBadFiles holds the errors of testdata/bad, word for word: place, message
// and excerpt.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	for _, file := range files {
		_, err := scenario.Load(file)
		if err == nil {
			t.Errorf("%s: no error", file)
			continue
		}
		var mistake *scenario.Error
		if !errors.As(err, &mistake) {
			t.Errorf("%s: %v is no *Error", file, err)
		}
		golden := strings.TrimSuffix(file, ".yaml") + ".txt"
		got := filepath.ToSlash(err.Error()) + "\n"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func save(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func load(t testing.TB, name string, settings ...string) *scenario.Scenario {
	t.Helper()
	sc, err := scenario.Load(name, settings...)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

func TestExtends(t *testing.T) {
	dir := t.TempDir()
	save(t, dir, "lib/mid.yaml", "name: mid\nextends: training\nsite:\n  mw: 400\ngates:\n  volcano: null\ncandidates:\n  file: points.csv\natlas: ./island\n")
	top := save(t, dir, "top.yaml", "name: top\nextends: lib/mid.yaml\nconcentrations: [metro-tokyo]\ncriteria:\n  carbon:\n    share: 3\n")
	sc, base := load(t, top), load(t, scenario.Base)
	if sc.Name != "top" || sc.Site.MW != 400 || sc.Weights.Groups["power"] != 35 {
		t.Errorf("name %s, %v MW, groups %v: want top, 400 of mid, 35 of training", sc.Name, sc.Site.MW, sc.Weights.Groups)
	}
	if _, ok := sc.Gates["volcano"]; ok || len(sc.Gates) != len(base.Gates)-1 {
		t.Errorf("gates %v: want those of base without volcano", sc.Gates)
	}
	if !reflect.DeepEqual(sc.Concentrations, []string{"metro-tokyo"}) {
		t.Errorf("concentrations %v: a list replaces", sc.Concentrations)
	}
	carbon, was := sc.Criteria["carbon"], base.Criteria["carbon"]
	if carbon.Share != 3 || carbon.Title != was.Title || !reflect.DeepEqual(carbon.Value, was.Value) {
		t.Errorf("carbon %+v: a mapping is merged", carbon)
	}
	if sc.Candidates.File != filepath.Join(dir, "lib", "points.csv") || sc.Atlas != filepath.Join(dir, "lib", "island") {
		t.Errorf("file %s, atlas %s: paths start at the file that names them", sc.Candidates.File, sc.Atlas)
	}
	if sc.Extends != "" {
		t.Errorf("extends %q is left", sc.Extends)
	}
}

func TestSettings(t *testing.T) {
	sc := load(t, "japan", "site.mw=300", "site.mw=301", "gates.volcano=null", "candidates.regions=[JP-01, JP-02]", "title=A: b", "gates.reserve.at_least=5")
	if sc.Site.MW != 301 || len(sc.Candidates.Regions) != 2 || *sc.Gates["reserve"].AtLeast != 5 || sc.Title != "A: b" {
		t.Errorf("%+v", sc)
	}
	if _, ok := sc.Gates["volcano"]; ok {
		t.Error("null does not remove")
	}
	for setting, want := range map[string]string{
		"site.mw":              `setting site.mw: expected key=value`,
		"=3":                   `setting =3: expected key=value`,
		"site.gw=1":            `setting site.gw=1:2:3: unknown field "gw"`,
		"site.mw=many":         `setting site.mw=many:2:7: found "many"; expected a number`,
		"site.mw=-5":           "setting site.mw=-5:2:7: -5 MW; expected more than 0",
		"site.mw=.nan":         "NaN MW",
		"weights.preset=watts": `setting weights.preset=watts:2:11: unknown preset "watts"`,
		"..=3":                 "unknown field",
	} {
		if _, err := scenario.Load("japan", setting); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("--set %s: error %v, want %s", setting, err, want)
		}
	}
}

func TestLoadEncodings(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"bom": "\ufeffname: x\nsite:\n  mw: 50\n", "crlf": "name: x\r\nsite:\r\n  mw: 50\r\n"} {
		if sc := load(t, save(t, dir, name+".yaml", text)); sc.Name != "x" || sc.Site.MW != 50 {
			t.Errorf("%s: %+v", name, sc.Site)
		}
	}
}

func TestLoadNoFile(t *testing.T) {
	dir := t.TempDir()
	huge := save(t, dir, "huge.yaml", "")
	if err := os.Truncate(huge, 1<<30); err != nil {
		t.Skip("no sparse files here: ", err)
	}
	folder := filepath.Join(dir, "folder.yaml")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		huge:                           "1073741824 bytes; a scenario has at most 1048576",
		folder:                         "is no regular file",
		filepath.Join(dir, "none.yml"): "scenario not found: no file",
		"japn":                         `"japn" is no built-in scenario (areas-10, base, `,
	} {
		if _, err := scenario.Load(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", path, err, want)
		}
	}
}

// TestFullRoundTrip holds that a scenario printed with every default loads again
// to the same scenario.
func TestFullRoundTrip(t *testing.T) {
	for _, name := range scenario.Names() {
		sc := load(t, name, "criteria.carbon.veto=0.1", "criteria.carbon.minimum=0.25")
		text, err := sc.YAML()
		if err != nil {
			t.Fatal(err)
		}
		again := load(t, save(t, t.TempDir(), name+".yaml", string(text)))
		if diff := cmp.Diff(sc, again, cmpopts.IgnoreUnexported(scenario.Scenario{})); diff != "" {
			t.Errorf("%s (-first +again):\n%s", name, diff)
		}
		if printed, err := again.YAML(); err != nil || !bytes.Equal(text, printed) {
			t.Errorf("%s prints otherwise when loaded again: %v", name, err)
		}
	}
}

// FuzzParse holds that any text is either refused or a scenario that prints and
// loads again, and whose model compiles.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(files, "builtin/edge.yaml", "builtin/training.yaml") {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		sc, err := scenario.Load(save(t, dir, "fuzz.yaml", string(data)))
		if err != nil {
			return
		}
		model, _, err := sc.Model()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.Compile(); err != nil {
			t.Fatal(err)
		}
		if !(sc.Site.MW > 0) || math.IsInf(sc.Site.MW, 0) {
			t.Fatalf("%v MW accepted", sc.Site.MW)
		}
		text, err := sc.YAML()
		if err != nil {
			t.Fatal(err)
		}
		again, err := scenario.Load(save(t, dir, "again.yaml", string(text)))
		if err != nil {
			t.Fatalf("printed scenario is refused: %v\n%s", err, text)
		}
		printed, err := again.YAML()
		if err != nil || !bytes.Equal(text, printed) {
			t.Fatalf("printed again: %v\n%s\nthen\n%s", err, text, printed)
		}
	})
}
