package grid

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// ErrBridge says that a branch is the only connection of a part of its island,
// so that its outage has no distribution factors.
var ErrBridge = errors.New("branch is a bridge")

// Matrix is a dense matrix by rows.
type Matrix struct {
	Rows, Cols int
	Data       []float64 // row after row
}

// Row returns a row without copying it.
func (m *Matrix) Row(i int) []float64 { return m.Data[i*m.Cols : (i+1)*m.Cols] }

// MatrixBytes returns the memory that a matrix takes.
func MatrixBytes(rows, cols int) int64 { return 8 * int64(rows) * int64(cols) }

// PTDF returns the power transfer distribution factors of some branches: what
// each carries per MW fed in at a bus and taken out by the slack. The matrix
// has a row per branch asked for and a column per bus and takes
// MatrixBytes(len(branches), buses). Rows of branches out of service and
// entries of other islands are 0. With a distributed slack w the row is
// PTDF − (PTDF·w)·1ᵀ.
func (g *Grid) PTDF(ctx context.Context, branches []int) (*Matrix, error) {
	m := &Matrix{Rows: len(branches), Cols: len(g.node)}
	m.Data = make([]float64, m.Rows*m.Cols)
	theta, work := make([]float64, len(g.buses)), make([]float64, len(g.buses))
	for r, i := range branches {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("grid: ptdf: %w", err)
		}
		if err := g.ptdfRow(m.Row(r), i, theta, work); err != nil {
			return nil, fmt.Errorf("grid: ptdf: %w", err)
		}
	}
	return m, nil
}

func (g *Grid) ptdfRow(row []float64, i int, theta, work []float64) error {
	if i < 0 || i >= len(g.branches) {
		return fmt.Errorf("branch %d of %d", i, len(g.branches))
	}
	br := &g.branches[i]
	if br.merged {
		return fmt.Errorf("branch %q has no reactance: its factors are not defined", g.net.Branches[i].ID)
	}
	if !br.on {
		return nil
	}
	s := g.solvers[g.island[br.from]]
	theta, work = theta[:len(s.nodes)], work[:len(s.nodes)-1]
	s.transfer(theta, br.lf, br.lt, work)
	shared := 0.0
	for _, w := range s.slack {
		shared += theta[w.at] * w.w
	}
	for k, node := range s.nodes {
		for _, bus := range g.buses[node] {
			row[bus] = br.b * (theta[k] - shared)
		}
	}
	return nil
}

// PTDFColumn returns what every branch carries per MW fed in at a bus and
// taken out by the slack: one column of PTDF by one solve. Branches out of
// service, merged or in another island have 0, as all do for a bus out of service.
func (g *Grid) PTDFColumn(bus int) ([]float64, error) {
	if bus < 0 || bus >= len(g.node) {
		return nil, fmt.Errorf("grid: ptdf: bus %d of %d", bus, len(g.node))
	}
	column := make([]float64, len(g.branches))
	node := g.node[bus]
	if node < 0 {
		return column, nil
	}
	s := g.solvers[g.island[node]]
	theta, rhs := make([]float64, len(s.nodes)), make([]float64, len(s.nodes))
	rhs[g.local[node]] = 1
	for _, w := range s.slack {
		rhs[w.at] -= w.w
	}
	s.solve(theta, rhs, s.workspace())
	for _, i := range s.branches {
		br := &g.branches[i]
		column[i] = br.b * (theta[br.lf] - theta[br.lt])
	}
	return column, nil
}

// LODF returns line outage distribution factors: the row of branch l and the
// column of outage k say which share of k's flow l takes over when k is lost.
// The diagonal is −1. Columns of bridges, of branches out of service and of
// merged branches are NaN but for the diagonal. The matrix has a row per
// branch of the network, a column per outage, and takes
// MatrixBytes(branches, len(outages)).
func (g *Grid) LODF(ctx context.Context, outages []int) (*Matrix, error) {
	m := &Matrix{Rows: len(g.branches), Cols: len(outages)}
	m.Data = make([]float64, m.Rows*m.Cols)
	for c, k := range outages {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("grid: lodf: %w", err)
		}
		column, err := g.LODFColumn(k)
		if err != nil && !errors.Is(err, ErrBridge) && !errors.Is(err, errNoOutage) {
			return nil, fmt.Errorf("grid: lodf: %w", err)
		}
		for r := range m.Rows {
			v := math.NaN()
			if err == nil {
				v = column[r]
			}
			if r == k {
				v = -1
			}
			m.Data[r*m.Cols+c] = v
		}
	}
	return m, nil
}

var errNoOutage = errors.New("branch is out of service or merged")

// LODFColumn returns the factors of one outage for every branch, 0 where the
// branch is out of service or in another island. A bridge is ErrBridge.
func (g *Grid) LODFColumn(k int) ([]float64, error) {
	if k < 0 || k >= len(g.branches) {
		return nil, fmt.Errorf("branch %d of %d", k, len(g.branches))
	}
	out := &g.branches[k]
	if !out.on {
		return nil, fmt.Errorf("branch %q: %w", g.net.Branches[k].ID, errNoOutage)
	}
	if g.bridgeAt[k] >= 0 {
		return nil, fmt.Errorf("branch %q: %w", g.net.Branches[k].ID, ErrBridge)
	}
	s := g.solvers[g.island[out.from]]
	theta := make([]float64, len(s.nodes))
	s.transfer(theta, out.lf, out.lt, s.workspace())
	left := 1 - out.b*(theta[out.lf]-theta[out.lt])
	if math.Abs(left) < smallestLeft {
		return nil, fmt.Errorf("branch %q: the network without it has no solution (reactances of opposite sign cancel)", g.net.Branches[k].ID)
	}
	column := make([]float64, len(g.branches))
	for _, i := range s.branches {
		br := &g.branches[i]
		column[i] = br.b * (theta[br.lf] - theta[br.lt]) / left
	}
	column[k] = -1
	return column, nil
}

// smallestLeft is the least |1 − h_kk| for which an outage that is no bridge
// is computed; it is 0 only where negative reactances resonate.
const smallestLeft = 1e-9
