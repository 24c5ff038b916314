package scenario_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/wattbit/wattbit/model/scenario"
)

// BenchmarkMillionPoints reads, places, measures and scores a million points of
// a user's CSV file.
func BenchmarkMillionPoints(b *testing.B) {
	path := writePoints(b, 1_000_000)
	sc, err := scenario.Load(scenario.Default, fmt.Sprintf("candidates.file=%q", path))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := sc.Run(b.Context(), scenario.RunOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		reportHeap(b)
		runtime.KeepAlive(r)
		b.StartTimer()
	}
}

// reportHeap reports what the last result holds, and the most that the program
// ever took from the system.
func reportHeap(b *testing.B) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapInuse)/1e6, "heap-MB")
	b.ReportMetric(float64(m.Sys)/1e6, "sys-MB")
}

// boxes lie on the four main islands.
var boxes = []struct{ west, east, south, north float64 }{
	{141.5, 143.5, 42.5, 44}, {140, 141.5, 36.5, 40.5}, {136, 140, 35.2, 36.8}, {132.6, 134.2, 33.6, 34.8}, {130.5, 131.5, 32, 33.5},
}

// writePoints writes n points of the main islands as CSV.
func writePoints(tb testing.TB, n int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "points.csv")
	file, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(file)
	fmt.Fprintln(w, "id,lon,lat")
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		box := boxes[rng.IntN(len(boxes))]
		fmt.Fprintf(w, "p%d,%.5f,%.5f\n", i, box.west+rng.Float64()*(box.east-box.west), box.south+rng.Float64()*(box.north-box.south))
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := file.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}
