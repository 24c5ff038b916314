package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// TestLatencyShares counts the candidates within the limits of each main centre and
// finds the shares on the page.
func TestLatencyShares(t *testing.T) {
	d := small(300)
	v := latencyContent(d).(latencyView)
	if len(v.Maps) != 2 {
		t.Fatalf("%d maps, expected those of the 2 main centres", len(v.Maps))
	}
	rtt := map[string][]Number{}
	for _, s := range d.Latency.Sites {
		rtt[s.Candidate] = s.RTT
	}
	for _, m := range v.Maps {
		for i, limit := range d.Latency.Limits {
			in, all := 0, 0
			for _, c := range d.Candidates {
				if strings.Contains(gateLetters(c.Gates), "f") || strings.Contains(gateLetters(c.Gates), "u") {
					continue
				}
				all++
				if r := rtt[c.ID][m.Index]; r.Known() && r <= limit {
					in++
				}
			}
			if got, want := float64(m.Places[i].Places), float64(in)/float64(all); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s within %g ms: %g of the candidates, counted %g", m.Name, limit, got, want)
			}
		}
	}
	last := v.Shares[len(v.Shares)-1]
	if last.Limit != "none" || last.Cells[0].Places != 1 {
		t.Errorf("a class without a limit reaches %g of the candidates, limit %q", last.Cells[0].Places, last.Limit)
	}
}

func TestLatencyBand(t *testing.T) {
	l := Latency{Limits: []Number{2, 5}}
	for rtt, want := range map[Number]int{0: 0, 2: 0, 2.001: 1, 5: 1, 5.1: 2} {
		if got := l.band(rtt); got != want {
			t.Errorf("%g ms is in band %d, expected %d", rtt, got, want)
		}
	}
	if got := l.band(Missing); got != 2 {
		t.Errorf("a missing round trip is in band %d, expected beyond all", got)
	}
}

// TestPathsStandOnce holds that candidates share the lists of spans and that each
// leads back to its own.
func TestPathsStandOnce(t *testing.T) {
	d := small(60)
	var p struct {
		Latency struct {
			RTT   [][]*float64 `json:"rtt"`
			Paths [][]int      `json:"paths"`
			Sites []struct {
				At     int
				Routes []struct {
					P []struct {
						S []int `json:"s"`
						L []int `json:"l"`
					} `json:"p"`
				}
			}
		}
		Candidates struct{ ID []string }
	}
	if err := json.Unmarshal([]byte(dataBlock.FindStringSubmatch(write(t, d))[1]), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Latency.Paths) != 2 || len(p.Latency.Sites) != 40 {
		t.Fatalf("%d paths and %d sites, expected 2 and 40", len(p.Latency.Paths), len(p.Latency.Sites))
	}
	of := map[string]NetworkAt{}
	for _, s := range d.Latency.Sites {
		of[s.Candidate] = s
	}
	for _, s := range p.Latency.Sites {
		want := of[p.Candidates.ID[s.At]]
		for r, route := range s.Routes {
			for k, pair := range route.P {
				if long := want.Ways.Routes[r].Pairs[k].Long; (pair.L != nil) != want.Ways.Routes[r].Pairs[k].Found || pair.L != nil && len(p.Latency.Paths[pair.L[1]]) != len(long.Spans) {
					t.Errorf("%s, target %d, kind %d: packed %v for %v", want.Candidate, r, k, pair, long)
				}
			}
		}
		if got := p.Latency.RTT[0][s.At]; got == nil || math.Abs(*got-float64(want.RTT[0])) > 0.001 {
			t.Errorf("%s: round trip %v, expected %g", want.Candidate, got, want.RTT[0])
		}
	}
}

func TestLatencyRefuses(t *testing.T) {
	for name, spoil := range map[string]func(l *Latency){
		"layer":           func(l *Latency) { l.Layer = "none" },
		"kind 7":          func(l *Latency) { l.Drawn = 7 },
		"no such":         func(l *Latency) { l.Sites[0].Candidate = "nobody" },
		"there twice":     func(l *Latency) { l.Sites[1].Candidate = l.Sites[0].Candidate },
		"round trips":     func(l *Latency) { l.Sites[0].RTT = nil },
		"targets":         func(l *Latency) { l.Sites[0].Ways.Routes = nil },
		"classes":         func(l *Latency) { l.Sites[0].Ways.Served = nil },
		"span 99":         func(l *Latency) { l.Sites[0].Ways.Routes[0].Pairs[0].Short.Spans = []int{99} },
		"spur -1":         func(l *Latency) { l.Sites[0].Ways.Routes[0].Pairs[0].Long.Spur = -1 },
		"counts":          func(l *Latency) { l.Sites[0].Ways.Routes[0].Counts = nil },
		"centre \"Beta\"": func(l *Latency) { l.Centres[1].People = nil },
	} {
		d := small(5)
		spoil(d.Latency)
		if err := d.Validate(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	d := small(5)
	d.Latency = nil
	if page := write(t, d); strings.Contains(page, `id="latency"`) {
		t.Error("a section on an optical network that is not there")
	}
}
