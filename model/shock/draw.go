package shock

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// draw is one drawn event: the severity common to everything, and a stream of its
// own for each element, by its name. What is added to a network therefore leaves
// the draws of everything else as they are.
type draw struct {
	median   bool
	seed     uint64
	sample   uint64
	severity float64 // √ρ·z
	own      float64 // √(1−ρ)
}

func newDraw(d Draws, sample int) draw {
	if d.Samples == 0 {
		return draw{median: true}
	}
	z := rand.New(rand.NewPCG(d.Seed, uint64(sample))).NormFloat64()
	return draw{
		seed: d.Seed, sample: uint64(sample),
		severity: math.Sqrt(d.Correlation) * z, own: math.Sqrt(1 - d.Correlation),
	}
}

// share returns the share lost of many halls or customers, each lost with chance p.
func (d *draw) share(p float64) float64 {
	if d.median || p <= 0 || p >= 1 {
		return min(max(p, 0), 1)
	}
	return normal((d.severity + quantile(p)) / d.own)
}

// fails tells whether one thing fails that does so with chance p.
func (d *draw) fails(kind, id string, p float64) bool {
	if p <= 0 || p >= 1 {
		return p >= 1
	}
	if d.median {
		return p > 0.5
	}
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write([]byte(id))
	own := rand.New(rand.NewPCG(d.seed^h.Sum64(), d.sample)).NormFloat64()
	return d.severity+float64(d.own*own) > -quantile(p)
}

// normal is the standard normal distribution, quantile its inverse.
func normal(x float64) float64   { return math.Erfc(-x/math.Sqrt2) / 2 }
func quantile(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }
