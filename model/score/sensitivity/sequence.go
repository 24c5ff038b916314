package sensitivity

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"sync"
)

// joeKuo has one line per dimension from the second on: the primitive
// polynomial with all its coefficients as the bits of a number, and the initial
// direction numbers. They are the first 127 of new-joe-kuo-6.21201 by S. Joe
// and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional
// projections", SIAM J. Sci. Comput. 30 (2008) 2635–2654, published under a
// BSD-style license.
//
//go:embed joekuo.txt
var joeKuo string

// MaxDimensions is the largest dimension of a Sequence.
const MaxDimensions = 128

const wordBits = 32

// directions are the direction numbers of every dimension.
var directions = sync.OnceValue(func() [][wordBits]uint32 {
	out := make([][wordBits]uint32, 0, MaxDimensions)
	var first [wordBits]uint32 // the van der Corput sequence
	for k := range first {
		first[k] = 1 << (wordBits - 1 - k)
	}
	out = append(out, first)
	for line := range strings.Lines(joeKuo) {
		poly, initial, _ := strings.Cut(strings.TrimSpace(line), ": ")
		out = append(out, dimension(number(poly), strings.Fields(initial)))
	}
	return out
})

func number(text string) uint32 {
	x, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		panic("sensitivity: the embedded direction numbers are damaged: " + err.Error())
	}
	return uint32(x)
}

// dimension runs the recurrence of one dimension (Bratley & Fox 1988).
func dimension(poly uint32, initial []string) (v [wordBits]uint32) {
	degree := bits.Len32(poly) - 1
	for k := range v {
		if k < degree {
			v[k] = number(initial[k]) << (wordBits - 1 - k)
			continue
		}
		v[k] = v[k-degree] ^ v[k-degree]>>degree
		for i := 1; i < degree; i++ {
			if poly>>(degree-i)&1 == 1 {
				v[k] ^= v[k-i]
			}
		}
	}
	return v
}

// Sequence is the Sobol sequence: points that fill the unit cube evenly, not
// scrambled, from the origin on.
type Sequence struct {
	state []uint32
	index uint32
}

// NewSequence returns the sequence of that dimension.
func NewSequence(dimensions int) (*Sequence, error) {
	if dimensions < 1 || dimensions > MaxDimensions {
		return nil, fmt.Errorf("%w: %d dimensions, must be 1 to %d", ErrInput, dimensions, MaxDimensions)
	}
	return &Sequence{state: make([]uint32, dimensions)}, nil
}

// Next writes the next point, each coordinate from 0 up to but not 1. After
// 2³²−1 points it starts anew.
func (s *Sequence) Next(point []float64) {
	v := directions()
	for d, x := range s.state {
		point[d] = float64(x) * 0x1p-32
	}
	bit := bits.TrailingZeros32(^s.index)
	s.index++
	if bit == wordBits {
		clear(s.state)
		return
	}
	for d := range s.state {
		s.state[d] ^= v[d][bit]
	}
}
