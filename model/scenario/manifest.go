package scenario

import (
	"encoding/json"
	"fmt"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/portfolio"
)

// Manifest describes a run well enough to repeat and to verify it.
type Manifest struct {
	Tool       string    `json:"tool"`
	Version    string    `json:"version"`
	Scenario   *Scenario `json:"scenario"`
	Seed       uint64    `json:"seed"`
	Inputs     []Input   `json:"inputs"`
	Candidates int       `json:"candidates"`
	Passed     int       `json:"passed"`
	Unknown    int       `json:"unknown"`
	Failed     int       `json:"failed"`
	Warnings   []string  `json:"warnings"`
	// Plan says how each plan was found and that it was checked; absent when none
	// was made.
	Plan    *portfolio.Record `json:"plan,omitempty"`
	Outputs []Input           `json:"outputs"`
}

// Manifest makes manifest.json, which names the files that are written before
// it with their digests. It holds no clock time, so that a repeat gives the same
// bytes.
func (r *Result) Manifest(version string) folder.File {
	m := Manifest{
		Tool: Tool, Version: version, Scenario: r.Scenario, Seed: r.Scenario.Seed, Inputs: r.Inputs,
		Candidates: len(r.Figures.IDs), Passed: len(r.Ranking.Order), Unknown: len(r.Ranking.Open),
		Failed:   len(r.Figures.IDs) - len(r.Ranking.Order) - len(r.Ranking.Open),
		Warnings: r.AllWarnings(),
	}
	if r.Plan != nil {
		m.Plan = r.Plan.Record()
	}
	return folder.File{Name: folder.Manifest, Seal: func(before []folder.Digest) ([]byte, error) {
		m.Outputs = make([]Input, len(before))
		for i, d := range before {
			m.Outputs[i] = Input(d)
		}
		data, err := json.MarshalIndent(m, "", "  ")
		if err != nil {
			return nil, fmt.Errorf("manifest: %w", err)
		}
		return append(data, '\n'), nil
	}}
}
