package score

// Explanation says why one candidate stands where it stands.
type Explanation struct {
	ID                  string
	Status              State
	Score, Lower, Upper float64
	Geometric           float64
	Rank                int
	BestRank, WorstRank int
	// Contributions are sorted by points, largest first.
	Contributions []Contribution
	// Groups are the points of each group, largest first.
	Groups []GroupPoints
	Gates  []GateFinding
	// TopK is the k of the counterfactuals and Threshold the score of the
	// candidate that now holds place k among the others.
	TopK      int
	Threshold float64
	// Changes has, for each figure, the smallest change that alone would bring
	// the candidate into the top k. It is empty when it is there already.
	Changes []Change
}

// GroupPoints is the part of a score that one group of criteria brings.
type GroupPoints struct {
	Group          string
	Weight, Points float64
}

// GateFinding is one gate's verdict on one candidate.
type GateFinding struct {
	Gate   Gate
	State  State
	Figure float64 // NaN when missing
}

// Change is a counterfactual: one figure, all others as they are.
type Change struct {
	Column, Unit string
	// From is NaN when the figure is missing. To is the figure nearest to From
	// that suffices; NaN when none does.
	From, To float64
	Possible bool
	// Why says in words what stands in the way, or what the change achieves.
	Why string
}
