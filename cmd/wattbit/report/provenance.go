package report

// Provenance says where the figures come from.
type Provenance struct {
	Tables   []InputTable `json:"tables"`
	Licenses []License    `json:"licenses"`
	// Estimates says in plain words what is estimated or assumed, one sentence each.
	Estimates []string `json:"estimates"`
	// Warnings are statements on model and data that the reader must see.
	Warnings []string `json:"warnings"`
	// Limits says what the result leaves out, one sentence each.
	Limits []string `json:"limits"`
}

// InputTable is one table that the run read.
type InputTable struct {
	Name     string        `json:"name"`  // "substations"
	Title    string        `json:"title"` // "Substations of 110 kV and more"
	Rows     int           `json:"rows"`
	Evidence EvidenceCount `json:"evidence"`
	Sources  []string      `json:"sources"`  // may be the first few
	Licenses []string      `json:"licenses"` // ids of Provenance.Licenses
	// SourceCount counts all sources, 0 when Sources holds them all.
	SourceCount int `json:"source_count"`
}

// EvidenceCount counts rows by what they stand on.
type EvidenceCount struct {
	Published int `json:"published"`
	Derived   int `json:"derived"`
	Estimated int `json:"estimated"`
	Assumed   int `json:"assumed"`
}

// License is a licence with the credit that it asks for.
type License struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Credit string `json:"credit"` // "© OpenStreetMap contributors"
	URL    string `json:"url"`    // shown as text and, when http(s), as a link
}
