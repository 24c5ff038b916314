package shock_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/shock"
)

const head = `id: mine
title: My shock
source: me
evidence: assumed
hours: [0, 72]
`

func TestBuiltinShocks(t *testing.T) {
	names := shock.Names()
	if strings.Join(names, " ") != "fiber-cut nankai tokyo-quake" {
		t.Errorf("built in: %v", names)
	}
	for _, name := range names {
		s, err := shock.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if s.ID != name || s.Question == "" {
			t.Errorf("%s: id %q, question %q", name, s.ID, s.Question)
		}
		// recalled figures are the project's own and never published
		for _, b := range append(s.Basis, shock.Basis{Of: "all", Source: s.Source, Evidence: s.Evidence}) {
			if !strings.HasPrefix(b.Source, "wattbit:") || !b.Evidence.Soft() {
				t.Errorf("%s: %s stands on %q (%s)", name, b.Of, b.Source, b.Evidence)
			}
		}
	}
}

func TestEveryPartOfABuiltinHasItsBasis(t *testing.T) {
	for _, name := range []string{"tokyo-quake", "nankai"} {
		s, err := shock.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		of := map[string]bool{}
		for _, b := range s.Basis {
			of[b.Of] = true
		}
		for _, part := range []string{"zones", "levels", "power_areas", "restore", "repair", "backup", "draws"} {
			if !of[part] {
				t.Errorf("%s: nothing says what %s stands on", name, part)
			}
		}
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", "found no keys"},
		{"a list", "- a\n", "found a list; expected keys with values"},
		{"two documents", head + "---\n" + head, "2 YAML documents"},
		{"unknown key", head + "level: 3\n", "f.yaml:6:1: unknown field \"level\""},
		{"repeated key", head + "id: again\n", "f.yaml:6:1: mapping key \"id\" already defined"},
		{"no title", "id: x\nsource: y\nevidence: assumed\nhours: [0]\n", "title: found \"\""},
		{"no hours", "id: x\ntitle: t\nsource: y\nevidence: assumed\n", "hours: found none"},
		{"evidence", strings.Replace(head, "assumed", "sure", 1), "f.yaml:4:11: evidence: found \"sure\""},
		{"hours fall", strings.Replace(head, "72", "0", 1), "f.yaml:5:12: hours[1]: found 0"},
		{"text for a number", head + "repair: {land_hours: long}\n", "f.yaml:6:22: found \"long\"; expected a number"},
		{"share above one", head + "levels:\n- id: a\n  sites: 1.5\n", "f.yaml:8:10: levels[0].sites: found 1.5"},
		{"negative cuts", head + "levels: [{id: a, spans_per_100km: -1}]\n", "f.yaml:6:35: levels[0].spans_per_100km: found -1"},
		{"level twice", head + "levels: [{id: a}, {id: a}]\n", "levels[1].id: found \"a\""},
		{"unknown level", head + "zones: [{level: b, regions: [JP-13]}]\n", "f.yaml:6:17: zones[0].level: found \"b\""},
		{"zone of nothing", head + "levels: [{id: a}]\nzones: [{level: a}]\n", "zones[0]: found 0 regions"},
		{"zone of both", head + "levels: [{id: a}]\nzones: [{level: a, regions: [x], line: [[1, 2]], within_km: 3}]\n", "expected one of the two"},
		{"no distance", head + "levels: [{id: a}]\nzones: [{level: a, line: [[139, 35]]}]\n", "zones[0].within_km: found 0"},
		{"swapped", head + "levels: [{id: a}]\nzones: [{level: a, line: [[35, 139]], within_km: 3}]\n", "f.yaml:7:27: zones[0].line[0]"},
		{"three numbers", head + "levels: [{id: a}]\nzones: [{level: a, line: [[35, 1, 2]], within_km: 3}]\n", "zones[0].line[0]: found 3 numbers"},
		{"curve falls", head + "restore: {grid: [{hour: 1, share: 0.5}, {hour: 2, share: 0.4}]}\n", "f.yaml:6:58: restore.grid[1].share: found 0.4"},
		{"hours of a curve fall", head + "restore: {sites: [{hour: 2, share: 0.5}, {hour: 2, share: 1}]}\n", "restore.sites[1].hour: found 2"},
		{"correlation one", head + "draws: {correlation: 1}\n", "draws.correlation: found 1"},
		{"half a sample", head + "draws: {samples: 1.5}\n", "f.yaml:6:18: found 1.5; expected a whole number"},
		{"too many samples", head + "draws: {samples: 1000000}\n", "draws.samples: found 1000000"},
		{"worst beside draws", head + "worst: {spans: 2}\ndraws: {samples: 5}\n", "a shock of its own"},
		{"too many spans", head + "worst: {spans: 99}\n", "worst.spans: found 99"},
		{"not a number", head + "backup: {hours: .nan}\n", "f.yaml:6:17: backup.hours: found NaN"},
		{"infinite", head + "backup: {hours: .inf}\n", "backup.hours: found +Inf"},
		{"octal", head + "backup: {hours: 010}\n", "an octal number"},
		{"alias", head + "levels: &a [{id: x}]\n", "anchors and aliases have no place"},
		{"hazard without a figure", head + "levels: [{id: a}]\nzones: [{level: a, regions: [x], hazard: {quantity: q, at_least: .nan}}]\n", "hazard.at_least: found NaN"},
		{"basis without source", head + "basis: [{of: levels}]\n", "basis[0].source"},
		{"Shift_JIS", head + "question: \x93\x8c\x8b\x9e\n", "not UTF-8"},
		{"broken", head + "levels: [\n", "f.yaml:"},
	} {
		_, err := shock.Parse("f.yaml", []byte(c.src))
		var placed *shock.Error
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &placed) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := shock.Parse("f.yaml", []byte(head)); err != nil {
		t.Error(err)
	}
}

func TestLoad(t *testing.T) {
	if _, err := shock.Load("tokyo"); !errors.Is(err, shock.ErrUnknownName) || !strings.Contains(err.Error(), "tokyo-quake") {
		t.Error(err)
	}
	path := filepath.Join(t.TempDir(), "mine.yaml")
	if _, err := shock.Load(path); err == nil {
		t.Error("a file that is not there gives no error")
	}
	if err := os.WriteFile(path, []byte(head), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := shock.Load(path); err != nil || s.ID != "mine" {
		t.Error(s, err)
	}
	if _, err := shock.Load(filepath.Dir(path) + "/"); err == nil {
		t.Error("a folder gives no error")
	}
}

func TestNamesOfTheGroundAreChecked(t *testing.T) {
	for _, c := range []struct {
		change func(s *shock.Shock)
		want   string
	}{
		{func(s *shock.Shock) { s.Zones = []shock.Zone{{Level: "l", Regions: []string{"north"}}} }, `zones[0].regions[0]: found "north"`},
		{func(s *shock.Shock) {
			s.Zones = []shock.Zone{{Level: "l", Regions: []string{"west"}, Hazard: &shock.Hazard{Quantity: "flood"}}}
		}, `zones[0].hazard.quantity: found "flood"`},
		{func(s *shock.Shock) { s.PowerAreas = []shock.AreaOutage{{Area: "tokyo"}} }, `power_areas[0].area: found "tokyo"`},
		{func(s *shock.Shock) { s.Cut.Spans = []string{"x"} }, `cut.spans[0]: found "x"`},
		{func(s *shock.Shock) { s.Cut.Spans = []string{"site a spur 1 (arrival)"} }, `cut.spans[0]: found "site a spur 1 (arrival)"`},
		{func(s *shock.Shock) { s.Cut.Groups = []string{"x"} }, `cut.groups[0]: found "x"`},
		{func(s *shock.Shock) { s.Cut.Nodes = []string{"x"} }, `cut.nodes[0]`},
	} {
		s := quiet(0)
		s.Levels = []shock.Level{{ID: "l"}}
		c.change(s)
		_, err := shock.Run(t.Context(), shock.Problem{Shock: s, Ground: ground(t), Bits: line(t), Sites: []shock.Site{site("a", 139, 35.5, 1)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

func TestAMistakeFoundInTheRunHasItsLine(t *testing.T) {
	s, err := shock.Parse("f.yaml", []byte(head+"levels: [{id: a}]\nzones:\n- level: a\n  regions: [west, nowhere]\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = shock.Run(t.Context(), shock.Problem{Shock: s, Ground: ground(t), Bits: line(t), Sites: []shock.Site{site("a", 139, 35.5, 1)}})
	if want := `f.yaml:9:19: zones[0].regions[1]: found "nowhere"`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestBadSites(t *testing.T) {
	good := site("a", 139.5, 35.5, 1)
	for want, sites := range map[string][]shock.Site{
		"found 0 sites":                      nil,
		"no other site has":                  {good, good},
		"are longitude and latitude swapped": {site("a", 35, 139, 1)},
		"load -1 MW":                         {site("a", 139, 35, -1)},
		"reserve -1 MW":                      {{ID: "a", ReserveMW: -1}},
		`class "games"`:                      {{ID: "a", Loads: []shock.ITLoad{{Class: "games"}}}},
		`backup site "b"`:                    {{ID: "a", Backup: "b"}},
		`backup site "a"; expected the`:      {{ID: "a", Backup: "a"}},
	} {
		_, err := shock.Run(t.Context(), shock.Problem{Shock: quiet(0), Ground: ground(t), Bits: line(t), Sites: sites})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestExistingCountsNothingTwice(t *testing.T) {
	a := atlas.Japan()
	p := shock.Existing(a)
	sum, clusters := 0.0, 0.0
	for _, s := range p.Sites {
		sum += s.Loads[0].MW
	}
	for _, f := range a.Existing {
		if f.Kind == atlas.ClusterInUse {
			clusters += f.MW
		}
	}
	if sum != clusters || sum == 0 { // every operating data center of Japan's atlas stands in a cluster
		t.Errorf("%g MW placed, clusters have %g", sum, clusters)
	}
	small := &atlas.Atlas{Existing: []atlas.Facility{
		{ID: "c", Kind: atlas.ClusterInUse, Place: "1", MW: 5}, {ID: "in", Kind: atlas.DataCenter, Stage: "operating", Place: "1", MW: 3},
		{ID: "out", Kind: atlas.DataCenter, Stage: "operating", Place: "2", MW: 2}, {ID: "later", Kind: atlas.DataCenter, Stage: "announced", Place: "2", MW: 9},
		{ID: "p", Kind: atlas.ClusterPlanned, Place: "1", MW: 50}, {ID: "f", Kind: atlas.Fab, Stage: "operating", Place: "3", MW: 50},
	}}
	if got := shock.Existing(small).Sites; len(got) != 2 || got[0].ID != "c" || got[1].ID != "out" {
		t.Errorf("sites %+v", got)
	}
}

func TestReadPlaced(t *testing.T) {
	p, err := shock.ReadPlaced(strings.NewReader("id,lon,lat,mw,class,backup,reserve_mw\na,139,35,10,az,b,\na,139,35,5,,b,\nb,140,36,,,,7\n"), "f.csv", ground(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Sites) != 2 || len(p.Sites[0].Loads) != 2 || p.Sites[0].Loads[1] != (shock.ITLoad{MW: 5}) || p.Sites[1].ReserveMW != 7 || len(p.Notes) != 1 {
		t.Errorf("%+v", p)
	}
	for _, c := range []struct{ src, want string }{
		{"id,lon,lat\na,1,2\n", `a column named "mw"`},
		{"id,lon,lat,mw\n", "no sites"},
		{"id,lon,lat,mw\na,139,35,-2\n", "f.csv:2"},
		{"id,lon,lat,mw\na,35,139,2\n", "latitude"},
		{"id,lon,lat,mw,class\na,139,35,2,games\n", "a class of workload (az, sync,"},
		{"id,lon,lat,mw\n\"a\nb\",139,35,2\n", "text of one line"},
		{"id,lon,lat,mw\na,139,35,2\nb,2.35,48.85,2\n", `f.csv:3: column "lon": found "2.35", expected a point on the land of the study area or within 5 km of it (longitude 138.0 to 140.0, latitude 35.0 to 36.0)`},
		{"id,lon,lat,mw\na,35.5,80,2\n", "got longitude 35.5 latitude 80"},
		{"id,lon,lat,mw\na,139,35,2\na,139,36,2\n", "an id of its own"},
	} {
		if _, err := shock.ReadPlaced(strings.NewReader(c.src), "f.csv", ground(t)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head))
	for _, name := range shock.Names() {
		src, err := shock.Source(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte(head + "levels: [{id: a}]\nzones: [{level: a, line: [[139, 35], [140, 36]], within_km: 3}]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := shock.Parse("f.yaml", src)
		if err != nil {
			var placed *shock.Error
			if !errors.As(err, &placed) {
				t.Errorf("an error without a place: %v", err)
			}
			return
		}
		if err := s.Check(); err != nil {
			t.Errorf("what was accepted fails the check: %v", err)
		}
	})
}

func FuzzReadPlaced(f *testing.F) {
	on := ground(f)
	f.Add("id,lon,lat,mw,class\na,139,35,10,az\na,139,35,5,\n")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := shock.ReadPlaced(strings.NewReader(src), "f.csv", on)
		if err == nil && len(p.Sites) == 0 {
			t.Error("neither sites nor an error")
		}
	})
}
