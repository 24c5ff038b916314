package shock_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/shock"
)

func japan(b *testing.B, name string) shock.Problem {
	a := atlas.Japan()
	g, err := shock.NewGround(a)
	if err != nil {
		b.Fatal(err)
	}
	bits, err := shock.AtlasBits(a, 2026)
	if err != nil {
		b.Fatal(err)
	}
	s, err := shock.Load(name)
	if err != nil {
		b.Fatal(err)
	}
	return shock.Problem{Shock: s, Ground: g, Bits: bits, Sites: shock.Existing(a).Sites, Workers: 2}
}

func BenchmarkNankai(b *testing.B) {
	p := japan(b, "nankai")
	for b.Loop() {
		if _, err := shock.Run(context.Background(), p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNankai300Sites(b *testing.B) {
	p := japan(b, "nankai")
	p.Shock.Draws.Samples = 50
	towns := atlas.Japan().Places
	r := rand.New(rand.NewPCG(1, 2))
	p.Sites = nil
	for i := range 300 {
		at := towns[r.IntN(len(towns))].Location
		p.Sites = append(p.Sites, shock.Site{ID: fmt.Sprint(i), Location: orb.Point{at[0], at[1]}, Loads: []shock.ITLoad{{MW: 10}}})
	}
	for b.Loop() {
		if _, err := shock.Run(context.Background(), p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWorstCut(b *testing.B) {
	for _, spurs := range []bool{false, true} {
		for _, k := range []int{3, 5, 6} {
			b.Run(fmt.Sprintf("spurs=%v/k=%d", spurs, k), func(b *testing.B) {
				p := japan(b, "fiber-cut")
				p.Shock.Worst.Spans, p.Shock.Worst.Spurs = k, spurs
				for b.Loop() {
					r, err := shock.Run(context.Background(), p)
					if err != nil {
						b.Fatal(err)
					}
					last := r.Worst.Steps[k-1]
					b.ReportMetric(float64(last.States), "states")
					b.ReportMetric(last.LostMW, "MW")
					if !last.Proven {
						b.ReportMetric(last.AtMostMW, "MW-at-most")
					}
				}
			})
		}
	}
}
