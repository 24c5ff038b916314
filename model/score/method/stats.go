package method

import (
	"math"
	"slices"
)

// stats describes one column.
type stats struct {
	min, max   float64
	sum        float64
	sumSquares float64
	bad        int // first row that is not finite, or −1
}

// chunk is the number of rows that are summed on their own; partial sums are
// then added in order, so that workers cannot change a bit.
const chunk = 8192

func (p *Problem) stats() []stats {
	n := p.Rows()
	chunks := (n + chunk - 1) / chunk
	parts := make([]stats, len(p.Columns)*chunks)
	p.parallel(len(parts), func(k int) {
		j, c := k/chunks, k%chunks
		parts[k] = chunkStats(p.Columns[j], c*chunk, min((c+1)*chunk, n))
	})
	out := make([]stats, len(p.Columns))
	for j := range out {
		out[j] = parts[j*chunks]
		for _, s := range parts[j*chunks+1 : (j+1)*chunks] {
			out[j].join(s)
		}
	}
	return out
}

func chunkStats(column []float64, lo, hi int) stats {
	s := stats{min: math.Inf(1), max: math.Inf(-1), bad: -1}
	for _, x := range column[lo : lo+(hi-lo)%4] {
		s.min, s.max = min(s.min, x), max(s.max, x)
		s.sum += x
		s.sumSquares += float64(x * x)
	}
	s.addFours(column[lo+(hi-lo)%4 : hi])
	if math.IsNaN(s.sum) || math.IsInf(s.min, 0) || math.IsInf(s.max, 0) {
		s.bad = lo + slices.IndexFunc(column[lo:hi], func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) })
	}
	return s
}

// addFours takes figures four at a time, so that one addition need not wait for
// the one before it.
func (s *stats) addFours(column []float64) {
	least, greatest := s.min, s.max
	var sumA, sumB, squaresA, squaresB float64
	for ; len(column) >= 4; column = column[4:] {
		a, b, c, d := column[0], column[1], column[2], column[3]
		sumA += a + b
		sumB += c + d
		squaresA += float64(a*a) + float64(b*b)
		squaresB += float64(c*c) + float64(d*d)
		for _, x := range [4]float64{a, b, c, d} {
			if x < least {
				least = x
			}
			if x > greatest {
				greatest = x
			}
		}
	}
	s.min, s.max = least, greatest
	s.sum += sumA + sumB
	s.sumSquares += squaresA + squaresB
}

func (s *stats) join(o stats) {
	s.min, s.max = min(s.min, o.min), max(s.max, o.max)
	s.sum += o.sum
	s.sumSquares += o.sumSquares
	if s.bad < 0 {
		s.bad = o.bad
	}
}

// extremes returns the least and the greatest of finite numbers.
func extremes(xs []float64) (least, greatest float64) {
	least, greatest = xs[0], xs[0]
	for _, x := range xs {
		if x < least {
			least = x
		}
		if x > greatest {
			greatest = x
		}
	}
	return least, greatest
}
