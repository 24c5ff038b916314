package power

// Branch is a line or a transformer. Impedances are per unit of
// Network.BaseMVA; positive flow runs from From to To.
type Branch struct {
	ID       string
	Name     string
	From, To string // bus ids
	Circuit  string // tells parallel branches apart, may be empty
	Kind     BranchKind

	R, X, B  float64 // series resistance and reactance, total line charging
	Tap      float64 // off-nominal turns ratio at From, 1 for a line; never 0
	ShiftDeg float64 // phase shift at From, positive is a delay

	// Ratings in MW (MVA in AC formats). 0 and +Inf mean unlimited for
	// RateMW and "as RateMW" for the other two.
	RateMW      float64 // normal, continuous
	ShortTermMW float64
	EmergencyMW float64 // after an outage

	// Limits of the voltage angle across the branch; ±360 or beyond: none.
	MinAngleDeg, MaxAngleDeg float64

	Circuits  int     // circuits that the branch stands for, 0 when unknown
	LengthKm  float64 // NaN when unknown
	InService bool
}

// BranchKind tells lines from transformers.
type BranchKind uint8

// The kinds of branch.
const (
	Line BranchKind = iota
	Transformer
)

// String names the kind.
func (k BranchKind) String() string {
	if k == Transformer {
		return "transformer"
	}
	return "line"
}

// Link carries a set power between two buses that it does not synchronise:
// an HVDC line, a frequency converter, a back-to-back station. It draws MW at
// From and delivers MW − LossMW − LossShare·|MW| at To.
type Link struct {
	ID, Name     string
	From, To     string // bus ids
	Kind         LinkKind
	MW           float64 // set point, negative from To to From
	MinMW, MaxMW float64 // of MW: MaxMW forward, −MinMW reverse
	LossMW       float64 // ≥ 0
	LossShare    float64 // in [0, 1)
	Cost         Cost    // of what is drawn at From
	// Controllable links are set by an optimal power flow; others keep MW.
	Controllable bool
	InService    bool
}

// DeliveredMW returns what arrives at To when mw is drawn at From.
func (l *Link) DeliveredMW(mw float64) float64 {
	loss := l.LossMW + l.LossShare*max(mw, -mw)
	return mw - loss
}

// LinkKind is the technology of a link.
type LinkKind string

// The kinds of link.
const (
	HVDC               LinkKind = "hvdc"
	FrequencyConverter LinkKind = "frequency-converter"
	BackToBack         LinkKind = "back-to-back"
)

// Interface is a cut of the network with an operating limit on the sum of the
// flows through it.
type Interface struct {
	ID, Name  string
	Members   []Member
	ForwardMW float64 // limit of the sum, +Inf when none
	ReverseMW float64 // limit of the negative sum, +Inf when none
}

// Member is a branch or a link of an interface.
type Member struct {
	Branch  string // id of a branch; empty when Link is set
	Link    string
	Reverse bool // the member's flow counts with the opposite sign
}
