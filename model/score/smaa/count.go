package smaa

import "github.com/wattbit/wattbit/model/score/rank"

// counts is what one worker counts. Sums of weights are kept as integers of
// 2⁻⁴⁰, so that adding them in any order gives the same bits.
type counts struct {
	first, top []uint32
	weights    []int64 // sums of weights where the candidate is first, by row then criterion
	rankings   map[uint64]uint32
	wins       []uint32 // of the rows of a given shortlist over each other
}

const weightUnit = 1 << 40

func newCounts(n, m, shortlisted int, rankings bool) *counts {
	c := &counts{first: make([]uint32, n), top: make([]uint32, n), weights: make([]int64, n*m), wins: make([]uint32, shortlisted*shortlisted)}
	if rankings {
		c.rankings = map[uint64]uint32{}
	}
	return c
}

func (c *counts) add(o *counts) {
	for i := range o.first {
		c.first[i] += o.first[i]
		c.top[i] += o.top[i]
	}
	for i := range o.weights {
		c.weights[i] += o.weights[i]
	}
	for i := range o.wins {
		c.wins[i] += o.wins[i]
	}
	for hash, n := range o.rankings {
		c.rankings[hash] += n
	}
}

// compare counts which of the shortlisted rows score above which.
func (c *counts) compare(shortlist []int, scores []float64) {
	k := len(shortlist)
	for a, i := range shortlist {
		for b, j := range shortlist {
			if scores[i] > scores[j] {
				c.wins[a*k+b]++
			}
		}
	}
}

// take counts one sample: who is first, and who is among the first k. Equal
// scores share the better rank.
func (c *counts) take(scores, w []float64, kth float64) {
	m := len(w)
	best := scores[0]
	for _, x := range scores {
		if x > best {
			best = x
		}
	}
	for i, x := range scores {
		if x < kth {
			continue
		}
		c.top[i]++
		if x == best {
			c.first[i]++
			for j, wj := range w {
				c.weights[i*m+j] += int64(wj*weightUnit + 0.5)
			}
		}
	}
}

// largest finds the k-th largest score with a heap of k; heap is work space.
func largest(scores []float64, k int, heap []float64) float64 {
	heap = append(heap[:0], scores[:k]...)
	for i := k/2 - 1; i >= 0; i-- {
		sink(heap, i)
	}
	for _, x := range scores[k:] {
		if x > heap[0] {
			heap[0] = x
			sink(heap, 0)
		}
	}
	return heap[0]
}

// sink restores a heap whose root is the smallest.
func sink(heap []float64, i int) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && heap[child+1] < heap[child] {
			child++
		}
		if heap[i] <= heap[child] {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}

// ranker ranks all scores of a sample.
type ranker struct {
	sorter rank.Sorter
	order  []int
}

// into writes the ranks, 0 the best, and returns a hash of the whole ranking.
func (r *ranker) into(ranks []uint32, scores []float64) uint64 {
	r.sorter.Into(r.order, scores, false)
	hash := uint64(0)
	for place, i := range r.order {
		ranks[i] = uint32(place)
		if place > 0 && scores[r.order[place-1]] == scores[i] {
			ranks[i] = ranks[r.order[place-1]]
		}
		hash = mix(hash ^ uint64(i)<<32 ^ uint64(ranks[i]))
	}
	return hash
}
