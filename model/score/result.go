package score

// Result is the ranking of one table by one model. Slices without another note
// have one entry per row of the table.
type Result struct {
	IDs []string
	// Status joins all gates and vetoes: Fail when one fails, else Unknown when
	// one is unknown.
	Status []State
	// Score is the weighted additive score; a missing figure counts with the
	// midpoint of its partial values, so that Score lies between Lower and Upper.
	Score, Lower, Upper []float64
	// Geometric is the weighted geometric mean of the same partial values: the
	// companion that lets a good figure make up for a bad one least.
	Geometric []float64
	// MissingWeight is the share of the weight whose figure is missing, 0 to 1.
	MissingWeight []float64
	// BelowMinimum counts the criteria whose partial value is under its Minimum.
	BelowMinimum []uint16
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
	// Funnel has one step per gate.
	Funnel []FunnelStep
	// Criteria has one entry per criterion of the model.
	Criteria []CriterionUse
	// Warnings are statements about the data that the reader must see.
	Warnings []string
}

// CriterionUse says how a criterion entered the result.
type CriterionUse struct {
	ID, Group string
	// Weight is normalised: all weights sum to 1.
	Weight float64
	// Missing and Clipped count figures that are absent, and figures that lie
	// outside the declared range and took the value of its end.
	Missing, Clipped int
}

// Contribution is a part of one candidate's score.
type Contribution struct {
	Criterion string `json:"criterion"`
	Group     string `json:"group"`
	// Figure in the criterion's unit; NaN when missing.
	Figure float64 `json:"-"`
	Unit   string  `json:"unit"`
	// Value is the partial value, Lower and Upper its interval.
	Value, Lower, Upper float64
	// Weight is normalised. Points is Weight·Value: the points of all criteria
	// sum to the score.
	Weight, Points float64
	Missing        bool
	BelowMinimum   State
	Vetoed         State
}
