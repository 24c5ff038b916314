package smaa

import "sync"

// histogram counts every rank of every candidate. Workers share it: rows are
// locked in stripes, and integers may be added in any order.
type histogram struct {
	counts [][]uint32
	locks  []sync.Mutex
}

const stripe = 128

func newHistogram(n int) *histogram {
	h := &histogram{counts: make([][]uint32, n), locks: make([]sync.Mutex, (n+stripe-1)/stripe)}
	cells := make([]uint32, n*n)
	for i := range h.counts {
		h.counts[i] = cells[i*n : (i+1)*n]
	}
	return h
}

// add counts the ranks of some samples, candidate by candidate, so that one
// candidate's counters stay in the cache. Workers begin at different stripes.
func (h *histogram) add(ranks [][]uint32, begin int) {
	for k := range h.locks {
		s := (begin + k) % len(h.locks)
		h.locks[s].Lock()
		for i := s * stripe; i < min((s+1)*stripe, len(h.counts)); i++ {
			row := h.counts[i]
			for _, sample := range ranks {
				row[sample[i]]++
			}
		}
		h.locks[s].Unlock()
	}
}
