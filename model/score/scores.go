package score

import (
	"errors"
	"fmt"
	"math"
)

// Scores are the scores of some rows, without their ranking. Slices without
// another note have one entry per row. Reuse one value for many batches.
type Scores struct {
	// Status joins all gates and vetoes: Fail when one fails, else Unknown when
	// one is unknown.
	Status []State
	// Score is the weighted additive score; a missing figure counts with the
	// midpoint of its partial values, so that Score lies between Lower and Upper.
	Score, Lower, Upper []float64
	// Geometric is the weighted geometric mean of the same partial values: the
	// companion that lets a good figure make up for a bad one least.
	Geometric []float64
	// MissingWeight is the share of the weight whose figure is missing, 0 to 1.
	MissingWeight []float64
	// BelowMinimum counts the criteria whose partial value is under its Minimum.
	BelowMinimum []uint16
	// Funnel has one step per gate, then one per veto.
	Funnel []FunnelStep
	// Missing and Clipped have one entry per criterion: figures that are absent,
	// and figures outside the declared range that took the value of its end.
	Missing, Clipped []int
}

// Batch scores the rows of a table into dst, whose memory it uses again. It
// does not rank and does not check the table: a stream of a million rows needs
// the memory of one batch. The batches' results do not depend on where a stream
// is cut.
func (s *Scorer) Batch(dst *Scores, t *Table) error {
	gates, criteria, err := s.bind(t)
	if err != nil {
		return err
	}
	dst.reset(s, t.Rows())
	part := newPart(s)
	if err := part.rows(dst, gates, criteria, 0, t.Rows()); err != nil {
		return part.locate(err, t)
	}
	part.addTo(dst)
	return nil
}

func (d *Scores) reset(s *Scorer, n int) {
	d.Status = resize(d.Status, n)
	d.BelowMinimum = resize(d.BelowMinimum, n)
	for _, column := range []*[]float64{&d.Score, &d.Lower, &d.Upper, &d.Geometric, &d.MissingWeight} {
		*column = resize(*column, n)
	}
	d.Funnel = append(d.Funnel[:0], s.steps...)
	d.Missing = resize(d.Missing, len(s.criteria))
	d.Clipped = resize(d.Clipped, len(s.criteria))
}

// resize returns a zeroed slice of n, with the memory of s where it suffices.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// chunkRows keeps the columns of one chunk inside the processor's cache.
const chunkRows = 2048

// part is the work space of one worker and what it counted.
type part struct {
	s                *Scorer
	partial          [chunkRows]float64
	verdicts         [chunkRows]verdicts
	funnel           []FunnelStep
	missing, clipped []int
}

func newPart(s *Scorer) *part {
	return &part{
		s: s, funnel: append([]FunnelStep(nil), s.steps...),
		missing: make([]int, len(s.criteria)), clipped: make([]int, len(s.criteria)),
	}
}

func (p *part) addTo(d *Scores) {
	for i := range p.funnel {
		d.Funnel[i].add(p.funnel[i])
	}
	for i := range p.missing {
		d.Missing[i] += p.missing[i]
		d.Clipped[i] += p.clipped[i]
	}
}

// refusedError says which figure a value function does not admit.
type refusedError struct{ criterion, row int }

func (e refusedError) Error() string { return "figure not admitted" }

// locate turns a refusal into words.
func (p *part) locate(err error, t *Table) error {
	var e refusedError
	if !errors.As(err, &e) {
		return err
	}
	c := p.s.criteria[e.criterion]
	lo, hi := c.fn.Range()
	return fmt.Errorf("%w: column %q, row %d (%s): the figure %v is not admitted by the value function of %q, which knows %v to %v %s",
		ErrTable, c.Column, e.row+1, t.IDs[e.row], t.Column(c.Column).Values[e.row], c.ID, lo, hi, c.Unit)
}

// rows scores the rows from lo to hi, chunk by chunk.
func (p *part) rows(d *Scores, gates, criteria []*Column, lo, hi int) error {
	for ; lo < hi; lo += chunkRows {
		end := min(lo+chunkRows, hi)
		verdicts := p.verdicts[:end-lo]
		clear(verdicts)
		for g, c := range gates {
			p.s.gates[g].judge(g, verdicts, c, lo)
		}
		for j, c := range criteria {
			if err := p.criterion(d, j, c, lo, end); err != nil {
				return err
			}
		}
		p.finish(d, lo, end)
	}
	return nil
}

// criterion adds one criterion to the scores of one chunk. The rows' sums run
// in the order of the criteria whatever the chunks, so that bytes repeat.
func (p *part) criterion(d *Scores, j int, col *Column, lo, hi int) error {
	c := &p.s.criteria[j]
	partial := p.partial[:hi-lo]
	clipped, refused := c.fn.Eval(partial, col.Values[lo:hi])
	if refused >= 0 {
		return refusedError{j, lo + refused}
	}
	p.clipped[j] += clipped
	if col.bracketed() || c.Minimum != nil || c.veto >= 0 {
		for i := range partial {
			p.cell(d, j, c.cell(col, lo+i, partial[i]), lo, i)
		}
		return nil
	}
	w := c.weight
	score, lower, upper := d.Score[lo:hi], d.Lower[lo:hi], d.Upper[lo:hi]
	geometric := d.Geometric[lo:hi]
	for i, v := range partial {
		if math.IsNaN(v) {
			p.cell(d, j, c.cell(col, lo+i, v), lo, i)
			continue
		}
		points := float64(w * v)
		score[i] += points
		lower[i] += points
		upper[i] += points
		geometric[i] += logTerm(w, v)
	}
	return nil
}

// cell adds one criterion to one row, with all that can happen to it.
func (p *part) cell(d *Scores, j int, v cell, lo, i int) {
	c := &p.s.criteria[j]
	row := lo + i
	d.Score[row] += float64(c.weight * v.value)
	d.Lower[row] += float64(c.weight * v.lower)
	d.Upper[row] += float64(c.weight * v.upper)
	d.Geometric[row] += logTerm(c.weight, v.value)
	if v.missing {
		d.MissingWeight[row] += c.weight
		p.missing[j]++
	}
	if c.Minimum != nil && v.atLeast(*c.Minimum) == Fail {
		d.BelowMinimum[row]++
	}
	if c.veto >= 0 {
		p.verdicts[i].set(c.veto, v.atLeast(*c.Veto))
	}
}

// logTerm is w·ln v, with 0·ln 0 = 0 as in v⁰ = 1.
func logTerm(w, v float64) float64 {
	if w == 0 {
		return 0
	}
	return float64(w * math.Log(max(v, 0)))
}

func (p *part) finish(d *Scores, lo, hi int) {
	for i := range hi - lo {
		d.Status[lo+i] = p.verdicts[i].status()
		tally(p.funnel, p.verdicts[i])
		d.Geometric[lo+i] = math.Exp(d.Geometric[lo+i])
	}
}
