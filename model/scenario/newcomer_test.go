package scenario_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/model/scenario"
)

// places are a few places on the island; the last one is the newcomer, which in
// half of the cases is a twin of the first: nothing that it does better.
func places(t *rapid.T) []string {
	var lines []string
	point := func(id string) string {
		return fmt.Sprintf("%s,%.4f,%.4f", id, rapid.Float64Range(-20.9, -17.6).Draw(t, "lon"), rapid.Float64Range(63.9, 64.9).Draw(t, "lat"))
	}
	for i := range rapid.IntRange(2, 20).Draw(t, "n") {
		lines = append(lines, point(fmt.Sprintf("c%d", i)))
	}
	if rapid.Bool().Draw(t, "twin") {
		return append(lines, strings.Replace(lines[0], "c0", "newcomer", 1))
	}
	return append(lines, point("newcomer"))
}

func runPlaces(t *testing.T, dir string, lines []string) *scenario.Result {
	path := save(t, dir, "points.csv", "id,lon,lat\n"+strings.Join(lines, "\n")+"\n")
	return run(t, load(t, "testdata/island.yaml", "candidates.file="+path, "gates.substation=null", "gates.quake=null", few), 1)
}

// TestNewcomer holds, from the file of places to the result, that a newcomer,
// dominated or not, changes neither the order of the others nor how often one of
// them is above another.
func TestNewcomer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := places(rt)
		dir := t.TempDir()
		with, without := runPlaces(t, dir, lines), runPlaces(t, dir, lines[:len(lines)-1])
		if a, b := order(with), order(without); !slices.Equal(a, b) {
			rt.Fatalf("order %v with the newcomer, %v without", a, b)
		}
		before, after := winning(without), winning(with)
		for pair, share := range before {
			if got, ok := after[pair]; ok && got != share {
				rt.Fatalf("%s in %v of the samples with the newcomer, %v without", pair, got, share)
			}
		}
	})
}

// TestOrderOfCandidates holds that acceptability does not depend on the order in
// which candidates stand in their file.
func TestOrderOfCandidates(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := places(rt)
		dir := t.TempDir()
		first := acceptability(runPlaces(t, dir, lines))
		second := acceptability(runPlaces(t, dir, rapid.Permutation(lines).Draw(rt, "order")))
		if !slices.Equal(first, second) {
			rt.Fatalf("acceptability\n%s\nin another order\n%s", strings.Join(first, "\n"), strings.Join(second, "\n"))
		}
	})
}

// order lists the ids of all but the newcomer, best first.
func order(r *scenario.Result) []string {
	var ids []string
	for _, row := range r.Rows() {
		if id := r.Figures.IDs[row]; id != "newcomer" {
			ids = append(ids, id)
		}
	}
	return ids
}

// winning has the share of samples for each pair of the shortlist.
func winning(r *scenario.Result) map[string]float64 {
	out := map[string]float64{}
	if r.Robustness == nil {
		return out
	}
	s := r.Robustness.Acceptability
	for n, i := range s.Shortlist {
		for o, j := range s.Shortlist {
			out[s.IDs[i]+" above "+s.IDs[j]] = s.Winning[n][o]
		}
	}
	return out
}

func acceptability(r *scenario.Result) []string {
	var out []string
	if r.Robustness == nil {
		return nil
	}
	s := r.Robustness.Acceptability
	for i, id := range s.IDs {
		out = append(out, fmt.Sprintf("%s %v %v %v %v %v %v", id, s.First[i], s.Top[i], s.ExpectedRank[i], s.RankLow[i], s.RankHigh[i], r.Robustness.Places[i]))
	}
	slices.Sort(out)
	return out
}
