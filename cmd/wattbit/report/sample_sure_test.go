package report

import "math"

// sampleSure says how sure the ranking of the best of a sample is, with every case
// that can be shown: shared places, no tipping point, a method that does not apply.
func sampleSure(d *Data) *Sureness {
	s := &Sureness{
		Samples: 10_000, Prior: "Dirichlet around the base weights, concentration 50", Spreads: "estimated ones with a standard deviation of 15 %.", Assessed: len(d.Candidates), TopK: 5,
		Findings: []string{"Kitayama overtakes Minamida when “Cheap land” weighs 13.4 % instead of 3.5 %.", "9 of 10 other methods rank the same candidate first."},
		Tornado:  Tornado{Name: "Minamida", Score: 78.4},
	}
	for i, c := range ordered(d.Candidates) {
		if i == 8 || c.Rank == 0 {
			break
		}
		l := Leader{Candidate: c.ID, Name: c.Name, NameLocal: c.NameLocal, Place: max(1, i), Expected: Number(1.4 + float64(i*i)), RankLow: 1 + i/2, RankHigh: 2 + i*i*3, Confidence: Missing}
		for rank := range s.TopK {
			share := Number(math.Exp(-math.Abs(float64(rank-i))) / (2.2 + 0.4*float64(i)))
			l.Ranks, l.Top = append(l.Ranks, share), l.Top+share
		}
		l.Top = min(l.Top, 1)
		s.Leaders = append(s.Leaders, l)
	}
	for i := range min(4, len(s.Leaders)) {
		var row []Number
		for j := range min(4, len(s.Leaders)) {
			row = append(row, Number(1/(1+math.Exp(float64(i-j)))))
		}
		row[i] = Missing
		s.Pairs = append(s.Pairs, row)
	}
	for i, c := range d.Criteria {
		tip := Tipping{Name: c.Name, Weight: c.MaxPoints / 100, First: Tip{To: Missing}, Top: Tip{Number(float64(i+1) / 20), "Oku", "Hira"}}
		if i%3 > 0 {
			tip.First = Tip{Number(float64(i) / 10), "Minamida", "Kitayama"}
		}
		s.Tipping = append(s.Tipping, tip)
		s.Tornado.Bars = append(s.Tornado.Bars, Bar{c.Name, "7.0–20.9", i%2 == 0, Number(78.4 - 6/float64(i+1)), Number(78.4 + 4/float64(i+1)), 1 + 3/(i+1), 1})
	}
	s.Methods = []Method{
		{"TOPSIS, vector", "Hwang & Yoon 1981", 1203, "Minamida", true, 4, 0.99, 0.93, 0.81, "can; 1 among the best 20", ""},
		{"ELECTRE III", "Roy 1978", 200, "Kitayama", false, 3, 0.97, 0.71, -0.2, "can; none among the best 20", ""},
		{Title: "MARCOS", Source: "Stević et al. 2020", WS: Missing, Spearman: Missing, KendallB: Missing, Refused: "a figure is 0"},
	}
	return s
}
