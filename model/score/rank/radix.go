package rank

import "math"

// radixFrom is the length from which sorting by digits is faster than by
// comparison.
const radixFrom = 512

// entry pairs the sort key of a score with its index.
type entry struct {
	key   uint64
	index uint32
}

// key maps a score to an integer of the same order; both zeros are one.
func key(x float64, descending bool) uint64 {
	bits := math.Float64bits(x + 0)
	if bits>>63 == 1 {
		bits = ^bits
	} else {
		bits |= 1 << 63
	}
	if descending {
		bits = ^bits
	}
	return bits
}

const (
	digitBits = 11
	digits    = 6
)

// radix is a stable sort by six digits of 11 bits, lowest first. Digits that
// all scores share are skipped.
func (s *Sorter) radix(order []int, scores []float64, lowerIsBetter bool) {
	if cap(s.from) < len(scores) {
		s.from, s.to = make([]entry, len(scores)), make([]entry, len(scores))
	}
	from, to := s.from[:len(scores)], s.to[:len(scores)]
	var counts [digits][1 << digitBits]uint32
	for i, x := range scores {
		k := key(x, !lowerIsBetter)
		from[i] = entry{k, uint32(i)}
		for d := range counts {
			counts[d][k>>(d*digitBits)&(1<<digitBits-1)]++
		}
	}
	for d := range counts {
		shift := d * digitBits
		count := &counts[d]
		if count[from[0].key>>shift&(1<<digitBits-1)] == uint32(len(from)) {
			continue
		}
		var sum uint32
		for v, n := range count {
			count[v] = sum
			sum += n
		}
		for _, e := range from {
			v := e.key >> shift & (1<<digitBits - 1)
			to[count[v]] = e
			count[v]++
		}
		from, to = to, from
	}
	for place, e := range from {
		order[place] = int(e.index)
	}
}
