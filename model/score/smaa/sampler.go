package smaa

import (
	"math"
	"math/rand/v2"
	"slices"
)

// sampler draws weights and scores of samples; one per worker.
type sampler struct {
	p       *Problem
	columns [][]float64 // partial values, 0 where a cell is uncertain
	cells   []cells     // by candidate, ascending
	rng     *stream
	joint   [][]float64
}

// cells are the uncertain cells of one candidate.
type cells struct {
	row  int
	key  uint64
	list []Cell
}

// known returns the columns with uncertain cells set to 0.
func (p *Problem) known() [][]float64 {
	out := slices.Clone(p.Values)
	copied := make([]bool, len(out))
	for _, c := range p.Uncertain {
		if !copied[c.Criterion] {
			out[c.Criterion] = slices.Clone(out[c.Criterion])
			copied[c.Criterion] = true
		}
		out[c.Criterion][c.Row] = 0
	}
	return out
}

// byRow groups the uncertain cells; within a candidate they are drawn in the
// order of the criteria.
func (p *Problem) byRow() []cells {
	sorted := slices.Clone(p.Uncertain)
	slices.SortFunc(sorted, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Criterion - b.Criterion
	})
	var out []cells
	for _, c := range sorted {
		if n := len(out); n == 0 || out[n-1].row != c.Row {
			out = append(out, cells{row: c.Row, key: keyOf(p.IDs[c.Row])})
		}
		last := &out[len(out)-1]
		last.list = append(last.list, c)
	}
	return out
}

func (p *Problem) newSampler(columns [][]float64, byRow []cells) *sampler {
	s := &sampler{p: p, columns: columns, cells: byRow, rng: newStream()}
	if p.Joint != nil {
		for _, c := range columns {
			s.joint = append(s.joint, make([]float64, len(c)))
		}
	}
	return s
}

// weights draws the weights of a sample.
func (s *sampler) weights(sample int, w []float64) {
	s.rng.reset(s.p.Seed, 0, sample)
	s.p.Prior.Draw(s.rng.Rand, sample, w)
}

// between is a number between 0 and 1, both left out.
func between(rng *rand.Rand) float64 { return (float64(rng.Uint64()>>12) + 0.5) * 0x1p-52 }

// draw returns the partial value of one uncertain cell from the stream.
func (c *Cell) draw(rng *rand.Rand) float64 {
	x := c.Dist.Quantile(between(rng))
	if c.Value != nil {
		x = c.Value.At(x)
	}
	return x
}

// bounds returns the lowest and highest partial value that can be drawn.
func (c *Cell) bounds() (low, high float64) {
	low, high = c.Dist.Quantile(0), c.Dist.Quantile(1)
	if e, ok := c.Dist.(Empirical); ok {
		low, high = slices.Min(e.Figures), slices.Max(e.Figures)
	}
	if c.Value == nil {
		return low, high
	}
	low, high = c.Value.Bounds(low, high)
	if math.IsNaN(low) || math.IsNaN(high) {
		return math.Inf(-1), math.Inf(1)
	}
	return low, high
}

// addUncertain adds the drawn cells of one sample to its scores.
func (s *sampler) addUncertain(sample int, w, scores []float64) {
	for i := range s.cells {
		c := &s.cells[i]
		s.rng.reset(s.p.Seed, c.key, sample)
		for k := range c.list {
			scores[c.row] += float64(w[c.list[k].Criterion] * c.list[k].draw(s.rng.Rand))
		}
	}
}

// scores fills the scores of consecutive samples: weights[s] holds the weights
// and into[s] takes the scores of sample first+s.
func (s *sampler) scores(first int, weights, into [][]float64) {
	if s.p.Joint != nil {
		for k := range into {
			s.p.Joint(first+k, s.joint)
			clear(into[k])
			addColumns(into[k], s.joint, weights[k], 0)
		}
		return
	}
	n := len(s.p.IDs)
	const block = 512 // rows whose columns stay in the fastest cache
	for lo := 0; lo < n; lo += block {
		hi := min(lo+block, n)
		for k := range into {
			dst := into[k][lo:hi]
			clear(dst)
			addColumns(dst, s.columns, weights[k], lo)
		}
	}
	if len(s.cells) > 0 {
		for k := range into {
			s.addUncertain(first+k, weights[k], into[k])
		}
	}
}

// addColumns adds Σ w·v, four criteria at a time, to the rows from lo on. The
// order of additions does not depend on the blocks.
func addColumns(dst []float64, columns [][]float64, w []float64, lo int) {
	hi := lo + len(dst)
	j := 0
	for ; j+4 <= len(columns); j += 4 {
		a, b, c, d := columns[j][lo:hi], columns[j+1][lo:hi], columns[j+2][lo:hi], columns[j+3][lo:hi]
		wa, wb, wc, wd := w[j], w[j+1], w[j+2], w[j+3]
		b, c, d = b[:len(a)], c[:len(a)], d[:len(a)]
		for i, x := range a {
			dst[i] += (float64(wa*x) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i]))
		}
	}
	for ; j < len(columns); j++ {
		for i, x := range columns[j][lo:hi] {
			dst[i] += float64(w[j] * x)
		}
	}
}

// refused reports whether a drawn score is not a number, which happens when a
// value function does not admit a drawn figure.
func refused(scores []float64) int {
	return slices.IndexFunc(scores, math.IsNaN)
}
