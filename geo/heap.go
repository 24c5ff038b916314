package geo

import "math"

// chordHeap keeps the k nearest of the slots offered, after items[:start], as
// a binary heap with the farthest first. Neighbor.Km holds the squared chord.
type chordHeap struct {
	items    []Neighbor
	start, k int
}

// limit is the squared chord that a slot must beat.
func (h *chordHeap) limit() float64 {
	if len(h.items)-h.start < h.k {
		return math.Inf(1)
	}
	return h.items[h.start].Km
}

func (h *chordHeap) offer(n Neighbor) {
	if len(h.items)-h.start < h.k {
		h.items = append(h.items, n)
		h.rise()
		return
	}
	if n.Km < h.items[h.start].Km {
		h.items[h.start] = n
		h.sink()
	}
}

func (h *chordHeap) rise() {
	heap := h.items[h.start:]
	for i := len(heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if heap[i].Km <= heap[parent].Km {
			return
		}
		heap[i], heap[parent] = heap[parent], heap[i]
		i = parent
	}
}

func (h *chordHeap) sink() {
	heap := h.items[h.start:]
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && heap[child+1].Km > heap[child].Km {
			child++
		}
		if heap[child].Km <= heap[i].Km {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}
