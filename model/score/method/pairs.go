package method

import "fmt"

// maxPairwise is the longest list that methods with a matrix of all pairs take.
const maxPairwise = 4000

func (p *Problem) checkShort() error {
	if n := p.Rows(); n > maxPairwise {
		return fmt.Errorf("%w: %d candidates, but the method compares all pairs and takes at most %d: use gates or a shortlist first", ErrProblem, n, maxPairwise)
	}
	return nil
}

func square[T any](n int) [][]T {
	cells := make([]T, n*n)
	out := make([][]T, n)
	for i := range out {
		out[i] = cells[i*n : (i+1)*n]
	}
	return out
}

// relation is a relation on n candidates, one bit per pair.
type relation [][]uint64

func (r relation) has(a, b int) bool { return r[a][b/64]>>(b%64)&1 == 1 }

// closure returns the transitive closure (Warshall, 64 pairs at a time).
func closure(pairs [][]bool) relation {
	n := len(pairs)
	r := relation(make([][]uint64, n))
	for a := range r {
		r[a] = make([]uint64, (n+63)/64)
		for b, ok := range pairs[a] {
			if ok {
				r[a][b/64] |= 1 << (b % 64)
			}
		}
	}
	for k := range n {
		for a := range n {
			if r.has(a, k) {
				for w := range r[a] {
					r[a][w] |= r[k][w]
				}
			}
		}
	}
	return r
}
