package report

// Side says which half of the plan a criterion or figure belongs to.
type Side string

// The sides. A figure of neither side has the empty one.
const (
	Watts Side = "watts"
	Bits  Side = "bits"
	Other Side = ""
)

// Tone names a colour that the report's light and dark themes define.
type Tone string

// The tones. An empty tone of a group takes the next free one.
const (
	ToneWatt    Tone = "watt"    // amber
	ToneBit     Tone = "bit"     // blue
	ToneSite    Tone = "site"    // green
	ToneHazard  Tone = "hazard"  // vermilion
	ToneCost    Tone = "cost"    // purple
	ToneClimate Tone = "climate" // sky
	ToneMuted   Tone = "muted"   // grey

	// The second of a pair, for a group that is akin to another.
	ToneWatt2    Tone = "watt-2"
	ToneBit2     Tone = "bit-2"
	ToneSite2    Tone = "site-2"
	ToneCost2    Tone = "cost-2"
	ToneClimate2 Tone = "climate-2"
)

// Group is a set of criteria, one colour of the contribution bars.
type Group struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Tone Tone   `json:"tone"`
}

// Criterion is one term of the score. The score is the sum of the points.
type Criterion struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Group     string `json:"group"`      // id of a Group
	Figure    string `json:"figure"`     // id of the Figure that it judges, may be empty
	MaxPoints Number `json:"max_points"` // its weight: the points of the best value; they sum to 100
	Rule      string `json:"rule"`       // value function in words: "0 km best, 50 km worst"
	Source    string `json:"source"`     // of the weight and the range
}

// Figure is one column of what is known of the candidates.
type Figure struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Short    string `json:"short"` // column head, Name when empty
	Unit     string `json:"unit"`  // "km", empty when a plain number
	Side     Side   `json:"side"`
	Decimals int    `json:"decimals"` // shown behind the point, 0 to 6
	InTable  bool   `json:"in_table"` // a column of the ranked table, else of the details only
}

// Gate is a hard constraint with how many candidates it holds back.
type Gate struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Rule   string `json:"rule"`   // "≥ 100 MW"
	Figure string `json:"figure"` // id of the Figure that it tests, may be empty
	Source string `json:"source"`

	// Pass, Fail and Unknown count all candidates by this gate alone. Unknown ones
	// lack the figure: they have neither passed nor failed.
	Pass    int `json:"pass"`
	Fail    int `json:"fail"`
	Unknown int `json:"unknown"`
	// FailOnly counts the candidates that fail this gate and no other: what it
	// still removes after the others.
	FailOnly int `json:"fail_only"`
	// Left counts the candidates that fail neither this gate nor one before it.
	Left int `json:"left"`
}

// State is a gate's verdict on one candidate.
type State string

// The three verdicts.
const (
	Pass    State = "pass"
	Fail    State = "fail"
	Unknown State = "unknown"
)
