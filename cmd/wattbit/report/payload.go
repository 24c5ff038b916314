package report

// payload is what the script reads: the same content as Data with candidates as
// columns, which are a third of the size of objects.
type payload struct {
	Groups     []Group          `json:"groups"`
	Criteria   []Criterion      `json:"criteria"`
	Figures    []Figure         `json:"figures"`
	Gates      []Gate           `json:"gates"`
	Regions    []Region         `json:"regions"`
	Areas      []Region         `json:"areas"`
	Notes      []Note           `json:"notes"`
	Considered int              `json:"considered"`
	Passed     int              `json:"passed"`
	Candidates candidateColumns `json:"candidates"`
	Outlines   []packedOutline  `json:"outlines"`
	Layers     []packedLayer    `json:"layers"`
	Latency    *packedLatency   `json:"latency,omitempty"`
	Texts      []string         `json:"texts"` // repeated texts, referred to by index
}

// candidateColumns holds one entry per candidate in each list, best rank first.
type candidateColumns struct {
	ID       []string       `json:"id"`
	Name     []string       `json:"name"`
	Local    []string       `json:"local"`
	Kind     []int          `json:"kind"`   // into texts
	Region   []int          `json:"region"` // into regions, -1 for none
	Area     []int          `json:"area"`
	Lon      column         `json:"lon"`
	Lat      column         `json:"lat"`
	Rank     []int          `json:"rank"`
	Score    column         `json:"score"`
	Low      column         `json:"low"`
	High     column         `json:"high"`
	Watt     column         `json:"watt"`
	Bit      column         `json:"bit"`
	Gates    []string       `json:"gates"`    // a letter a gate: p, f or u
	Points   []column       `json:"points"`   // per criterion
	Standing []column       `json:"standing"` // per kind of evidence
	Figures  []figureColumn `json:"figures"`  // per figure
	Changes  []changeEntry  `json:"changes"`  // only those that have some
}

type figureColumn struct {
	Value    column `json:"value"`
	Evidence string `json:"evidence"` // a letter a candidate: p, d, e, a, or - for none
	Source   []int  `json:"source"`   // into texts; one entry when all are the same
}

type changeEntry struct {
	At    int      `json:"at"` // index of the candidate
	Texts []string `json:"texts"`
}

func newPayload(d *Data) payload {
	texts := newTextTable()
	p := payload{
		Groups: list(toned(d.Groups)), Criteria: list(d.Criteria), Figures: list(d.Figures), Gates: list(d.Gates),
		Regions: list(d.Regions), Areas: list(d.Areas), Notes: list(d.Notes), Considered: d.Considered, Passed: d.Passed,
		Candidates: packCandidates(d, ordered(d.Candidates), texts),
		Outlines:   packOutlines(d.Outlines),
		Layers:     packLayers(d.Layers, texts),
		Latency:    packLatency(d, ordered(d.Candidates), texts),
	}
	p.Texts = texts.all
	return p
}

// list turns nil into an empty list, so that the script sees [] and never null.
func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}
