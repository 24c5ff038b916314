package grid

// islandSolver solves B·θ = P on one island, the angle of its reference node
// being 0. Vectors are over the island's nodes in local numbering.
type islandSolver struct {
	nodes    []int32 // of the grid
	branches []int32 // in service, file order
	ref      int32   // local
	pos      []int32 // position of each local node in the factor, -1 for ref
	factor   *ldl
	diag     []float64 // of B in local numbering, the reference included
	slack    []share   // local nodes; none when the reference takes it all
}

func (s *islandSolver) factorize(g *Grid, ref int32) error {
	n := len(s.nodes)
	s.ref = ref
	unknown := func(local int32) int32 {
		if local > ref {
			return local - 1
		}
		return local
	}
	s.diag = make([]float64, n)
	reduced := make([]float64, n-1)
	off := make([]entry, 0, len(s.branches))
	for _, i := range s.branches {
		br := &g.branches[i]
		s.diag[br.lf] += br.b
		s.diag[br.lt] += br.b
		if br.lf != ref && br.lt != ref {
			off = append(off, entry{unknown(br.lf), unknown(br.lt), -br.b})
		}
	}
	for i := range n {
		if int32(i) != ref {
			reduced[unknown(int32(i))] = s.diag[i]
		}
	}
	f, err := factorize(reduced, off)
	if err != nil {
		return err
	}
	s.factor = f
	s.pos = make([]int32, n)
	for i := range n {
		s.pos[i] = -1
		if int32(i) != ref {
			s.pos[i] = f.pos[unknown(int32(i))]
		}
	}
	return nil
}

// solve writes the angles for the injections p to theta; work has the length
// of the factor. The injection at the reference is ignored.
func (s *islandSolver) solve(theta, p, work []float64) {
	for i, at := range s.pos {
		if at >= 0 {
			work[at] = p[i]
		}
	}
	s.finish(theta, work)
}

// transfer writes the angles for one MW from node f to node t.
func (s *islandSolver) transfer(theta []float64, f, t int32, work []float64) {
	clear(work)
	if at := s.pos[f]; at >= 0 {
		work[at]++
	}
	if at := s.pos[t]; at >= 0 {
		work[at]--
	}
	s.finish(theta, work)
}

func (s *islandSolver) finish(theta, work []float64) {
	s.factor.solve(work)
	for i, at := range s.pos {
		if at >= 0 {
			theta[i] = work[at]
		} else {
			theta[i] = 0
		}
	}
}

// workspace returns scratch memory for solve and transfer.
func (s *islandSolver) workspace() []float64 { return make([]float64, len(s.nodes)-1) }
