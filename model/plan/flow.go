package plan

import "math"

// network is a flow network solved by Dinic's algorithm: breadth-first levels,
// then blocking flows. Capacities are MW.
type network struct {
	head  [][]int // edges by node
	to    []int
	left  []float64 // residual capacity; edge e and e^1 are a pair
	level []int
	next  []int
}

// flowEpsilon is the residual capacity that counts as none.
const flowEpsilon = 1e-9

func newNetwork(nodes int) *network { return &network{head: make([][]int, nodes)} }

// edge adds an edge and returns its index.
func (n *network) edge(from, to int, capacity float64) int {
	e := len(n.to)
	n.to = append(n.to, to, from)
	n.left = append(n.left, capacity, 0)
	n.head[from] = append(n.head[from], e)
	n.head[to] = append(n.head[to], e+1)
	return e
}

// flow is what runs over an edge.
func (n *network) flow(e int) float64 { return n.left[e^1] }

// max augments to a maximum flow and returns what was added.
func (n *network) max(source, sink int) float64 {
	sum := 0.0
	for n.levels(source); n.level[sink] >= 0; n.levels(source) {
		n.next = make([]int, len(n.head))
		for {
			pushed := n.push(source, sink, math.Inf(1))
			if pushed <= 0 {
				break
			}
			sum += pushed
		}
	}
	return sum
}

// levels numbers nodes by their distance from the source along edges that have
// capacity left; −1 where there is no way.
func (n *network) levels(source int) {
	n.level = make([]int, len(n.head))
	for i := range n.level {
		n.level[i] = -1
	}
	n.level[source] = 0
	queue := []int{source}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, e := range n.head[v] {
			if w := n.to[e]; n.left[e] > flowEpsilon && n.level[w] < 0 {
				n.level[w] = n.level[v] + 1
				queue = append(queue, w)
			}
		}
	}
}

func (n *network) push(v, sink int, limit float64) float64 {
	if v == sink {
		return limit
	}
	for ; n.next[v] < len(n.head[v]); n.next[v]++ {
		e := n.head[v][n.next[v]]
		w := n.to[e]
		if n.left[e] <= flowEpsilon || n.level[w] != n.level[v]+1 {
			continue
		}
		if pushed := n.push(w, sink, math.Min(limit, n.left[e])); pushed > 0 {
			n.left[e] -= pushed
			n.left[e^1] += pushed
			return pushed
		}
	}
	return 0
}

// unmet returns how much of the needs cannot be met from what is held, given
// who may hold for whom, and the total need.
func unmet(need, held []float64, may [][]bool) (missing, total float64) {
	z := len(need)
	n := newNetwork(2*z + 2)
	for g := range z {
		n.edge(2*z, g, need[g])
		n.edge(z+g, 2*z+1, held[g])
		total += need[g]
		for h := range z {
			if may[g][h] {
				n.edge(g, z+h, math.Inf(1))
			}
		}
	}
	return total - n.max(2*z, 2*z+1), total
}
