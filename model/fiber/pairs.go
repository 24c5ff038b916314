package fiber

import (
	"context"
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/model/internal/share"
)

// PairFigures are the figures of one unordered pair of nodes.
type PairFigures struct {
	U, V              int     // U < V
	ShortestKm        float64 // NaN when there is no route
	OneWayUs          float64 // propagation alone on the shortest route
	MinCutEdges       int
	NodeDisjointPaths int
	// EdgeDisjointPairKm and NodeDisjointPairKm are the totals of the min-sum
	// pairs; NaN when there is none.
	EdgeDisjointPairKm, NodeDisjointPairKm float64
}

// AllPairs computes the figures of every pair of nodes, in ascending order of
// both numbers. In a network with directed spans they are those from U to V.
func (n *Network) AllPairs(ctx context.Context, workers int) ([]PairFigures, error) {
	count := len(n.nodes)
	rows := make([]PairFigures, count*(count-1)/2)
	err := share.Each(ctx, count, workers, func(v int) error {
		t, err := n.Target(ctx, v)
		if err != nil {
			return err
		}
		for u := range v {
			if err := ctx.Err(); err != nil {
				return err
			}
			rows[u*count-u*(u+1)/2+v-u-1] = t.figures(u, v)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (t *Target) figures(u, v int) PairFigures {
	row := PairFigures{U: u, V: v, ShortestKm: math.NaN(), OneWayUs: math.NaN()}
	if km := t.tree.Km[u]; km < inf {
		row.ShortestKm, row.OneWayUs = km, km*GroupIndex/LightKmPerUs
	}
	row.MinCutEdges, row.EdgeDisjointPairKm = t.countAndPair(u, false)
	row.NodeDisjointPaths, row.NodeDisjointPairKm = t.countAndPair(u, true)
	return row
}

// countAndPair returns the number of disjoint routes and the total of the
// shortest pair, NaN when there is none.
func (t *Target) countAndPair(u int, split bool) (count int, pairKm float64) {
	r := t.relax(u, 0, split, nil)
	if r.count < 2 {
		return r.count, math.NaN()
	}
	return r.count, t.net.kmOf(r.a) + t.net.kmOf(r.b)
}

// PairsHeader is the header of the table that WritePairs writes. Scripts rely on
// it.
func PairsHeader() []string {
	return []string{
		"u", "v", "shortest_km", "oneway_us", "mincut_edges", "node_disjoint_paths",
		"edge_disjoint_pair_km", "node_disjoint_pair_km",
	}
}

// WritePairs writes the figures as CSV with node ids, six decimals, and an empty
// cell where there is no figure.
func (n *Network) WritePairs(w io.Writer, rows []PairFigures) error {
	out := csv.NewWriter(w)
	if err := out.Write(PairsHeader()); err != nil {
		return err
	}
	for _, r := range rows {
		err := out.Write([]string{
			n.nodes[r.U].ID, n.nodes[r.V].ID, cell(r.ShortestKm), cell(r.OneWayUs),
			strconv.Itoa(r.MinCutEdges), strconv.Itoa(r.NodeDisjointPaths),
			cell(r.EdgeDisjointPairKm), cell(r.NodeDisjointPairKm),
		})
		if err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func cell(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', 6, 64)
}
