package smaa

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// Problem is an additive model whose weights, and some figures, are not known.
type Problem struct {
	// IDs name the candidates; the draws of a candidate's figures are keyed by
	// them.
	IDs []string
	// Values are partial values, one column per criterion, 0 worst to 1 best.
	// A cell may be NaN when Uncertain covers it.
	Values [][]float64
	// Prior is what is known of the weights; Uniform when nil.
	Prior Prior
	// Uncertain are the figures that are drawn instead.
	Uncertain []Cell
	// Joint, when not nil, fills all partial values of a sample and replaces
	// Values and Uncertain: samples made elsewhere.
	Joint func(sample int, values [][]float64)

	Options
}

// Cell is one figure that is not known exactly.
type Cell struct {
	Row, Criterion int
	Dist           Dist
	// Value turns the drawn figure into a partial value; nil when it is one.
	Value *value.Function
}

// Options of an analysis.
type Options struct {
	Seed uint64
	// Samples is 10,000 when 0.
	Samples int
	// TopK is the k of the top-k acceptability; 10 when 0.
	TopK int
	// AllRanks asks for the acceptability of every rank, the expected rank and
	// its interval: n² counters of 4 bytes.
	AllRanks bool
	// Shortlist lists the rows that get pairwise winning indices and confidence
	// factors; nil for the 20 of highest top-k acceptability.
	Shortlist []int
	// ConfidenceSamples is how many samples the confidence factors rest on; all
	// when 0. Each draws the figures of every candidate once more.
	ConfidenceSamples int
	// Workers is the number of goroutines; all processors when 0.
	Workers int
	// Progress, when not nil, is told how many samples are done, from one
	// goroutine at a time.
	Progress func(done, samples int)
}

const (
	defaultSamples   = 10_000
	maxSamples       = 1 << 22
	defaultTopK      = 10
	defaultShortlist = 20
	maxCounters      = 1 << 28 // 1 GiB
)

// prepare fills in the defaults and checks everything.
func (p *Problem) prepare() error {
	if p.Samples == 0 {
		p.Samples = defaultSamples
	}
	if p.TopK == 0 {
		p.TopK = defaultTopK
	}
	if p.Prior == nil {
		p.Prior = Uniform{}
	}
	if p.ConfidenceSamples == 0 {
		p.ConfidenceSamples = p.Samples
	}
	n, m := len(p.IDs), len(p.Values)
	switch {
	case n == 0 || m == 0:
		return fmt.Errorf("%d candidates and %d criteria", n, m)
	case p.Samples < 1 || p.Samples > maxSamples:
		return fmt.Errorf("%d samples, must be 1 to %d", p.Samples, maxSamples)
	case p.ConfidenceSamples < 0 || p.ConfidenceSamples > p.Samples:
		return fmt.Errorf("%d samples for confidence, must be 0 to %d", p.ConfidenceSamples, p.Samples)
	case p.TopK < 1:
		return fmt.Errorf("top %d, must be 1 or more", p.TopK)
	case p.AllRanks && n > maxCounters/n:
		return fmt.Errorf("all ranks of %d candidates take %d counters: ask for the top k only", n, n*n)
	}
	if err := p.Prior.Check(m); err != nil {
		return err
	}
	for _, row := range p.Shortlist {
		if row < 0 || row >= n {
			return fmt.Errorf("shortlisted row %d of %d", row, n)
		}
	}
	return p.checkValues()
}

func (p *Problem) checkValues() error {
	n := len(p.IDs)
	covered := make(map[[2]int]bool, len(p.Uncertain))
	for _, c := range p.Uncertain {
		if c.Row < 0 || c.Row >= n || c.Criterion < 0 || c.Criterion >= len(p.Values) || c.Dist == nil {
			return fmt.Errorf("uncertain cell in row %d of criterion %d", c.Row, c.Criterion)
		}
		if err := c.Dist.Check(); err != nil {
			return fmt.Errorf("criterion %d of %q: %w", c.Criterion+1, p.IDs[c.Row], err)
		}
		at := [2]int{c.Row, c.Criterion}
		if covered[at] {
			return fmt.Errorf("criterion %d of %q is uncertain twice", c.Criterion+1, p.IDs[c.Row])
		}
		covered[at] = true
	}
	for j, column := range p.Values {
		if len(column) != n {
			return fmt.Errorf("criterion %d has %d values for %d candidates", j+1, len(column), n)
		}
		if p.Joint != nil {
			continue
		}
		for i, v := range column {
			if (math.IsNaN(v) || math.IsInf(v, 0)) && !covered[[2]int{i, j}] {
				return fmt.Errorf("criterion %d of %q is %v: give it a distribution", j+1, p.IDs[i], v)
			}
		}
	}
	return nil
}
