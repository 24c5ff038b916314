package geo

import (
	"testing"

	"github.com/paulmach/orb"
)

func BenchmarkDistance(b *testing.B) {
	points := scatterIn(1024, 1, japanLow, japanHigh)
	b.Run("exact", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			DistanceKm(points[i%1024], points[(i+7)%1024])
		}
	})
	b.Run("fast", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			FastDistanceKm(points[i%1024], points[(i+7)%1024])
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	ix := mustIndex(b, scatterIn(1000, 1, japanLow, japanHigh))
	queries := scatterIn(1<<16, 2, japanLow, japanHigh)
	dst := make([]Neighbor, 0, 1000)
	b.Run("build", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			mustIndex(b, ix.points)
		}
	})
	b.Run("nearest", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			dst = ix.Nearest(dst[:0], queries[i%len(queries)], 1)
		}
	})
	b.Run("nearest10", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			dst = ix.Nearest(dst[:0], queries[i%len(queries)], 10)
		}
	})
	b.Run("within100km", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			dst = ix.Within(dst[:0], queries[i%len(queries)], 100)
		}
	})
	b.Run("fast", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			ix.NearestFast(queries[i%len(queries)])
		}
	})
}

func BenchmarkRingArea(b *testing.B) {
	ring := make(orb.Ring, 0, 1000)
	for i := range 1000 {
		p, _ := Direct(orb.Point{139, 35}, 0.36*float64(i), 200e3)
		ring = append(ring, p)
	}
	b.ReportAllocs()
	for range b.N {
		RingAreaM2(ring)
	}
}
