package report

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestFormatFixed(t *testing.T) {
	for _, c := range []struct {
		n        Number
		decimals int
		want     string
	}{
		{0, 0, "0"}, {0, 1, "0.0"}, {-0.04, 1, "0.0"}, {999, 0, "999"}, {1234.56, 1, "1,234.6"},
		{-1234567, 0, "-1,234,567"}, {100, 2, "100.00"}, {Missing, 1, missingText}, {Number(math.Inf(1)), 1, missingText},
	} {
		if got := formatFixed(c.n, c.decimals); got != c.want {
			t.Errorf("%v with %d decimals is %q, expected %q", float64(c.n), c.decimals, got, c.want)
		}
	}
	for share, want := range map[Number]string{0: "0 %", 0.001: "< 1 %", 0.256: "26 %", 1: "100 %"} {
		if got := formatShare(share); got != want {
			t.Errorf("share %v is %q, expected %q", float64(share), got, want)
		}
	}
}

func TestNumberTravelsThroughJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := Number(rapid.Float64().Draw(t, "n"))
		text, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		var back Number
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if back != n && (back.Known() || n.Known()) {
			t.Fatalf("%v became %s and then %v", float64(n), text, float64(back))
		}
	})
	var n Number
	if err := json.Unmarshal([]byte(`"many"`), &n); err == nil {
		t.Error("a text was read as a number")
	}
}

// unpackLine does what world.js does.
func unpackLine(line packedLine) orb.LineString {
	var out orb.LineString
	lon, lat := 0, 0
	for i := 0; i < len(line); i += 2 {
		lon, lat = lon+line[i], lat+line[i+1]
		out = append(out, orb.Point{float64(lon) / 1e4, float64(lat) / 1e4})
	}
	return out
}

func TestPackedLinesKeepTheirPlace(t *testing.T) {
	point := rapid.Custom(func(t *rapid.T) orb.Point {
		return orb.Point{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
	})
	rapid.Check(t, func(t *rapid.T) {
		line := orb.LineString(rapid.SliceOfN(point, 1, 50).Draw(t, "line"))
		back := unpackLine(packLine(line))
		at := 0
		for _, p := range line {
			for at < len(back) && (math.Abs(back[at].Lon()-p.Lon()) > 0.501e-4 || math.Abs(back[at].Lat()-p.Lat()) > 0.501e-4) {
				at++
			}
			if at == len(back) {
				t.Fatalf("%v is lost from %v", p, back)
			}
		}
	})
}

func TestColumnsKeepTheirNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decimals := rapid.IntRange(0, 7).Draw(t, "decimals")
		n := Number(rapid.Float64Range(-1e6, 1e6).Draw(t, "n"))
		col := packColumn([]Candidate{{Score: n}, {Score: Missing}}, decimals, func(c Candidate) Number { return c.Score })
		var back []*float64
		if err := json.Unmarshal(col, &back); err != nil {
			t.Fatal(err)
		}
		if back[1] != nil || math.Abs(*back[0]-float64(n)) > 0.5001*math.Pow(10, -float64(decimals)) {
			t.Fatalf("%v became %s", float64(n), col)
		}
	})
}

func TestStandingOfRanked(t *testing.T) {
	d := &Data{Candidates: []Candidate{
		{ID: "a", Rank: 1, Standing: Standing{Published: 1}},
		{ID: "b", Rank: 2, Standing: Standing{Estimated: 0.5, Missing: 0.5}},
		{ID: "c", Rank: 3, Standing: Standing{Missing, Missing, Missing, Missing, Missing}},
		{ID: "d", Standing: Standing{Assumed: 1}},
	}}
	view, _ := provenanceContent(d).(provenanceView)
	if len(view.Standings) != 1 {
		t.Fatalf("%d rows, expected one over all ranked", len(view.Standings))
	}
	for i, want := range []Number{0.5, 0, 0.25, 0, 0.25} {
		if got := view.Standings[0].Shares[i].Share; got != want {
			t.Errorf("%s: %v, expected %v", kinds[i].ID, got, want)
		}
	}
}
