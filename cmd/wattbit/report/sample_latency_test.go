package report

import (
	"math"
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// sampleSpans is a ring of 12 spans around a point, with the layer that draws them.
func sampleSpans(centre orb.Point) Layer {
	l := Layer{ID: "fiber", Name: "Fiber routes", Side: Bits, Classes: []Class{{Name: "expressway", Tone: ToneBit, Size: 1.4}}}
	for i := range 12 {
		l.Lines = append(l.Lines, LayerLine{Path: orb.MultiLineString{{ringAt(centre, i), ringAt(centre, i+1)}}, Label: Label{Name: "span", Detail: "estimated"}})
	}
	return l
}

func ringAt(centre orb.Point, i int) orb.Point {
	angle := 2 * math.Pi * float64(i%12) / 12
	return orb.Point{centre.Lon() + 2*math.Cos(angle), centre.Lat() + 1.5*math.Sin(angle)}
}

// sampleLatency gives every candidate round trips, some of them missing, and the
// first 40 of the list two ways round the ring.
func sampleLatency(d *Data, rng *rand.Rand) *Latency {
	centre := orb.Point{float64(d.Candidates[0].Lon), float64(d.Candidates[0].Lat)}
	d.Layers = append(d.Layers, sampleSpans(centre))
	l := &Latency{
		Profile: "packet", Basis: "Routes are estimated along a ring.", Layer: "fiber", Limits: []Number{2, 5, 10, 20},
		Targets: []string{"two different hubs", "Alpha"}, Kinds: []string{"edge", "node", "srlg"}, Drawn: 1,
		Classes: []WorkClass{{"zone of a cloud region", 2, "sample"}, {"training at one site", Missing, "sample"}},
	}
	for i, name := range []string{"Alpha", "Beta", "Gamma"} {
		l.Centres = append(l.Centres, Centre{Name: name, NameLocal: "甲", At: ringAt(centre, 4*i), Main: i < 2,
			People: []Number{0.1, 0.4, 0.7, 0.9}, ClassPeople: []Number{0.1, 1}})
	}
	for i, c := range d.Candidates {
		s := NetworkAt{Candidate: c.ID}
		for range l.Centres {
			s.RTT = append(s.RTT, Number(0.3+rng.ExpFloat64()*6))
		}
		if i%50 == 9 {
			s.RTT[1] = Missing
		}
		if i < 40 {
			s.Ways = sampleWays(centre, s.RTT, i)
		}
		l.Sites = append(l.Sites, s)
	}
	return l
}

func sampleWays(centre orb.Point, rtt []Number, i int) *NetworkWays {
	w := &NetworkWays{People: []Number{0.1, 0.3, 0.6, 0.8},
		Served: []Service{{Pass, ""}, {Unknown, "capacity not known"}},
		Spurs:  []SpurTo{{"North", ringAt(centre, 1), 12.4}, {"South", ringAt(centre, 10), 40.1}}}
	for _, t := range rtt {
		w.RTTLow, w.RTTHigh, w.Km = append(w.RTTLow, t*0.9), append(w.RTTHigh, t*1.2), append(w.Km, t*95)
	}
	pair := RoutePair{Found: true, Proven: i%2 == 0, DifferenceMs: 1.2, Planned: 2030 * (i % 2), Short: Path{112.4, 0, []int{1, 2}, "Alpha"}, Long: Path{240.1, 1, []int{9, 8, 7}, "Beta"}}
	none := RoutePair{Proven: true, DifferenceMs: Missing, Short: Path{Km: Missing}, Long: Path{Km: Missing}}
	w.Routes = []RouteCounts{{Counts: []int{3, 2, 2}, AtLeast: true, Pairs: []RoutePair{pair, pair, pair}}, {Counts: []int{2, 2, 1}, Pairs: []RoutePair{pair, pair, none}}}
	return w
}
