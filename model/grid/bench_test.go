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

// BenchmarkNew measures islands, ordering, factorisation and bridges.
func BenchmarkNew(b *testing.B) {
	for _, name := range []string{"case_ACTIVSg500", "case_ACTIVSg2000"} {
		b.Run(name, func(b *testing.B) {
			net := readCase(b, name, grid.Options{}).Network()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := grid.New(net, grid.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFlow(b *testing.B) {
	g := readCase(b, "case_ACTIVSg2000", grid.Options{})
	b.ReportAllocs()
	for b.Loop() {
		g.Flow()
	}
}

// BenchmarkPTDF measures the whole matrix, 51 MB; numpy took 0.47 s.
func BenchmarkPTDF(b *testing.B) {
	g := readCase(b, "case_ACTIVSg2000", grid.Options{})
	branches := all(len(g.Network().Branches))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.PTDF(context.Background(), branches); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJoint(b *testing.B) {
	g := readCase(b, "case_ACTIVSg2000", grid.Options{})
	loads := []grid.SiteLoad{{Bus: 10, MW: 20}, {Bus: 500, MW: 20}, {Bus: 1500, MW: 20}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := g.Joint(context.Background(), loads, grid.JointOptions{Outages: grid.AllOutages}); err != nil {
			b.Fatal(err)
		}
	}
}
