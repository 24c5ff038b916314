package plan

import (
	"context"
	"testing"
	"time"
)

func BenchmarkCompare200x4(b *testing.B) {
	p := country(200, 4, 1)
	b.ReportAllocs()
	for b.Loop() {
		for _, how := range append(Baselines(), Joint) {
			began := time.Now()
			out, err := SolveBy(context.Background(), p, how, Options{Gap: 0.01, TimeLimit: time.Minute})
			if err != nil {
				b.Fatal(err)
			}
			b.Logf("%-11s %5.1f s: %v %.5g JPY, gap %.4f, %d sites, unserved %.0f MW %v", how, time.Since(began).Seconds(), out.Status,
				out.Evaluation.TotalJPY, out.Gap, len(out.Plan.Sites), out.Evaluation.UnservedMW, out.Rounds)
		}
	}
}
