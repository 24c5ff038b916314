package report

import (
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"
)

// rankSample ranks those that fail no gate by their score.
func rankSample(d *Data) {
	rank := 0
	for _, c := range ordered(d.Candidates) {
		if slices.Contains(c.Gates, Fail) {
			continue
		}
		rank++
		for i := range d.Candidates {
			if d.Candidates[i].ID == c.ID {
				d.Candidates[i].Rank = rank
			}
		}
	}
}

func countSample(d *Data) {
	for i := range d.Gates {
		g := &d.Gates[i]
		for _, c := range d.Candidates {
			failed := 0
			for _, s := range c.Gates {
				if s == Fail {
					failed++
				}
			}
			switch c.Gates[i] {
			case Pass:
				g.Pass++
			case Unknown:
				g.Unknown++
			case Fail:
				g.Fail++
				if failed == 1 {
					g.FailOnly++
				}
			}
			if !slices.Contains(c.Gates[:i+1], Fail) {
				g.Left++
			}
		}
	}
}

func sampleLayers(rng *rand.Rand, place func(*rand.Rand) (orb.Point, string)) []Layer {
	substations := Layer{
		ID: "substations", Name: "Substations", Side: Watts, Credit: "© OpenStreetMap contributors, ODbL 1.0",
		Classes: []Class{{"500 kV", ToneWatt, Square, 7, false}, {"275 kV", ToneWatt, Square, 5, false}, {"154 kV", ToneWatt, Square, 3, false}},
	}
	exchanges := Layer{
		ID: "ix", Name: "Exchanges and landings", Side: Bits,
		Classes: []Class{{"internet exchange", ToneBit, Diamond, 9, false}, {"cable landing", ToneBit, Triangle, 8, false}, {"carrier hotel", ToneBit, Ring, 9, false}},
	}
	lines := Layer{
		ID: "lines", Name: "Interconnections", Side: Watts,
		Classes: []Class{{"in service", ToneWatt, Dot, 2, false}, {"planned", ToneWatt, Dot, 2, true}},
	}
	reach := Layer{ID: "reach", Name: "Within 5 ms", Side: Bits, Classes: []Class{{"5 ms", ToneBit, Dot, 4, false}}}
	for i := range 600 {
		p, _ := place(rng)
		class := min(i/100, 2)
		substations.Points = append(substations.Points, LayerPoint{class, p, Label{"Naka substation", "中変電所", substations.Classes[class].Name + ", sample utility"}})
	}
	for i := range 24 {
		p, _ := place(rng)
		exchanges.Points = append(exchanges.Points, LayerPoint{i % 3, p, Label{"Sample node", "", ""}})
	}
	for i := range 6 {
		a, _ := place(rng)
		b, _ := place(rng)
		lines.Lines = append(lines.Lines, LayerLine{i % 2, orb.MultiLineString{{a, b}}, Number(1 + i%3), Label{"Line", "", "900 MW"}})
	}
	reach.Areas = []LayerArea{{0, orb.MultiPolygon{{{{138, 35}, {141, 35}, {141, 37}, {138, 37}, {138, 35}}}}, Label{"Tokyo", "", ""}}}
	return []Layer{substations, exchanges, lines, reach}
}

// islands are two rough shapes for tests that need no real coast.
func islands() []Outline {
	square := func(x, y, w float64) orb.MultiPolygon {
		return orb.MultiPolygon{{{{x, y}, {x + w, y}, {x + w, y + w}, {x, y + w}, {x, y}}}}
	}
	return []Outline{{"a", "Alpha", "甲", square(139, 35, 2)}, {"b", "Beta", "乙", square(142, 40, 3)}}
}

func onIslands(rng *rand.Rand) (orb.Point, string) {
	if rng.IntN(2) == 0 {
		return orb.Point{139 + 2*rng.Float64(), 35 + 2*rng.Float64()}, "a"
	}
	return orb.Point{142 + 3*rng.Float64(), 40 + 3*rng.Float64()}, "b"
}
