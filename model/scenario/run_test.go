package scenario

import ("testing";"fmt")

func TestTry(t *testing.T) {
	sc, err := Load("japan")
	if err != nil { t.Fatal(err) }
	r, err := sc.Run(t.Context(), RunOptions{})
	if err != nil { t.Fatal(err) }
	fmt.Println(len(r.Table.Candidates), len(r.Ranking.Order), r.Ranking.Warnings, r.Weighting.Use)
	for _, f := range r.Ranking.Funnel { fmt.Printf("%+v\n", f) }
	for i, row := range r.Ranking.Order[:40] {
		c := r.Table.Candidates[row]
		fmt.Printf("%d %.1f [%.1f %.1f] %s %s %s |", i+1, 100*r.Ranking.Score[row],100*r.Ranking.Lower[row],100*r.Ranking.Upper[row], c.ID, c.Name, c.Region)
		for _, col := range r.Table.Columns { fmt.Printf(" %s=%.4g", col.ID, col.Values[row]) }
		fmt.Println()
	}
}
