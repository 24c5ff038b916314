package fiber

import "math"

// maxExactParts bounds the exhaustive choice in balance: 2^15 splits.
const maxExactParts = 16

// balance exchanges parts of two routes between the nodes they share so that
// their lengths differ least. Their total and their spans stay the same.
// Exhaustive up to maxExactParts parts, beyond that longest part first.
func (n *Network) balance(a, b []ref, start int32) (short, long []ref) {
	partsA, partsB := n.parts(a, b, start)
	if len(partsA) != len(partsB) || len(partsA) < 2 {
		return n.inOrder(a, b)
	}
	diffs := make([]float64, len(partsA))
	for i := range diffs {
		diffs[i] = n.kmOf(partsA[i]) - n.kmOf(partsB[i])
	}
	swap := splitEvenly(diffs)
	var x, y []ref
	for i := range partsA {
		if swap[i] {
			partsA[i], partsB[i] = partsB[i], partsA[i]
		}
		x, y = append(x, partsA[i]...), append(y, partsB[i]...)
	}
	return n.inOrder(x, y)
}

func (n *Network) inOrder(a, b []ref) (short, long []ref) {
	if n.kmOf(b) < n.kmOf(a) {
		return b, a
	}
	return a, b
}

// parts cuts both routes at the nodes they share. The counts differ when the
// routes pass those nodes in different orders.
func (n *Network) parts(a, b []ref, start int32) (partsA, partsB [][]ref) {
	onA, shared := map[int32]bool{start: true}, map[int32]bool{}
	for _, r := range a {
		onA[n.head(r)] = true
	}
	for _, r := range b {
		if v := n.head(r); onA[v] {
			shared[v] = true
		}
	}
	partsA, endsA := n.cutAt(a, shared)
	partsB, endsB := n.cutAt(b, shared)
	for i := range endsA {
		if i >= len(endsB) || endsA[i] != endsB[i] {
			return nil, nil
		}
	}
	return partsA, partsB
}

func (n *Network) cutAt(refs []ref, shared map[int32]bool) (parts [][]ref, ends []int32) {
	from := 0
	for i, r := range refs {
		if v := n.head(r); shared[v] {
			parts, ends = append(parts, refs[from:i+1]), append(ends, v)
			from = i + 1
		}
	}
	return parts, ends
}

// splitEvenly chooses signs, true for minus, that bring the sum of diffs nearest
// to zero. The first is never turned.
func splitEvenly(diffs []float64) []bool {
	if len(diffs) > maxExactParts {
		return splitGreedily(diffs)
	}
	best, bestMask := math.Inf(1), 0
	for mask := 0; mask < 1<<(len(diffs)-1); mask++ {
		sum := diffs[0]
		for i, d := range diffs[1:] {
			if mask>>i&1 == 1 {
				d = -d
			}
			sum += d
		}
		if s := math.Abs(sum); s < best-1e-9 {
			best, bestMask = s, mask
		}
	}
	turn := make([]bool, len(diffs))
	for i := 1; i < len(diffs); i++ {
		turn[i] = bestMask>>(i-1)&1 == 1
	}
	return turn
}

func splitGreedily(diffs []float64) []bool {
	turn, done, sum := make([]bool, len(diffs)), make([]bool, len(diffs)), 0.0
	for range diffs {
		next := -1
		for i, d := range diffs {
			if !done[i] && (next < 0 || math.Abs(d) > math.Abs(diffs[next])) {
				next = i
			}
		}
		d := diffs[next]
		turn[next] = sum*d > 0
		if turn[next] {
			d = -d
		}
		sum += d
		done[next] = true
	}
	return turn
}
