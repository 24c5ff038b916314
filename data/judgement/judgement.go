// Package judgement reads what people say about the importance of criteria:
// weights, pairwise comparisons and best–worst comparisons, each a small CSV
// table. It tells what it refused by file, line and column; what follows from
// the judgements is not its business.
package judgement

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/table"
)

// maxBytes is the size above which a file of judgements is refused.
const maxBytes = 1 << 20

var least = table.Range{Min: 1, Max: math.MaxFloat64, What: "a number of 1 or more"}

// Weight is the weight of one criterion or group.
type Weight struct {
	ID     string
	Weight float64
	// Low and High are the figures that the weight's swing refers to; NaN when
	// the file does not say.
	Low, High float64
}

// ReadWeights reads the columns criterion and weight, and optionally low and
// high. Weights are 0 or more.
func ReadWeights(src io.Reader, file string) ([]Weight, error) {
	r := table.NewReader(src, table.Options{File: file, MaxBytes: maxBytes})
	id, weight := r.Column("criterion"), r.Column("weight")
	low, high := r.OptionalColumn("low"), r.OptionalColumn("high")
	names := newNames(r, id)
	var out []Weight
	for r.Next() {
		w := Weight{names.next(), r.Number(weight, table.NonNegative), r.OptionalNumber(low, table.Any), r.OptionalNumber(high, table.Any)}
		if math.IsNaN(w.Low) != math.IsNaN(w.High) || w.Low >= w.High {
			r.Reject(high, "a low and a higher high figure, or neither")
		}
		out = append(out, w)
	}
	return out, finish(r, file, len(out))
}

// BestWorst is how one criterion compares with the best and with the worst.
type BestWorst struct {
	ID string
	// FromBest is how many times the best is as important, ToWorst how many
	// times it is as important as the worst; 1 and more.
	FromBest, ToWorst float64
}

// ReadBestWorst reads the columns criterion, best_to_others and others_to_worst.
func ReadBestWorst(src io.Reader, file string) ([]BestWorst, error) {
	r := table.NewReader(src, table.Options{File: file, MaxBytes: maxBytes})
	id, best, worst := r.Column("criterion"), r.Column("best_to_others"), r.Column("others_to_worst")
	names := newNames(r, id)
	var out []BestWorst
	for r.Next() {
		out = append(out, BestWorst{names.next(), r.Number(best, least), r.Number(worst, least)})
	}
	return out, finish(r, file, len(out))
}

// Matrix is a square of pairwise comparisons: Entries[i][j] is how many times
// IDs[i] is as important as IDs[j].
type Matrix struct {
	IDs     []string
	Entries [][]float64
}

// ReadMatrix reads a column criterion and one column for each criterion, in the
// order of the rows. An entry is a number above 0 or a fraction such as 1/3.
func ReadMatrix(src io.Reader, file string) (Matrix, error) {
	r := table.NewReader(src, table.Options{File: file, MaxBytes: maxBytes})
	id := r.Column("criterion")
	names := newNames(r, id)
	var m Matrix
	var columns []table.Column
	for _, name := range r.Header() {
		if name != "criterion" {
			m.IDs = append(m.IDs, name)
			columns = append(columns, r.Column(name))
		}
	}
	for r.Next() {
		n := len(m.Entries)
		if got := names.next(); n < len(m.IDs) && got != m.IDs[n] {
			r.Reject(id, fmt.Sprintf("%q, the criterion of the same place in the header", m.IDs[n]))
		}
		row := make([]float64, len(columns))
		for j, c := range columns {
			x, ok := ratio(string(r.Cell(c)))
			if !ok {
				r.Reject(c, "a number above 0 or a fraction such as 1/3")
			}
			row[j] = x
		}
		m.Entries = append(m.Entries, row)
	}
	if err := finish(r, file, len(m.Entries)); err != nil {
		return Matrix{}, err
	}
	if len(m.Entries) != len(m.IDs) {
		return Matrix{}, fmt.Errorf("%s: %d rows, expected one for each of the %d columns %s", file, len(m.Entries), len(m.IDs), strings.Join(m.IDs, ", "))
	}
	return m, nil
}

// ratio reads 3, 0.5 or 1/3.
func ratio(text string) (float64, bool) {
	above, below, isFraction := strings.Cut(text, "/")
	x, ok := table.ParseNumber([]byte(above))
	if isFraction && ok {
		y, fine := table.ParseNumber([]byte(below))
		x, ok = x/y, fine
	}
	return x, ok && x > 0 && !math.IsInf(x, 0)
}

// names reads the id of each row and refuses one that stands twice.
type names struct {
	r    *table.Reader
	id   table.Column
	seen map[string]int
}

func newNames(r *table.Reader, id table.Column) *names {
	return &names{r, id, map[string]int{}}
}

func (n *names) next() string {
	id := n.r.Text(n.id)
	if line, twice := n.seen[id]; twice && id != "" {
		n.r.Reject(n.id, "a new criterion: line "+strconv.Itoa(line)+" has this one already")
	}
	n.seen[id] = n.r.Line()
	return id
}

func finish(r *table.Reader, file string, rows int) error {
	if err := r.Err(); err != nil {
		return err
	}
	if rows == 0 {
		return fmt.Errorf("%s: no rows, expected one for each criterion", file)
	}
	return nil
}
