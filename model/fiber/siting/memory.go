package siting

import "sync"

// memory keeps what was found out about nodes and pairs of nodes, which does not
// depend on the places, for the next call.
type memory struct {
	mu      sync.Mutex
	joints  map[pairOf]*joint
	diverse map[int][]Diversity // by attach node
}

// known splits pairs into those measured already and those that are not.
func (m *memory) known(pairs []pairOf) (found map[pairOf]*joint, missing []pairOf) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found = make(map[pairOf]*joint, len(pairs))
	for _, p := range pairs {
		if j, ok := m.joints[p]; ok {
			found[p] = j
		} else {
			missing = append(missing, p)
		}
	}
	return found, missing
}

func (m *memory) keep(p pairOf, j *joint) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.joints == nil {
		m.joints = map[pairOf]*joint{}
	}
	m.joints[p] = j
}

func (m *memory) diversity(node int) ([]Diversity, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, ok := m.diverse[node]
	return d, ok
}

func (m *memory) keepDiversity(node int, d []Diversity) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.diverse == nil {
		m.diverse = map[int][]Diversity{}
	}
	m.diverse[node] = d
}
