package report

// Candidate is one place of the ranking.
type Candidate struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	NameLocal string `json:"name_local"` // may be empty
	Kind      string `json:"kind"`       // "municipality", "campus", may be empty
	Region    string `json:"region"`     // id of Data.Regions, may be empty
	Area      string `json:"area"`       // id of Data.Areas, may be empty
	Lon       Number `json:"lon"`        // degrees, WGS84
	Lat       Number `json:"lat"`

	// Rank counts from 1 for the best. 0 means not ranked: a gate fails. With an
	// open gate it is the rank that the candidate would have, were the gate passed.
	Rank int `json:"rank"`
	// Score is the sum of the points, 0 to 100. Where figures are missing it lies
	// between ScoreLow and ScoreHigh; where none is, both equal it.
	Score     Number `json:"score"`
	ScoreLow  Number `json:"score_low"`
	ScoreHigh Number `json:"score_high"`
	// WattScore and BitScore (0 to 100) are over the criteria of one side; where a
	// figure is missing its points are null and the page says so.
	WattScore Number `json:"watt_score"`
	BitScore  Number `json:"bit_score"`

	Gates    []State  `json:"gates"`    // one per Data.Gates
	Points   []Number `json:"points"`   // one per Data.Criteria; missing when its figure is
	Figures  []Datum  `json:"figures"`  // one per Data.Figures
	Standing Standing `json:"standing"` // what the score stands on

	// Changes names the smallest changes that would bring it into the top, in words.
	Changes []string `json:"changes"`
}

// Datum is one figure of one candidate.
type Datum struct {
	Value    Number   `json:"value"`
	Evidence Evidence `json:"evidence"` // empty when the value is missing
	Source   string   `json:"source"`
}

// Evidence says what a figure stands on, best first.
type Evidence string

// The kinds of evidence.
const (
	Published Evidence = "published" // a primary body's figure
	Derived   Evidence = "derived"   // computed from published figures
	Estimated Evidence = "estimated" // engineering judgement
	Assumed   Evidence = "assumed"   // chosen so that a computation can go on
)

// Standing splits a score's weight by the evidence of its figures. The five
// shares sum to 1.
type Standing struct {
	Published Number `json:"published"`
	Derived   Number `json:"derived"`
	Estimated Number `json:"estimated"`
	Assumed   Number `json:"assumed"`
	Missing   Number `json:"missing"`
}

// Region is an entry of a filter.
type Region struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	NameLocal string `json:"name_local"`
}
