package fiber

// keyHeap is a 4-ary heap of numbered items with changeable keys. Four children
// share a cache line, which makes it faster than a binary heap here.
type keyHeap struct {
	items []heapItem
	place []int32 // of each number in items; -1 when not queued
}

type heapItem struct {
	key float64
	id  int32
}

func newKeyHeap(n int) *keyHeap {
	h := &keyHeap{place: make([]int32, n)}
	for i := range h.place {
		h.place[i] = -1
	}
	return h
}

func (h *keyHeap) empty() bool { return len(h.items) == 0 }

// set queues id, or lowers its key.
func (h *keyHeap) set(id int32, key float64) {
	i := h.place[id]
	if i < 0 {
		i = int32(len(h.items))
		h.items = append(h.items, heapItem{})
	}
	h.up(int(i), heapItem{key, id})
}

// pop removes the item with the least key.
func (h *keyHeap) pop() heapItem {
	top := h.items[0]
	last := h.items[len(h.items)-1]
	h.items = h.items[:len(h.items)-1]
	h.place[top.id] = -1
	if len(h.items) > 0 {
		h.down(last)
	}
	return top
}

func (h *keyHeap) clear() {
	for _, it := range h.items {
		h.place[it.id] = -1
	}
	h.items = h.items[:0]
}

func (h *keyHeap) up(i int, it heapItem) {
	for i > 0 {
		parent := (i - 1) / 4
		if h.items[parent].key <= it.key {
			break
		}
		h.items[i] = h.items[parent]
		h.place[h.items[i].id] = int32(i)
		i = parent
	}
	h.items[i] = it
	h.place[it.id] = int32(i)
}

// down sinks it from the root.
func (h *keyHeap) down(it heapItem) {
	i, n := 0, len(h.items)
	for {
		child := 4*i + 1
		if child >= n {
			break
		}
		least := child
		for c := child + 1; c < min(child+4, n); c++ {
			if h.items[c].key < h.items[least].key {
				least = c
			}
		}
		if it.key <= h.items[least].key {
			break
		}
		h.items[i] = h.items[least]
		h.place[h.items[i].id] = int32(i)
		i = least
	}
	h.items[i] = it
	h.place[it.id] = int32(i)
}
