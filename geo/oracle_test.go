package geo

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/internal/oracle"
)

// rows reads the numbers of a whitespace- or comma-separated file.
func rows(t *testing.T, path string, skip int, columns ...int) [][]float64 {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][]float64
	for s := bufio.NewScanner(f); s.Scan(); skip-- {
		if skip > 0 {
			continue
		}
		fields := strings.FieldsFunc(s.Text(), func(r rune) bool { return r == ' ' || r == ',' })
		row := make([]float64, len(columns))
		for i, c := range columns {
			if row[i], err = strconv.ParseFloat(fields[c], 64); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		out = append(out, row)
	}
	return out
}

// TestKarneyTestSet compares with 100 rows of Karney's test set, which was
// computed with 1e-13 m or better. The points are given to about 1e-18°, so
// 1e-8 m is three units in the last place of the longest distances.
func TestKarneyTestSet(t *testing.T) {
	worst, worstAzimuth := 0.0, 0.0
	set := rows(t, oracle.Path(t, "fiber", "geodesic_100.dat"), 0, 0, 1, 2, 3, 4, 5, 6)
	if len(set) != 100 {
		t.Fatalf("%d rows, want 100", len(set))
	}
	for i, r := range set {
		a, b := orb.Point{r[1], r[0]}, orb.Point{r[4], r[3]}
		s, azi1, azi2 := Inverse(a, b)
		off := math.Abs(s - r[6])
		worst = max(worst, off)
		if !(off <= 1e-8) {
			t.Errorf("row %d: distance %.9f m, want %.9f, off %.1e", i+1, s, r[6], off)
		}
		for _, azi := range [][2]float64{{azi1, r[2]}, {azi2, r[5]}} {
			worstAzimuth = max(worstAzimuth, math.Abs(azi[0]-azi[1]))
		}
		end, _ := Direct(a, r[2], r[6])
		if miss := DistanceM(end, b); !(miss <= 2e-8) {
			t.Errorf("row %d: direct misses by %.1e m", i+1, miss)
		}
	}
	t.Logf("worst distance %.2e m, azimuth %.2e°", worst, worstAzimuth)
}

func TestJapanesePairs(t *testing.T) {
	worst := 0.0
	set := rows(t, oracle.Path(t, "fiber", "japan_pairs_geodesic.csv"), 1, 2, 3, 4, 5, 6, 7, 8)
	if len(set) != 465 {
		t.Fatalf("%d rows, want 465", len(set))
	}
	for i, r := range set {
		s, azi1, azi2 := Inverse(orb.Point{r[1], r[0]}, orb.Point{r[3], r[2]})
		worst = max(worst, math.Abs(s-r[6]))
		if !(math.Abs(s-r[6]) <= 1e-8) {
			t.Errorf("row %d: %.9f m, want %.9f", i+1, s, r[6])
		}
		// the sheet keeps the full test precision for neighbours too
		if !(math.Abs(azi1-r[4])*s < 1e-6 && math.Abs(azi2-r[5])*s < 1e-6) {
			t.Errorf("row %d: azimuths %v %v, want %v %v", i+1, azi1, azi2, r[4], r[5])
		}
	}
	t.Logf("worst distance %.2e m", worst)
}
