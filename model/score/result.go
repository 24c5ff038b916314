package score

// Result is the ranking of one table by one model. Slices without another note
// have one entry per row of the table.
type Result struct {
	Scores
	IDs []string
	// Rank starts at 1; equal scores share the smaller rank. It is 0 for a
	// failed candidate. An unknown one has the rank that it would have among
	// the passed ones, were its open gates passed.
	Rank []int
	// BestRank and WorstRank bound the rank over everything that is not known:
	// figures within their intervals, open gates either way. 0 when failed.
	BestRank, WorstRank []int
	// Order lists the rows that passed, best first; ties by id. Candidates with
	// missing figures are ordered by the midpoint of their interval.
	Order []int
	// Open lists the rows with status unknown, best first.
	Open []int
	// Criteria has one entry per criterion of the model.
	Criteria []CriterionUse
	// WeightSum is what the weights summed to before they were normalised.
	WeightSum float64
	// Warnings are statements about model and data that the reader must see.
	Warnings []string
}

// CountsAsEnd ends each warning on figures outside a criterion's range; how many
// they are stands in [Scores.Clipped].
const CountsAsEnd = "count as its nearest end"

// CriterionUse says how a criterion entered the result.
type CriterionUse struct {
	ID, Group string
	// Weight is normalised: all weights sum to 1.
	Weight float64
	// Missing and Clipped count figures that are absent, and figures that lie
	// outside the declared range and took the value of its end.
	Missing, Clipped int
}

func (r *Result) describe(s *Scorer) {
	r.WeightSum = s.weightSum
	r.Warnings = append(r.Warnings, s.warnings...)
	for j, c := range s.criteria {
		r.Criteria = append(r.Criteria, CriterionUse{c.ID, c.Group, c.weight, r.Missing[j], r.Clipped[j]})
	}
	s.describeData(r)
}
