package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/internal/oracle"
)

// TestFiberPairsOracle holds the pairs of four published topologies against
// figures computed by two other methods each.
func TestFiberPairsOracle(t *testing.T) {
	for _, name := range []string{"sinet", "abilene", "nsfnet", "surfnet"} {
		t.Run(name, func(t *testing.T) {
			nodes, spans := oracle.Path(t, "fiber", name+".nodes.csv"), oracle.Path(t, "fiber", name+".edges.csv")
			want := readRecords(t, mustRead(t, oracle.Path(t, "fiber", name+".pairs.csv")))
			var out, errs bytes.Buffer
			if code := run(t.Context(), []string{"fiber", "pairs", "--nodes", nodes, "--spans", spans, "--route-factor", "1", "--format", "csv"}, &out, &errs); code != exitOK {
				t.Fatalf("status %d: %s", code, &errs)
			}
			got := readRecords(t, out.Bytes())
			if len(got) != len(want) || len(want) == 0 {
				t.Fatalf("%d pairs, want %d", len(got), len(want))
			}
			byPair := map[[2]string]map[string]string{}
			for _, row := range got {
				byPair[[2]string{row["u"], row["v"]}] = row
			}
			for _, row := range want {
				comparePair(t, byPair[[2]string{row["u"], row["v"]}], row)
			}
		})
	}
}

// TestFiberDisjointOracle holds a pair that removing the shortest route and
// searching again does not find.
func TestFiberDisjointOracle(t *testing.T) {
	nodes, spans := oracle.Path(t, "fiber", "sinet.nodes.csv"), oracle.Path(t, "fiber", "sinet.edges.csv")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"fiber", "disjoint", "Hiroshima DC", "Tokyo DC1", "--nodes", nodes, "--spans", spans, "--kind", "edge", "--json"}, &out, &errs); code != exitOK {
		t.Fatalf("status %d: %s", code, &errs)
	}
	var got struct {
		Proven       bool    `json:"proven"`
		TotalKm      float64 `json:"total_km"`
		LongerKm     float64 `json:"longer_km"`
		DifferenceKm float64 `json:"difference_km"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Proven || math.Abs(got.TotalKm-1871.865) > 1e-3 || math.Abs(got.LongerKm-1083.220) > 1e-3 || math.Abs(got.DifferenceKm-294.575) > 1e-3 {
		t.Errorf("got %+v", got)
	}
}

// TestFiberPairsTooMany: a table that no memory holds is refused, not tried.
func TestFiberPairsTooMany(t *testing.T) {
	dir := t.TempDir()
	var nodes, spans bytes.Buffer
	nodes.WriteString("id,lon,lat\n")
	spans.WriteString("u,v,length_km\n")
	for i := range maxPairNodes + 1 {
		fmt.Fprintf(&nodes, "n%d,139.%04d,35.5\n", i, i)
		if i > 0 {
			fmt.Fprintf(&spans, "n%d,n%d,1\n", i-1, i)
		}
	}
	paths := []string{filepath.Join(dir, "n.csv"), filepath.Join(dir, "s.csv")}
	for i, text := range []bytes.Buffer{nodes, spans} {
		if err := os.WriteFile(paths[i], text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"fiber", "pairs", "--nodes", paths[0], "--spans", paths[1]}, &out, &errs)
	if code != exitFailed || !strings.Contains(errs.String(), "has 5001 nodes; expected at most 5000") {
		t.Errorf("status %d: %s", code, &errs)
	}
}

func comparePair(t *testing.T, got, want map[string]string) {
	t.Helper()
	for column, reference := range map[string]string{
		"shortest_km": "shortest_km", "oneway_us": "oneway_us",
		"edge_disjoint_pair_km": "edge_disjoint_pair_total_km", "node_disjoint_pair_km": "node_disjoint_pair_total_km",
	} {
		if !near(got[column], want[reference]) {
			t.Errorf("%s–%s %s: got %q, want %q", want["u"], want["v"], column, got[column], want[reference])
		}
	}
	for _, column := range []string{"mincut_edges", "node_disjoint_paths"} {
		if got[column] != want[column] {
			t.Errorf("%s–%s %s: got %q, want %q", want["u"], want["v"], column, got[column], want[column])
		}
	}
}

// near holds two cells to be both empty or within 1e-5.
func near(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= 1e-5
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// readRecords reads a table as a map from column to cell for each row.
func readRecords(t *testing.T, text []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("no table: %v", err)
	}
	var records []map[string]string
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, cell := range row {
			record[rows[0][i]] = cell
		}
		records = append(records, record)
	}
	return records
}

// TestFiberCancelled: a command asked to stop stops, and says so by its status.
func TestFiberCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{
		{"pairs"}, {"route", "Sapporo", "hub-otemachi"}, {"reach", "Sapporo"}, {"isochrone", "Sapporo"}, {"cut", "Sapporo", "hub-otemachi"},
		{"disjoint", "Sapporo", "hub-otemachi", "--kind", "srlg"},
	} {
		var out, errs bytes.Buffer
		if code := run(ctx, append([]string{"fiber"}, args...), &out, &errs); code != exitInterrupted || out.Len() > 0 {
			t.Errorf("%v: status %d, %s", args, code, &out)
		}
	}
}
