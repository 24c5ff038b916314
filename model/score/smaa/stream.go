package smaa

import "math/rand/v2"

// mix is the finaliser of SplitMix64: neighbouring numbers become far ones.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// stream is a reusable generator of one sample's numbers.
type stream struct {
	pcg rand.PCG
	*rand.Rand
}

func newStream() *stream {
	s := &stream{}
	s.Rand = rand.New(&s.pcg)
	return s
}

// reset starts the stream of a sample, and of a candidate by its key; key 0 is
// the stream of the weights.
func (s *stream) reset(seed, key uint64, sample int) { s.at(mix(seed^mix(key)), sample) }

// at is reset with seed and key mixed already.
func (s *stream) at(mixed uint64, sample int) {
	from := mixed + 2*uint64(sample)
	s.pcg.Seed(mix(from), mix(from+1))
}

// keyOf hashes a candidate's id (FNV-1a); it is never 0.
func keyOf(id string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 0x100000001b3
	}
	return max(h, 1)
}
