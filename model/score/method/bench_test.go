package method_test

import (
	"testing"

	"github.com/wattbit/wattbit/model/score/method"
)

func bench(b *testing.B, m method.Method) {
	p := random(1_000_000, 8, 1, false)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Evaluate(b.Context(), p); err != nil {
			b.Fatal(err)
		}
	}
}

// The benchmarks take 1e6 candidates × 8 criteria.

func BenchmarkWSM(b *testing.B)         { bench(b, method.WSM{Scaling: method.MinMax}) }
func BenchmarkWSMDeclared(b *testing.B) { bench(b, method.WSM{Scaling: method.Declared}) }
func BenchmarkTOPSIS(b *testing.B)      { bench(b, method.TOPSIS{}) }
func BenchmarkVIKOR(b *testing.B)       { bench(b, method.VIKOR{}) }

func BenchmarkPROMETHEE(b *testing.B) {
	linear := make([]method.Preference, 8)
	for j := range linear {
		linear[j] = method.Preference{Shape: method.Linear, Q: 2, P: 15}
	}
	bench(b, method.PROMETHEE{Preferences: linear})
}
