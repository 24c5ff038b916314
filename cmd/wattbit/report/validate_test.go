package report

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Data)
		want  string
	}{
		{"duplicate candidate", func(d *Data) { d.Candidates[1].ID = d.Candidates[0].ID }, `candidate id "c0000"`},
		{"duplicate group", func(d *Data) { d.Groups[1].ID = d.Groups[0].ID }, `group id "power"`},
		{"duplicate figure", func(d *Data) { d.Figures[1].ID = d.Figures[0].ID }, `figure id "substation_km"`},
		{"duplicate layer", func(d *Data) { d.Layers[1].ID = d.Layers[0].ID }, `layer id "substations"`},
		{"unknown group", func(d *Data) { d.Criteria[0].Group = "x" }, `group "x" is not`},
		{"unknown figure of a criterion", func(d *Data) { d.Criteria[0].Figure = "x" }, `figure "x" is not`},
		{"unknown figure of a gate", func(d *Data) { d.Gates[0].Figure = "x" }, `gate "mainland": figure "x"`},
		{"decimals", func(d *Data) { d.Figures[0].Decimals = 7 }, "decimals 7, expected 0 to 6"},
		{"negative count", func(d *Data) { d.Gates[0].Left = -1 }, "a count is negative"},
		{"too few gates", func(d *Data) { d.Candidates[0].Gates = nil }, "0 gates, expected 3"},
		{"too few points", func(d *Data) { d.Candidates[0].Points = nil }, "0 points, expected 10"},
		{"too few figures", func(d *Data) { d.Candidates[0].Figures = nil }, "0 figures, expected 11"},
		{"negative rank", func(d *Data) { d.Candidates[0].Rank = -1 }, "rank -1"},
		{"latitude", func(d *Data) { d.Candidates[0].Lat = 135 }, `candidate "c0000": position`},
		{"longitude alone", func(d *Data) { d.Candidates[0].Lat = Missing }, "position"},
		{"state", func(d *Data) { d.Candidates[0].Gates[1] = "maybe" }, `gate "tsunami": state "maybe"`},
		{"evidence", func(d *Data) { d.Candidates[0].Figures[0].Evidence = "rumour" }, `unknown evidence "rumour"`},
		{"region", func(d *Data) { d.Candidates[0].Region = "x" }, `region "x" is not`},
		{"area", func(d *Data) { d.Candidates[0].Area = "x" }, `area "x" is not`},
		{"note", func(d *Data) { d.Notes[0].Candidate = "x" }, `note on "x"`},
		{"outline", func(d *Data) { d.Outlines[0].Shape[0][0][1] = orb.Point{math.NaN(), 0} }, `outline "a"`},
		{"class of a point", func(d *Data) { d.Layers[0].Points[2].Class = 3 }, `layer "substations": point 2: class 3, expected 0 to 2`},
		{"place of a point", func(d *Data) { d.Layers[0].Points[2].At = orb.Point{35, 139} }, "point 2: a point is not"},
		{"place of a line", func(d *Data) { d.Layers[2].Lines[0].Path[0][0] = orb.Point{0, 91} }, "line 0"},
		{"leader", func(d *Data) { d.Sure.Leaders[0].Candidate = "x" }, `leader "x" is not in the list`},
		{"shares of ranks", func(d *Data) { d.Sure.Leaders[0].Ranks = nil }, "0 shares of ranks, expected 5"},
		{"share", func(d *Data) { d.Sure.Leaders[0].Top = 1.5 }, "share 1.5, expected 0 to 1"},
		{"missing share", func(d *Data) { d.Sure.Leaders[0].Ranks[2] = Missing }, "share NaN, expected 0 to 1"},
		{"ranks", func(d *Data) { d.Sure.Leaders[0].RankHigh = 0 }, "expected them to rise from 1"},
		{"pairs", func(d *Data) { d.Sure.Pairs = d.Sure.Pairs[:1] }, "expected a square"},
		{"class of an area", func(d *Data) { d.Layers[3].Areas[0].Class = -1 }, "area 0: class -1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := small(5)
			c.spoil(d)
			var buf bytes.Buffer
			err := Write(&buf, d)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, expected it to say %q", err, c.want)
			}
			if buf.Len() > 0 {
				t.Error("something was written")
			}
		})
	}
}
