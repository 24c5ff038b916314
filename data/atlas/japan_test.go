package atlas_test

import (
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
)

func BenchmarkJapan(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := atlas.Load(atlas.JapanFS()); err != nil {
			b.Fatal(err)
		}
	}
}
