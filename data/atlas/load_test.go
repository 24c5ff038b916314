package atlas_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/table"
)

const head = "id: t\nname: T\nversion: \"1\"\nlicenses:\n- {id: own, name: Own}\ntables:\n- table: regions\n  files: [regions.csv]\n"

const regions = "id,kind,name,name_local,parent,population,area_km2,source,license,evidence\n"

func TestLoadRefuses(t *testing.T) {
	row := "a,power-area,A,あ,,1,2,me,own,assumed\n"
	for _, c := range []struct{ name, head, table, message string }{
		{"key misspelt", strings.Replace(head, "version", "verzion", 1), regions + row, "[3:1] unknown field \"verzion\""},
		{"broken YAML", head + "  - [", regions + row, "atlas.yaml: ["},
		{"unknown table", strings.Replace(head, "table: regions", "table: region", 1), regions + row, `found table "region", expected one of [regions places`},
		{"file outside", strings.Replace(head, "regions.csv", "../regions.csv", 1), regions + row, `found file "../regions.csv", expected a path inside the atlas folder`},
		{"file twice", strings.Replace(head, "[regions.csv]", "[regions.csv, regions.csv]", 1), regions + row, `found file "regions.csv" twice`},
		{"file missing", strings.Replace(head, "regions.csv", "other.csv", 1), regions + row, "table regions: open other.csv"},
		{"no version", strings.Replace(head, "\"1\"", "\"\"", 1), regions + row, "found an empty id, name or version"},
		{"kind", head, regions + strings.Replace(row, "power-area", "area", 1), `regions.csv:2: column "kind": found "area", expected one of power-area, prefecture`},
		{"number", head, regions + strings.Replace(row, ",1,", ",many,", 1), `regions.csv:2: column "population": found "many", expected a number of at least 0`},
		{"NaN", head, regions + strings.Replace(row, ",2,", ",NaN,", 1), `regions.csv:2: column "area_km2": found "NaN", expected a number above 0`},
		{"evidence", head, regions + strings.Replace(row, "assumed", "sure", 1), `column "evidence": found "sure", expected one of published, derived, estimated, assumed`},
		{"no source", head, regions + strings.Replace(row, ",me,", ",,", 1), `column "source": found nothing, expected text`},
		{"column", head, "id,kind\na,power-area\n", `expected a column named "name"`},
		{"empty", head, "", "regions.csv: found nothing, expected a header line"},
		{"Shift_JIS", head, regions + "a,power-area,A,\x93\x8c\x8b\x9e,,1,2,me,own,assumed\n", `regions.csv:2: column "name_local"`},
	} {
		dir := fstest.MapFS{"atlas.yaml": {Data: []byte(c.head)}, "regions.csv": {Data: []byte(c.table)}}
		if _, err := atlas.Load(dir); err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.message)
		}
		report := atlas.Check(dir)
		if report.OK() || report.Findings[0].Rule != "readable" {
			t.Errorf("%s: the checker found %v", c.name, report.Findings)
		}
	}
}

func TestLoadWithoutAFolder(t *testing.T) {
	if _, err := atlas.LoadDir(t.TempDir()); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "expected the folder of an atlas") {
		t.Errorf("got %v", err)
	}
}

func TestLoadTellsAllTables(t *testing.T) {
	dir := japanFolder(t)
	for _, name := range []string{"regions.csv", "costs.csv"} {
		dir[name].Data = []byte(strings.Replace(string(dir[name].Data), "\n", "\nbroken\n", 1))
	}
	_, err := atlas.Load(dir)
	var errs *table.Errors
	if !errors.As(err, &errs) || !strings.Contains(err.Error(), "regions.csv:2") || !strings.Contains(err.Error(), "costs.csv:2") {
		t.Errorf("got %v", err)
	}
}

func TestLoadWindowsFiles(t *testing.T) {
	dir := japanFolder(t)
	for name, file := range dir {
		if strings.HasSuffix(name, ".csv") {
			file.Data = []byte("\uFEFF" + strings.ReplaceAll(string(file.Data), "\n", "\r\n"))
		}
	}
	got, err := atlas.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := diff(atlas.Japan(), got); d != "" {
		t.Error(d)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(head, regions+"a,power-area,A,あ,,1,2,me,own,assumed\n")
	f.Add(head, regions)
	f.Add("id: [", "\"")
	f.Add(strings.Replace(head, "table: regions", "table: substations", 1), "id,name,name_local,name_generated,operator,area,region,lon,lat,voltages_kv,spare_mw,ready_year,source,license,evidence\ns,S,s,true,,a,r,1,2,275;66,,,me,own,assumed\n")
	f.Fuzz(func(t *testing.T, description, rows string) {
		dir := fstest.MapFS{"atlas.yaml": {Data: []byte(description)}, "regions.csv": {Data: []byte(rows)}}
		atlas.Check(dir)
		a, err := atlas.Load(dir)
		if err != nil {
			return
		}
		if _, err := atlas.Load(memory(t, a)); err != nil {
			t.Fatalf("cannot read what was written: %v", err)
		}
	})
}
