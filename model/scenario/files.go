package scenario

import (
	"bytes"
	"io"
	"slices"
	"strconv"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/table"
)

// Files returns the run's tables: candidates.csv and .geojson with every
// indicator, scores.csv with the ranking, indicators.csv with what the columns
// mean, rulepacks.csv with the top list held against published rules, figures.csv and .json with the headline
// figures, the tables of the plan, outlook.csv and .json with what the plan means, and the tables of how sure the ranking is. They are made while they are
// written, so that a million candidates cost no memory. The same run gives the
// same bytes. An id or name that begins like a formula (=, +, -, @) is written
// with an apostrophe before it.
func (r *Result) Files() ([]folder.File, error) {
	indicators, err := r.indicatorsCSV()
	if err != nil {
		return nil, err
	}
	headline, err := r.headlineFiles()
	if err != nil {
		return nil, err
	}
	robust, err := r.robustFiles()
	if err != nil {
		return nil, err
	}
	if r.Plan != nil {
		tables, err := r.Plan.Files()
		if err != nil {
			return nil, err
		}
		robust = append(robust, tables...)
	}
	means, err := r.outlookFiles()
	if err != nil {
		return nil, err
	}
	robust = append(robust, means...)
	return slices.Concat([]folder.File{
		{Name: "candidates.csv", Write: r.writeCandidates},
		{Name: "candidates.geojson", Write: r.writeShapes},
		{Name: "indicators.csv", Data: indicators},
		{Name: "scores.csv", Write: r.WriteScores},
		{Name: "rulepacks.csv", Write: r.Rules(BuiltinRulePacks(), r.Top(false)).WriteCSV},
	}, headline, robust), nil
}

// count prints a number of figures.
func count(x float64) string { return strconv.FormatFloat(x, 'f', 0, 64) }

func (r *Result) writeCandidates(w io.Writer) error {
	header := []string{"id", "kind", "name", "name_local", "region", "area", "lon", "lat"}
	for _, c := range r.Table.Columns {
		header = append(header, c.ID, c.ID+"_evidence")
		if c.Nearest != nil {
			header = append(header, c.ID+"_to")
		}
	}
	return writeRows(w, csvHeader(header), "", len(r.Table.Candidates), r.workers, func(b []byte, i int) []byte {
		c := &r.Table.Candidates[i]
		b = appendPlain(b, c.ID)
		for _, text := range []string{c.Kind, c.Name, c.NameLocal, c.Region, c.Area} {
			b = appendPlain(append(b, ','), text)
		}
		b = appendNumber(append(b, ','), c.Location[0], 6)
		b = appendNumber(append(b, ','), c.Location[1], 6)
		for _, column := range r.Table.Columns {
			b = appendNumber(append(b, ','), column.Values[i], column.Decimals())
			b = append(append(b, ','), r.evidence(column, i)...)
			if column.Nearest != nil {
				object, _ := column.Object(i)
				b = appendText(append(b, ','), object.ID)
			}
		}
		return append(b, '\n')
	})
}

func (r *Result) indicatorsCSV() ([]byte, error) {
	header := []string{"id", "name", "name_local", "unit", "better", "theme", "known", "missing", "published", "derived", "estimated", "assumed", "note"}
	rows := make([][]string, 0, len(r.Table.Columns))
	for _, c := range r.Table.Columns {
		var sum Standing
		for i := range c.Values {
			sum.add(r.evidence(c, i), 1)
		}
		rows = append(rows, []string{c.ID, c.Name, c.NameLocal, c.Unit, string(c.Better), string(c.Theme),
			count(float64(len(c.Values)) - sum.Missing), count(sum.Missing), count(sum.Published),
			count(sum.Derived), count(sum.Estimated), count(sum.Assumed), c.Note})
	}
	return table.Encode(header, rows)
}

// scoreDecimals is how finely scores (0 to 100) are written.
const scoreDecimals = 3

// WriteScores writes scores.csv: the ranking with the points of each criterion.
func (r *Result) WriteScores(w io.Writer) error {
	header := []string{"rank", "id", "name", "status", "score", "score_low", "score_high", "best_rank", "worst_rank", "geometric",
		"standing_published", "standing_derived", "standing_estimated", "standing_assumed", "standing_missing"}
	for _, c := range r.Model.Criteria {
		header = append(header, "points_"+c.ID)
	}
	rows, k := r.Rows(), r.Ranking
	return writeRows(w, csvHeader(header), "", len(rows), r.workers, func(b []byte, n int) []byte {
		i := rows[n]
		b = appendRank(b, k.Rank[i])
		b = appendPlain(append(b, ','), k.IDs[i])
		b = appendPlain(append(b, ','), r.Table.Candidates[i].Name)
		b = append(append(b, ','), k.Status[i].String()...)
		for _, score := range []float64{k.Score[i], k.Lower[i], k.Upper[i]} {
			b = appendNumber(append(b, ','), 100*score, scoreDecimals)
		}
		b = appendRank(append(b, ','), k.BestRank[i])
		b = appendRank(append(b, ','), k.WorstRank[i])
		b = appendNumber(append(b, ','), 100*k.Geometric[i], scoreDecimals)
		s := r.Standing(i)
		for _, part := range []float64{s.Published, s.Derived, s.Estimated, s.Assumed, s.Missing} {
			b = appendNumber(append(b, ','), part, 4)
		}
		for criterion := range r.columns {
			b = appendNumber(append(b, ','), r.pointsOf(criterion, i), scoreDecimals)
		}
		return append(b, '\n')
	})
}

// ScoresCSV is the table scores.csv alone.
func (r *Result) ScoresCSV() ([]byte, error) {
	var b bytes.Buffer
	err := r.WriteScores(&b)
	return b.Bytes(), err
}

// appendRank prints a rank; 0, no rank, is an empty cell.
func appendRank(b []byte, rank int) []byte {
	if rank == 0 {
		return b
	}
	return strconv.AppendInt(b, int64(rank), 10)
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
