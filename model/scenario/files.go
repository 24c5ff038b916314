package scenario

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
	orbjson "github.com/paulmach/orb/geojson"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/table"
)

// Files returns the run's tables: candidates.csv and .geojson with every
// indicator, scores.csv with the ranking, and indicators.csv with what the
// columns mean. The same run gives the same bytes.
func (r *Result) Files() ([]folder.File, error) {
	makers := []struct {
		name string
		make func(*bytes.Buffer) error
	}{
		{"candidates.csv", r.writeCandidates},
		{"candidates.geojson", r.writeShapes},
		{"indicators.csv", r.writeIndicators},
		{"scores.csv", r.writeScores},
	}
	var files []folder.File
	for _, m := range makers {
		var b bytes.Buffer
		if err := m.make(&b); err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		files = append(files, folder.File{Name: m.name, Data: b.Bytes()})
	}
	return files, nil
}

// number prints a figure with a fixed number of decimals; a missing one is an
// empty cell.
func number(x float64, decimals int) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}

func (r *Result) writeCandidates(b *bytes.Buffer) error {
	header := []string{"id", "kind", "name", "name_local", "region", "area", "lon", "lat"}
	for _, c := range r.Table.Columns {
		header = append(header, c.ID, c.ID+"_evidence")
		if c.Nearest != nil {
			header = append(header, c.ID+"_to")
		}
	}
	rows := make([][]string, len(r.Table.Candidates))
	for i, c := range r.Table.Candidates {
		row := []string{c.ID, c.Kind, c.Name, c.NameLocal, c.Region, c.Area, number(c.Location[0], 6), number(c.Location[1], 6)}
		for _, column := range r.Table.Columns {
			origin, _ := r.Table.Origin(column, i)
			row = append(row, number(column.Values[i], column.Decimals()), string(origin.Evidence))
			if column.Nearest != nil {
				object, _ := column.Object(i)
				row = append(row, object.ID)
			}
		}
		rows[i] = row
	}
	return table.Write(b, header, rows)
}

func (r *Result) writeShapes(b *bytes.Buffer) error {
	features := make([]*geojson.Feature, len(r.Table.Candidates))
	for i, c := range r.Table.Candidates {
		f := orbjson.NewFeature(orb.Point{round(c.Location[0], 6), round(c.Location[1], 6)})
		f.Properties = orbjson.Properties{
			"id": c.ID, "kind": c.Kind, "name": c.Name, "name_local": c.NameLocal, "region": c.Region, "area": c.Area,
			"status": r.Ranking.Status[i].String(), "score": jsonNumber(100*r.Ranking.Score[i], 2),
		}
		if rank := r.Ranking.Rank[i]; rank > 0 {
			f.Properties["rank"] = rank
		}
		for _, column := range r.Table.Columns {
			f.Properties[column.ID] = jsonNumber(column.Values[i], column.Decimals())
		}
		features[i] = f
	}
	return geojson.Write(b, features)
}

// jsonNumber is null for a missing figure.
func jsonNumber(x float64, decimals int) any {
	if math.IsNaN(x) {
		return nil
	}
	return round(x, decimals)
}

func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}

func (r *Result) writeIndicators(b *bytes.Buffer) error {
	header := []string{"id", "name", "name_local", "unit", "better", "theme", "known", "missing", "published", "derived", "estimated", "assumed", "note"}
	rows := make([][]string, 0, len(r.Table.Columns))
	for _, c := range r.Table.Columns {
		var count Standing
		for i := range c.Values {
			origin, _ := r.Table.Origin(c, i)
			count.add(origin.Evidence, 1)
		}
		rows = append(rows, []string{c.ID, c.Name, c.NameLocal, c.Unit, string(c.Better), string(c.Theme),
			number(float64(len(c.Values))-count.Missing, 0), number(count.Missing, 0), number(count.Published, 0),
			number(count.Derived, 0), number(count.Estimated, 0), number(count.Assumed, 0), c.Note})
	}
	return table.Write(b, header, rows)
}

// scoreDecimals is how finely scores (0 to 100) are written.
const scoreDecimals = 3

func (r *Result) writeScores(b *bytes.Buffer) error {
	header := []string{"rank", "id", "name", "status", "score", "score_low", "score_high", "best_rank", "worst_rank", "geometric",
		"standing_published", "standing_derived", "standing_estimated", "standing_assumed", "standing_missing"}
	for _, c := range r.Model.Criteria {
		header = append(header, "points_"+c.ID)
	}
	var rows [][]string
	for _, i := range r.Rows() {
		s := r.Standing(i)
		k := r.Ranking
		row := []string{rankText(k.Rank[i]), k.IDs[i], r.Table.Candidates[i].Name, k.Status[i].String(),
			number(100*k.Score[i], scoreDecimals), number(100*k.Lower[i], scoreDecimals), number(100*k.Upper[i], scoreDecimals),
			rankText(k.BestRank[i]), rankText(k.WorstRank[i]), number(100*k.Geometric[i], scoreDecimals),
			number(s.Published, 4), number(s.Derived, 4), number(s.Estimated, 4), number(s.Assumed, 4), number(s.Missing, 4)}
		for _, p := range r.Points(i) {
			row = append(row, number(p, scoreDecimals))
		}
		rows = append(rows, row)
	}
	return table.Write(b, header, rows)
}

// ScoresCSV is the table scores.csv alone.
func (r *Result) ScoresCSV() ([]byte, error) {
	var b bytes.Buffer
	err := r.writeScores(&b)
	return b.Bytes(), err
}

func rankText(rank int) string {
	if rank == 0 {
		return ""
	}
	return strconv.Itoa(rank)
}

// Rows lists all rows: those that passed, best first, then the open ones, then
// the failed ones in the order of the table.
func (r *Result) Rows() []int {
	rows := append(append([]int{}, r.Ranking.Order...), r.Ranking.Open...)
	for i, rank := range r.Ranking.Rank {
		if rank == 0 {
			rows = append(rows, i)
		}
	}
	return rows
}

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
	Outputs    []Input   `json:"outputs"`
}

// Manifest writes manifest.json for the run and its finished files. It holds no
// clock time, so that a repeat gives the same bytes.
func (r *Result) Manifest(version string, outputs []folder.File) (folder.File, error) {
	m := Manifest{
		Tool: "wattbit", Version: version, Scenario: r.Scenario, Seed: r.Scenario.Seed, Inputs: r.Inputs,
		Candidates: len(r.Figures.IDs), Passed: len(r.Ranking.Order), Unknown: len(r.Ranking.Open),
		Failed:   len(r.Figures.IDs) - len(r.Ranking.Order) - len(r.Ranking.Open),
		Warnings: append([]string{}, r.Ranking.Warnings...),
	}
	for _, f := range outputs {
		hash := sha256.Sum256(f.Data)
		m.Outputs = append(m.Outputs, Input{f.Name, hex.EncodeToString(hash[:])})
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return folder.File{}, fmt.Errorf("manifest: %w", err)
	}
	return folder.File{Name: folder.Manifest, Data: append(data, '\n')}, nil
}
