package grid_test

import (
	"context"
	"testing"

	"github.com/wattbit/wattbit/model/grid"
)

// BenchmarkHosting measures the column hosting_mw: flow, sensitivities and
// hosting, parsing excluded. The numpy reference took 0.051 s on ACTIVSg500,
// 3.08 s and 637 MB on ACTIVSg2000.
func BenchmarkHosting(b *testing.B) {
	for _, name := range []string{"case_ACTIVSg500", "case2383wp", "case_ACTIVSg2000", "case2869pegase", "case_ACTIVSg10k"} {
		b.Run(name, func(b *testing.B) {
			net := readCase(b, name, grid.Options{}).Network()
			b.ReportAllocs()
			var h *grid.Hosting
			for b.Loop() {
				g, err := grid.New(net, grid.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if h, err = g.Hosting(context.Background(), grid.HostingOptions{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(h.Bytes)/1e6, "MB-held")
			b.ReportMetric(float64(h.Evaluated), "pairs-evaluated")
		})
	}
}
