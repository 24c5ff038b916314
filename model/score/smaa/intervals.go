package smaa

// FromIntervals returns the problem of candidates whose partial values are known
// between two columns' cells: equal ones are certain, the others are anything
// between, all equally likely.
func FromIntervals(ids []string, lower, upper [][]float64) Problem {
	p := Problem{IDs: ids, Values: lower}
	for j := range lower {
		for i, low := range lower[j] {
			if high := upper[j][i]; low != high {
				p.Uncertain = append(p.Uncertain, Cell{Row: i, Criterion: j, Dist: Between{low, high}})
			}
		}
	}
	return p
}
