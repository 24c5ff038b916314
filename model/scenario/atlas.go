package scenario

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// ErrAtlas says that an atlas folder breaks the rules of every atlas.
var ErrAtlas = errors.New("the atlas breaks its rules")

// findingsShown is how many findings an error lists.
const findingsShown = 20

// openAtlas opens the scenario's atlas and holds a folder against the rules of
// atlas check: errors end the run, warnings go with the result. The built-in
// atlas is held against them when the program is made.
func (s *Scenario) openAtlas() (a *atlas.Atlas, inputs []Input, warnings []string, err error) {
	if info, statErr := os.Stat(s.Atlas); s.Atlas == BuiltinAtlas || statErr != nil || !info.IsDir() {
		a, inputs, err = OpenAtlas(s.Atlas)
		return a, inputs, nil, err
	}
	a, report := atlas.LoadChecked(os.DirFS(s.Atlas))
	if !report.OK() {
		return nil, nil, nil, atlasError(s.Atlas, report)
	}
	for _, f := range report.Findings {
		warnings = append(warnings, fmt.Sprintf("atlas %s: %s", s.Atlas, strings.TrimPrefix(f.String(), string(atlas.Warning)+": ")))
	}
	inputs, err = hashFolder(a, s.Atlas)
	return a, inputs, warnings, err
}

func atlasError(dir string, report atlas.Report) error {
	var lines []string
	for _, f := range report.Findings {
		if f.Severity == atlas.Error {
			lines = append(lines, strings.TrimPrefix(f.String(), string(atlas.Error)+": "))
		}
	}
	n := len(lines)
	if n > findingsShown {
		lines = append(lines[:findingsShown], fmt.Sprintf("and %d more; 'wattbit atlas check' lists them all", n-findingsShown))
	}
	return fmt.Errorf("%w: %s: %d found\n  %s", ErrAtlas, dir, n, strings.Join(lines, "\n  "))
}

// rowsShown is how many rows a warning names.
const rowsShown = 5

// homeless warns of a user's candidates that lie in no region of the atlas: at
// sea or abroad.
func homeless(file string, candidates []site.Candidate) []string {
	if file == "" {
		return nil
	}
	n, first := 0, []string{}
	for _, c := range candidates {
		if c.Region != "" {
			continue
		}
		if n++; n <= rowsShown {
			first = append(first, c.ID)
		}
	}
	if n == 0 {
		return nil
	}
	if n > rowsShown {
		first = append(first, "…")
	}
	return []string{fmt.Sprintf("%d of the %d candidates of %s lie in no region of the atlas (at sea or abroad), so their regional figures are missing: %s",
		n, len(candidates), file, strings.Join(first, ", "))}
}

// AllWarnings lists what a reader must know of the inputs, then of the score.
func (r *Result) AllWarnings() []string {
	return append(append([]string{}, r.Warnings...), r.Ranking.Warnings...)
}
