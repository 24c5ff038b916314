package pmedian

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/solve"
)

// Model states the problem as a mixed-integer programme in its strong form,
// with a row x ≤ y for each pair. Column j is 1 where site j is open; column
// pair[i][j], −1 for forbidden pairs, is the share of customer i that it serves.
func (p Problem) Model() (m *solve.Model, pair [][]int) {
	m = &solve.Model{Name: "p-median"}
	var chosen []solve.Term
	for j := range p.Cost[0] {
		y := m.AddBin(fmt.Sprintf("open %d", j), 0)
		chosen = append(chosen, solve.Term{Col: y, Coef: 1})
	}
	for i, row := range p.Cost {
		var served []solve.Term
		cols := make([]int, len(row))
		for j, c := range row {
			if cols[j] = -1; math.IsInf(c, 1) {
				continue
			}
			x := m.AddCol("", 0, 1, c)
			cols[j] = x
			served = append(served, solve.Term{Col: x, Coef: 1})
			m.AddRow("", math.Inf(-1), 0, solve.Term{Col: x, Coef: 1}, solve.Term{Col: j, Coef: -1})
		}
		m.AddRow(fmt.Sprintf("customer %d", i), 1, 1, served...)
		pair = append(pair, cols)
	}
	m.AddRow("sites", float64(p.P), float64(p.P), chosen...)
	return m, pair
}
