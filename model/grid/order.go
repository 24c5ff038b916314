package grid

// minimumDegree returns an elimination order of a symmetric graph that keeps
// the fill of a Cholesky-like factor small: the node with the fewest
// neighbours in the graph of what is left goes first, the lower index on ties
// of equal age. adj holds the neighbours of each node without itself or
// repeats and is consumed. cols[k] are the neighbours of order[k] at its
// elimination: the rows of column k of the factor, as node numbers.
//
// Tinney & Walker, Proc. IEEE 55 (1967), scheme 2.
func minimumDegree(adj [][]int32) (order []int32, cols [][]int32) {
	n := len(adj)
	order, cols = make([]int32, 0, n), make([][]int32, 0, n)
	q := newDegreeQueue(adj)
	mark := make([]int32, n)
	for i := range mark {
		mark[i] = -1
	}
	for len(order) < n {
		v := q.pop()
		clique := adj[v]
		order, cols = append(order, v), append(cols, clique)
		for _, u := range clique {
			// adj[u] becomes adj[u] ∪ clique without u and v.
			kept := adj[u][:0]
			mark[u] = u
			for _, w := range adj[u] {
				if w != v {
					mark[w] = u
					kept = append(kept, w)
				}
			}
			for _, w := range clique {
				if mark[w] != u {
					kept = append(kept, w)
				}
			}
			for _, w := range kept {
				mark[w] = -1
			}
			mark[u] = -1
			adj[u] = kept
			q.update(u, len(kept))
		}
	}
	return order, cols
}

// degreeQueue holds nodes in doubly linked lists by degree.
type degreeQueue struct {
	head, next, prev, degree []int32
	lowest                   int
}

func newDegreeQueue(adj [][]int32) *degreeQueue {
	n := len(adj)
	q := &degreeQueue{head: make([]int32, n+1), next: make([]int32, n), prev: make([]int32, n), degree: make([]int32, n)}
	for i := range q.head {
		q.head[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		q.insert(int32(i), len(adj[i]))
	}
	return q
}

func (q *degreeQueue) insert(v int32, degree int) {
	q.degree[v] = int32(degree)
	q.prev[v], q.next[v] = -1, q.head[degree]
	if h := q.head[degree]; h >= 0 {
		q.prev[h] = v
	}
	q.head[degree] = v
	q.lowest = min(q.lowest, degree)
}

func (q *degreeQueue) remove(v int32) {
	if p := q.prev[v]; p >= 0 {
		q.next[p] = q.next[v]
	} else {
		q.head[q.degree[v]] = q.next[v]
	}
	if s := q.next[v]; s >= 0 {
		q.prev[s] = q.prev[v]
	}
}

func (q *degreeQueue) update(v int32, degree int) {
	if int(q.degree[v]) != degree {
		q.remove(v)
		q.insert(v, degree)
	}
}

func (q *degreeQueue) pop() int32 {
	for q.head[q.lowest] < 0 {
		q.lowest++
	}
	v := q.head[q.lowest]
	q.remove(v)
	return v
}
