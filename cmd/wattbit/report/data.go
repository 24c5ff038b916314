package report

// Data is everything that a report shows. Slices are shown in the order given,
// candidates by their Rank. Lists may be empty: their section then says so, or is
// left out.
type Data struct {
	Title    string `json:"title"`    // "Where in Japan should 100 MW of data centers stand?"
	Subtitle string `json:"subtitle"` // one line under it, may be empty
	Scenario Text   `json:"scenario"` // the scenario's name and question

	Findings   []string    `json:"findings"` // one sentence each, most important first
	Caveats    []string    `json:"caveats"`  // what the reader of the brief must not miss
	KeyFigures []KeyFigure `json:"key_figures"`
	Repeat     Repeat      `json:"repeat"`

	Groups   []Group     `json:"groups"`   // of criteria, in the order of the bars
	Criteria []Criterion `json:"criteria"` // what the score is made of
	Figures  []Figure    `json:"figures"`  // what is known of each candidate
	Gates    []Gate      `json:"gates"`

	Regions    []Region    `json:"regions"` // filter: prefectures
	Areas      []Region    `json:"areas"`   // filter: power areas
	Candidates []Candidate `json:"candidates"`
	// Considered counts the candidates of the run. Candidates may hold fewer: for
	// long lists pass the best few thousand, the file grows by about 0.5 kB each.
	Considered int    `json:"considered"`
	Passed     int    `json:"passed"` // of those considered, how many pass every gate
	Notes      []Note `json:"notes"`  // why a result surprises

	Sure *Sureness `json:"sure"` // nil when nobody asked

	Rules *RuleMatrix `json:"rules"` // nil when held against none

	Meaning *Meaning `json:"meaning"` // nil without a plan
	Plan    *Plan    `json:"plan"`    // nil when nobody asked

	// What is around a plan, and runs beside each other; each may be all that a page
	// shows.
	Fronts       []Front       `json:"fronts"`
	Alternatives *Alternatives `json:"alternatives"` // nil when nobody asked
	Comparison   *Comparison   `json:"comparison"`   // nil for one run
	Sweep        *Sweep        `json:"sweep"`        // nil for one scenario

	Latency *Latency `json:"latency"` // nil without an optical network

	Outlines []Outline `json:"outlines"` // of the map
	Layers   []Layer   `json:"layers"`   // over the map

	Provenance Provenance `json:"provenance"`
}

// Text is a short name with a sentence that explains it.
type Text struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// KeyFigure is one large figure of the headline, already formatted.
type KeyFigure struct {
	Label string `json:"label"` // "Candidates that pass every gate"
	Value string `json:"value"` // "412"
	Unit  string `json:"unit"`  // "of 1,896", may be empty
	Note  string `json:"note"`  // small print, may be empty
}

// Repeat says how to run it again.
type Repeat struct {
	Command string  `json:"command"` // "wattbit run joint --seed 1"
	Version string  `json:"version"` // of the tool
	Seed    string  `json:"seed"`    // empty when nothing is drawn at random
	Inputs  []Input `json:"inputs"`
}

// Input is a file or table that the run read.
type Input struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // hexadecimal
}

// Note explains one surprising result in plain words.
type Note struct {
	Candidate string `json:"candidate"` // id, or empty for the whole ranking
	Text      string `json:"text"`
}
