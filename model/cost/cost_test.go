package cost_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/oracle"
	"github.com/wattbit/wattbit/model/cost"
)

// TestTEPCOContribution holds the formula against worked examples computed by
// hand from the published rule.
func TestTEPCOContribution(t *testing.T) {
	for name, c := range map[string]struct {
		lengthM, kW   float64
		line          cost.Line
		main, reserve float64
	}{
		"overhead 3,050 m, 20 MW":         {3050, 20000, cost.Overhead, 10_780_000, 24_156_000},
		"underground 1,050 m, 20 MW":      {1050, 20000, cost.Underground, 14_740_000, 24_948_000},
		"short: the allowance covers all": {1000, 20000, cost.Overhead, 0, 7_920_000},
	} {
		got := cost.TEPCO66kV(c.lengthM, c.kW, c.line)
		if math.Abs(got.MainJPY-c.main) > 0.01 || math.Abs(got.ReserveJPY-c.reserve) > 0.01 {
			t.Errorf("%s: main %.2f reserve %.2f, want %.0f and %.0f", name, got.MainJPY, got.ReserveJPY, c.main, c.reserve)
		}
	}
}

func TestOracleConnectionCostVectors(t *testing.T) {
	file, err := os.Open(oracle.Path(t, "grid", "connection_cost_vectors.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, row := range rows[1:] {
		want, err := strconv.ParseFloat(row[4], 64)
		if err != nil {
			t.Fatal(err)
		}
		lengthM, line := 3050.0, cost.Overhead
		if strings.Contains(row[0], "underground") {
			lengthM, line = 1050, cost.Underground
		}
		c := cost.TEPCO66kV(lengthM, 20000, line)
		got := map[string]float64{"main": c.MainJPY, "reserve": c.ReserveJPY, "total": c.TotalJPY()}[row[0][strings.LastIndex(row[0], "_")+1:]]
		if math.Abs(got-want) > 0.01 {
			t.Errorf("%s: %.2f JPY, want %.0f", row[0], got, want)
		}
		seen++
	}
	if seen != 6 {
		t.Errorf("%d vectors, want 6", seen)
	}
}

func TestClassFor(t *testing.T) {
	for mw, want := range map[float64]string{5: "22–33 kV", 10: "22–33 kV", 11: "66–77 kV", 50: "66–77 kV", 100: "154 kV", 200: "154 kV", 300: "275 kV", 5000: "500 kV"} {
		if got := cost.ClassFor(mw).Name; got != want {
			t.Errorf("%g MW: %s, want %s", mw, got, want)
		}
	}
	for kv, want := range map[float64]string{33: "22–33 kV", 66: "66–77 kV", 77: "66–77 kV", 110: "154 kV", 154: "154 kV", 187: "275 kV", 275: "275 kV", 500: "500 kV"} {
		if got := cost.ClassOf(kv).Name; got != want {
			t.Errorf("%g kV: %s, want %s", kv, got, want)
		}
	}
}

func TestConnection(t *testing.T) {
	book := cost.NewBook(atlas.Japan().Costs)
	c, err := book.Connection(cost.ClassFor(100), 100, 10)
	if err != nil {
		t.Fatal(err)
	}
	// 10 km air line at 1.3 and 250 M JPY/km; 2 bays of 1.66 M USD; 158 MVA at 7.5 M JPY.
	want := 13*250e6 + 2*1.66e6*150 + 100/0.95*1.5*7.5e6
	if got := c.Total().Base; math.Abs(got-want) > 1 {
		t.Errorf("base cost %.0f JPY, want %.0f", got, want)
	}
	if total := c.Total(); !(total.Low < total.Base && total.Base < total.High) {
		t.Errorf("cost %v is not in order", total)
	}
	if c.Evidence != atlas.Estimated {
		t.Errorf("evidence %s, want estimated: unit costs are recalled", c.Evidence)
	}
	for _, bad := range [][2]float64{{0, 1}, {-1, 1}, {math.NaN(), 1}, {1, -1}, {1, math.NaN()}} {
		if _, err := book.Connection(cost.ClassFor(100), bad[0], bad[1]); err == nil {
			t.Errorf("no error for %v MW over %v km", bad[0], bad[1])
		}
	}
}

func TestBookSaysWhatIsMissing(t *testing.T) {
	book := cost.NewBook(nil)
	if _, _, err := book.Get("line-overhead-154kv", "JPY/km"); err == nil || !strings.Contains(err.Error(), "line-overhead-154kv") {
		t.Errorf("error %v does not name the row", err)
	}
	book = cost.NewBook(atlas.Japan().Costs)
	if _, _, err := book.Get("line-overhead-154kv", "JPY"); err == nil {
		t.Error("no error for the wrong unit")
	}
}
