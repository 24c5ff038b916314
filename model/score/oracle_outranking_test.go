package score_test

import (
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/score/method"
)

func checkELECTRE1(t *testing.T, k kase) {
	var in struct {
		matrixInput
		P, Q float64
	}
	var want struct {
		Concordance, Discordance [][]*float64
		Kernel                   []int
	}
	k.input(t, &in)
	k.expect(t, &want)
	r, err := method.ELECTRE1{Concordance: in.P, Discordance: in.Q}.Choose(t.Context(), in.problem(k))
	if err != nil {
		t.Fatal(err)
	}
	for a := range want.Concordance {
		for b, c := range want.Concordance[a] {
			if c != nil {
				k.closeTo(t, "concordance and discordance", []float64{r.Concordance[a][b], r.Discordance[a][b]}, []float64{*c, *want.Discordance[a][b]})
			}
		}
	}
	var kernel []int
	for i, in := range r.Kernel {
		if in {
			kernel = append(kernel, i)
		}
	}
	sameInts(t, "kernel", kernel, want.Kernel)
}

func checkELECTRE3(t *testing.T, k kase) {
	var in struct {
		matrixInput
		Q, P []method.Threshold
		V    []method.Threshold
	}
	k.input(t, &in)
	var m method.ELECTRE3
	for j := range in.Q {
		c := method.Pseudo{Q: in.Q[j], P: in.P[j]}
		if in.V != nil {
			c.V = &in.V[j]
		}
		m.Criteria = append(m.Criteria, c)
	}
	r, err := m.Rank(t.Context(), in.problem(k))
	if err != nil {
		t.Fatal(err)
	}
	if k.ID == "electre3-veto-unit" {
		var want struct {
			AB   float64 `json:"credibility_ab"`
			AtV7 float64 `json:"credibility_ab_if_v2_is_7"`
		}
		k.expect(t, &want)
		k.closeTo(t, "credibility", []float64{r.Credibility[0][1]}, []float64{want.AB})
		m.Criteria[1].V.Abs = 7
		if r, err = m.Rank(t.Context(), in.problem(k)); err != nil {
			t.Fatal(err)
		}
		k.closeTo(t, "credibility with v 7", []float64{r.Credibility[0][1]}, []float64{want.AtV7})
		return
	}
	var want struct {
		Row0                  []*float64 `json:"credibility_row0"`
		Row8                  []*float64 `json:"credibility_row8"`
		Descending, Ascending [][]int
		Top                   []int
		Incomparable          bool `json:"top_incomparable"`
	}
	k.expect(t, &want)
	for row, line := range map[int][]*float64{0: want.Row0, 8: want.Row8} {
		for b, c := range line {
			if c != nil {
				k.closeTo(t, "credibility", []float64{r.Credibility[row][b]}, []float64{*c})
			}
		}
	}
	if !slices.EqualFunc(r.Descending, want.Descending, slices.Equal) || !slices.EqualFunc(r.Ascending, want.Ascending, slices.Equal) {
		t.Errorf("descending %v, ascending %v; want %v, %v", r.Descending, r.Ascending, want.Descending, want.Ascending)
	}
	if r.Incomparable(want.Top[0], want.Top[1]) != want.Incomparable {
		t.Errorf("%v are not incomparable", want.Top)
	}
}

func checkELECTRETri(t *testing.T, k kase) {
	var in struct {
		matrixInput
		Profiles [][]float64 `json:"profiles_upper_bounds"`
		Q, P     []float64
	}
	var want struct{ Optimistic, Pessimistic []int }
	k.input(t, &in)
	k.expect(t, &want)
	m := method.ELECTRETri{Profiles: in.Profiles, Lambda: in.Lambda}
	for j := range in.Q {
		m.Criteria = append(m.Criteria, method.Pseudo{Q: method.Threshold{Abs: in.Q[j]}, P: method.Threshold{Abs: in.P[j]}})
	}
	s, err := m.Sort(t.Context(), in.problem(k))
	if err != nil {
		t.Fatal(err)
	}
	sameInts(t, "pessimistic", s.Pessimistic, want.Pessimistic)
	sameInts(t, "optimistic", s.Optimistic, want.Optimistic)
}

func checkMRSort(t *testing.T, k kase) {
	var in struct {
		matrixInput
		Profiles map[string][]float64 `json:"lower_profiles"`
		Vetoes   map[string][]*float64
		Majority float64
	}
	var want struct{ Categories []string }
	k.input(t, &in)
	k.expect(t, &want)
	total := 0.0
	for _, w := range in.Weights {
		total += w
	}
	share := in.Majority / total
	m := method.MRSort{
		Profiles: [][]float64{in.Profiles["Medium"], in.Profiles["Good"]},
		Vetoes:   [][]*float64{in.Vetoes["Medium"], in.Vetoes["Good"]}, Majority: &share,
	}
	got, err := m.Sort(t.Context(), in.problem(k))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"Bad", "Medium", "Good"}
	for i, w := range want.Categories {
		if names[got[i]] != w {
			t.Errorf("candidate %d is %s, want %s", i, names[got[i]], w)
		}
	}
}
