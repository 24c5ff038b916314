package smaa

import (
	"context"
	"math"
	"sync"

	"github.com/wattbit/wattbit/model/score/rank"
)

// compare draws samples again for the shortlist: for the confidence factors, and
// for the pairwise winning indices unless wins has them, because the shortlist
// was known before.
func (p *Problem) compare(ctx context.Context, r *Result, wins []uint32, columns [][]float64, byRow []cells) error {
	k := len(r.Shortlist)
	samples := p.ConfidenceSamples
	open := len(wins) == 0
	if open {
		wins, samples = make([]uint32, k*k), p.Samples
	}
	first := make([]uint32, k)
	var mu sync.Mutex
	err := p.parallel(ctx, samples, func(claim func() (lo, hi int, ok bool)) error {
		c := newComparer(p, r, columns, byRow)
		for lo, hi, ok := claim(); ok; lo, hi, ok = claim() {
			for s := lo; s < hi; s++ {
				c.sample(s)
			}
		}
		mu.Lock()
		defer mu.Unlock()
		for i := range wins {
			if open {
				wins[i] += c.wins[i]
			}
		}
		for i := range first {
			first[i] += c.first[i]
		}
		return nil
	})
	if err != nil {
		return err
	}
	for a, row := range r.Shortlist {
		line := make([]float64, k)
		for b := range line {
			line[b] = float64(wins[a*k+b]) / float64(r.Samples)
		}
		r.Winning = append(r.Winning, line)
		confidence := float64(first[a]) / float64(p.ConfidenceSamples)
		if r.CentralWeights[row] == nil {
			confidence = math.NaN()
		}
		r.Confidence = append(r.Confidence, confidence)
	}
	return nil
}

// comparer is one worker of compare.
type comparer struct {
	s           *sampler
	shortlist   []int
	weights     []float64
	scores      []float64
	wins, first []uint32
	central     []central
	drawn       []float64 // partial values of the uncertain cells, in order
	at          map[int]span
}

// span is where the uncertain cells of a shortlisted row stand.
type span struct{ cells, drawn int }

// central is one shortlisted candidate's own weights at work.
type central struct {
	row     int
	weights []float64
	base    []float64 // scores of all candidates without the uncertain cells
	settled float64   // the best score of a candidate without uncertain cells
	// contenders have uncertain cells and could beat this candidate, the most
	// promising first.
	contenders []span
}

func newComparer(p *Problem, r *Result, columns [][]float64, byRow []cells) *comparer {
	k := len(r.Shortlist)
	c := &comparer{
		s: p.newSampler(columns, byRow), shortlist: r.Shortlist, weights: make([]float64, len(columns)),
		scores: make([]float64, k), wins: make([]uint32, k*k), first: make([]uint32, k), at: map[int]span{},
	}
	drawn := 0
	for i, cell := range byRow {
		c.at[cell.row] = span{i, drawn}
		drawn += len(cell.list)
	}
	for _, row := range r.Shortlist {
		c.central = append(c.central, c.own(row, r.CentralWeights[row]))
	}
	return c
}

// own prepares one candidate's central weights; nil weights say that it is
// never first.
func (c *comparer) own(row int, weights []float64) central {
	own := central{row: row, weights: weights, settled: math.Inf(-1)}
	if weights == nil {
		return own
	}
	own.base = make([]float64, len(c.s.p.IDs))
	if c.s.p.Joint != nil {
		return own
	}
	addColumns(own.base, c.s.columns, weights, 0)
	for i, x := range own.base {
		if _, open := c.at[i]; !open {
			own.settled = max(own.settled, x)
		}
	}
	least := own.base[row]
	if at, open := c.at[row]; open {
		least, _ = c.reach(&own, at)
	}
	reach := make([]float64, 0, len(c.s.cells))
	var able []span
	for i := range c.s.cells {
		at := c.at[c.s.cells[i].row]
		if _, most := c.reach(&own, at); most >= least && c.s.cells[i].row != row {
			able, reach = append(able, at), append(reach, most)
		}
	}
	for _, k := range rank.Order(reach, false) {
		own.contenders = append(own.contenders, able[k])
	}
	return own
}

// reach bounds the score of a candidate with uncertain cells, with room for
// rounding.
func (c *comparer) reach(own *central, at span) (least, most float64) {
	cell := &c.s.cells[at.cells]
	least, most = own.base[cell.row]-1e-9, own.base[cell.row]+1e-9
	for k := range cell.list {
		low, high := cell.list[k].bounds()
		if w := own.weights[cell.list[k].Criterion]; w > 0 {
			least += w * low
			most += w * high
		}
	}
	return least, most
}

func (c *comparer) sample(sample int) {
	c.s.weights(sample, c.weights)
	columns := c.s.columns
	if c.s.p.Joint != nil {
		c.s.p.Joint(sample, c.s.joint)
		columns = c.s.joint
	}
	c.draw(sample)
	for a, row := range c.shortlist {
		c.scores[a] = c.score(columns, c.weights, row)
	}
	k := len(c.shortlist)
	for a, x := range c.scores {
		for b, y := range c.scores {
			if x > y {
				c.wins[a*k+b]++
			}
		}
	}
	if sample >= c.s.p.ConfidenceSamples {
		return
	}
	for a := range c.central {
		if c.central[a].weights != nil && c.isFirst(&c.central[a]) {
			c.first[a]++
		}
	}
}

// draw fills the partial values of all uncertain cells of a sample.
func (c *comparer) draw(sample int) {
	c.drawn = c.drawn[:0]
	for i := range c.s.cells {
		cell := &c.s.cells[i]
		c.s.rng.reset(c.s.p.Seed, cell.key, sample)
		for k := range cell.list {
			c.drawn = append(c.drawn, cell.list[k].draw(c.s.rng.Rand))
		}
	}
}

// score is one candidate's score, uncertain cells included.
func (c *comparer) score(columns [][]float64, w []float64, row int) float64 {
	one := [1]float64{}
	addColumns(one[:], columns, w, row)
	if at, ok := c.at[row]; ok {
		list := c.s.cells[at.cells].list
		for k, x := range c.drawn[at.drawn : at.drawn+len(list)] {
			one[0] += float64(w[list[k].Criterion] * x)
		}
	}
	return one[0]
}

// isFirst reports whether no candidate beats this one under its own weights.
func (c *comparer) isFirst(own *central) bool {
	if c.s.p.Joint != nil {
		return c.isFirstOf(c.s.joint, own)
	}
	mine := c.score(c.s.columns, own.weights, own.row)
	if own.settled > mine {
		return false
	}
	for _, at := range own.contenders {
		cell := &c.s.cells[at.cells]
		x := own.base[cell.row]
		for k, v := range c.drawn[at.drawn : at.drawn+len(cell.list)] {
			x += float64(own.weights[cell.list[k].Criterion] * v)
		}
		if x > mine {
			return false
		}
	}
	return true
}

// isFirstOf is isFirst on whole columns, block by block: who is beaten is so by
// one of the first rows more often than not.
func (c *comparer) isFirstOf(columns [][]float64, own *central) bool {
	mine := [1]float64{}
	addColumns(mine[:], columns, own.weights, own.row)
	const block = 64
	for lo := 0; lo < len(own.base); lo += block {
		part := own.base[lo:min(lo+block, len(own.base))]
		clear(part)
		addColumns(part, columns, own.weights, lo)
		for _, x := range part {
			if x > mine[0] {
				return false
			}
		}
	}
	return true
}
