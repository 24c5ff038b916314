package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/oracle"
)

var derivedOnce = sync.OnceValues(func() (*deriver, error) { return derive(os.DirFS(factsFolder)) })
var factsFolder string

// derived is the atlas derived from the fact sheets, once for all tests.
func derived(t *testing.T) *deriver {
	t.Helper()
	factsFolder = oracle.Facts(t, "japan")
	d, err := derivedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRebuild derives the atlas anew: it must be the one that is built in.
func TestRebuild(t *testing.T) {
	d := derived(t)
	files, err := d.files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		committed, err := os.ReadFile(filepath.Join("..", "..", "data", "atlas", "japan", filepath.FromSlash(f.Path)))
		if err != nil || !bytes.Equal(committed, f.Data) {
			t.Errorf("%s is not what the fact sheets give (%v): run go run ./cmd/atlasjapan", f.Path, err)
		}
	}
}

// TestRebuildLeavesNoOldFile finds tables that an earlier derivation wrote and
// this one does not.
func TestRebuildLeavesNoOldFile(t *testing.T) {
	for _, f := range atlas.Check(atlas.JapanFS()).Findings {
		if f.Rule == "listed" {
			t.Error(f)
		}
	}
}

func TestMissingSheet(t *testing.T) {
	_, err := derive(fstest.MapFS{})
	if err == nil || !strings.Contains(err.Error(), "municipalities.csv") {
		t.Errorf("got %v", err)
	}
}

func TestSheetErrors(t *testing.T) {
	d := &deriver{facts: fstest.MapFS{"s.csv": {Data: []byte("v,w\nx,1-y\n")}}}
	r := d.sheet("s")[0]
	r.number("v")
	r.interval("w")
	r.text("z")
	for i, want := range []string{`s.csv:2: column "v": found "x", expected a number`, `s.csv:2: column "w": found "1-y", expected a number or a range`,
		`s.csv: line 1: found no column "z"`} {
		if len(d.errs) <= i || d.errs[i].Error() != want {
			t.Errorf("got %v, want %s", d.errs, want)
		}
	}
}

func TestInterval(t *testing.T) {
	d := &deriver{}
	for cell, want := range map[string][2]float64{"5": {5, 5}, "-2.1": {-2.1, -2.1}, "0.06-0.18": {0.06, 0.18}, "1.5e12-1.8e12": {1.5e12, 1.8e12},
		"153e9": {153e9, 153e9}, "100+": {100, 100}} {
		r := row{d: d}
		r.Cells = map[string]string{"v": cell}
		if low, high := r.interval("v"); low != want[0] || high != want[1] {
			t.Errorf("%s: got %g to %g", cell, low, high)
		}
	}
	if d.errs != nil {
		t.Error(d.errs)
	}
}

func TestConnectable(t *testing.T) {
	for _, c := range []struct {
		name, operator, kind, generated string
		kv                              []float64
		want                            bool
	}{
		{"岩手変電所", "東北電力", "transmission", "no", []float64{500, 275}, true},
		{"新今市開閉所", "東京電力パワーグリッド", "switching", "no", []float64{500}, true},
		{"新信濃変電所", "東京電力パワーグリッド", "converter", "no", []float64{500}, true},
		{"紀北変換所", "関西電力送配電", "converter", "no", []float64{500}, false},
		{"奈良変電所", "関西電力送配電", "transition", "no", []float64{154, 77}, true},
		{"由良開閉所", "", "transition", "no", []float64{500}, false},
		{"伊佐一丁目変電所_2", "", "transition", "yes", []float64{132, 66}, false},
		{"JR東日本 新青森変電所", "", "", "no", []float64{154}, false},
		{"岡部交流変電所", "ＪＲ東日本", "", "no", []float64{154}, false},
		{"石狩湾新港発電所", "", "", "no", []float64{275}, false},
		{"西東京変電所", "電源開発送変電ネットワーク株式会社", "transmission", "no", []float64{275}, false},
		{"吉岡ケーブルヘッド", "北海道電力", "", "no", nil, false},
	} {
		r := row{d: &deriver{}}
		r.Cells = map[string]string{"name": c.name, "operator": c.operator, "kind": c.kind, "name_is_generated": c.generated}
		if got := connectable(r, c.kv); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}
