package judgement_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/judgement"
)

func ExampleReadMatrix() {
	m, err := judgement.ReadMatrix(strings.NewReader("criterion,power,fiber\npower,1,3\nfiber,1/3,1\n"), "ahp.csv")
	fmt.Printf("%s %.2f %v\n", m.IDs, m.Entries, err)
	// Output: [power fiber] [[1.00 3.00] [0.33 1.00]] <nil>
}

func TestReadWeights(t *testing.T) {
	got, err := judgement.ReadWeights(strings.NewReader("criterion,weight,low,high\na,3,0,10\nb,0,,\n"), "w.csv")
	if err != nil || len(got) != 2 || got[0] != (judgement.Weight{ID: "a", Weight: 3, Low: 0, High: 10}) || !math.IsNaN(got[1].Low) {
		t.Errorf("%+v, error %v", got, err)
	}
}

func TestReadBestWorst(t *testing.T) {
	got, err := judgement.ReadBestWorst(strings.NewReader("criterion,best_to_others,others_to_worst\na,1,9\nb,9,1\n"), "b.csv")
	if err != nil || len(got) != 2 || got[1] != (judgement.BestWorst{ID: "b", FromBest: 9, ToWorst: 1}) {
		t.Errorf("%+v, error %v", got, err)
	}
}

func weights(text string) error {
	_, err := judgement.ReadWeights(strings.NewReader(text), "f.csv")
	return err
}

func matrix(text string) error {
	_, err := judgement.ReadMatrix(strings.NewReader(text), "f.csv")
	return err
}

func bestWorst(text string) error {
	_, err := judgement.ReadBestWorst(strings.NewReader(text), "f.csv")
	return err
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		read       func(string) error
		text, want string
	}{
		{weights, "criterion,weight\na,-1\n", `f.csv:2: column "weight": found "-1"`},
		{weights, "criterion,weight\na,NaN\n", `found "NaN"`},
		{weights, "criterion,weight\na,1\na,2\n", "line 2 has this one already"},
		{weights, "criterion,weight,low,high\na,1,5,\n", "a low and a higher high figure"},
		{weights, "criterion,weight,low,high\na,1,5,4\n", "a low and a higher high figure"},
		{weights, "criterion,weight\n", "no rows"},
		{weights, "criterion\na\n", `a column named "weight"`},
		{weights, "", "found nothing, expected a header line"},
		{matrix, "criterion,a,b\na,1,0\nb,1,1\n", `column "b": found "0", expected a number above 0 or a fraction`},
		{matrix, "criterion,a,b\na,1,1/0\nb,1,1\n", "fraction"},
		{matrix, "criterion,a,b\nb,1,1\na,1,1\n", `expected "a", the criterion of the same place`},
		{matrix, "criterion,a,b\na,1,1\n", "1 rows, expected one for each of the 2 columns a, b"},
		{bestWorst, "criterion,best_to_others,others_to_worst\na,0.5,1\n", "a number of 1 or more"},
	} {
		if err := c.read(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %s", c.text, err, c.want)
		}
	}
}

// FuzzReadMatrix holds that a matrix that is read is square and above 0.
func FuzzReadMatrix(f *testing.F) {
	f.Add("criterion,a,b\na,1,3\nb,1/3,1\n")
	f.Add("criterion\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := judgement.ReadMatrix(strings.NewReader(text), "f.csv")
		if err != nil {
			return
		}
		for _, row := range m.Entries {
			if len(row) != len(m.IDs) || len(m.Entries) != len(m.IDs) {
				t.Fatalf("%d by %d for %d", len(m.Entries), len(row), len(m.IDs))
			}
			for _, x := range row {
				if !(x > 0) || math.IsInf(x, 0) {
					t.Fatalf("entry %v", x)
				}
			}
		}
	})
}

// FuzzReadWeights holds that weights that are read are of use.
func FuzzReadWeights(f *testing.F) {
	f.Add("criterion,weight,low,high\na,3,0,10\n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := judgement.ReadWeights(strings.NewReader(text), "f.csv")
		for _, w := range got {
			if err == nil && (!(w.Weight >= 0) || w.ID == "" || w.Low >= w.High) {
				t.Fatalf("%+v", w)
			}
		}
	})
}

// FuzzReadBestWorst holds that comparisons that are read are 1 or more.
func FuzzReadBestWorst(f *testing.F) {
	f.Add("criterion,best_to_others,others_to_worst\na,1,9\nb,9,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := judgement.ReadBestWorst(strings.NewReader(text), "f.csv")
		for _, b := range got {
			if err == nil && (!(b.FromBest >= 1) || !(b.ToWorst >= 1)) {
				t.Fatalf("%+v", b)
			}
		}
	})
}
