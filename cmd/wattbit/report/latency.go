package report

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Latency says what the optical network gives to the candidates: round trips to the
// centres of demand and routes that share nothing.
type Latency struct {
	Profile string `json:"profile"` // name of the transport profile
	Basis   string `json:"basis"`   // what routes and delays stand on, in one sentence
	// Layer is the id of the layer whose lines are the spans of the network, in the
	// order by which paths count them.
	Layer   string      `json:"layer"`
	Limits  []Number    `json:"limits"` // bands of the round trip in ms, ascending
	Centres []Centre    `json:"centres"`
	Classes []WorkClass `json:"classes"`
	Targets []string    `json:"targets"` // "two different hubs", "Otemachi"
	Kinds   []string    `json:"kinds"`   // of disjointness: "edge", "node", "srlg"
	// Drawn is the index of the kind whose pair is drawn at first.
	Drawn int         `json:"drawn"`
	Sites []NetworkAt `json:"sites"` // one for each candidate that was measured
}

// Centre is a centre of demand.
type Centre struct {
	Name      string    `json:"name"`
	NameLocal string    `json:"name_local"`
	At        orb.Point `json:"at"`
	Main      bool      `json:"main"` // has a map of its own
	// People is the share of the people within each of Latency.Limits of it,
	// ClassPeople that within the limit of each of Latency.Classes; 0 to 1.
	People      []Number `json:"people"`
	ClassPeople []Number `json:"class_people"`
}

// WorkClass is a class of workload.
type WorkClass struct {
	Name   string `json:"name"`
	MaxRTT Number `json:"max_rtt"` // ms, to users or peers; missing for no limit
	Source string `json:"source"`
}

// NetworkAt is what one candidate gets.
type NetworkAt struct {
	Candidate string       `json:"candidate"` // id
	RTT       []Number     `json:"rtt"`       // ms, one per Latency.Centres
	Ways      *NetworkWays `json:"ways"`      // nil where the report leaves them out
}

// NetworkWays are the ways of one candidate.
type NetworkWays struct {
	RTTLow  []Number      `json:"rtt_low"` // ms, one per centre
	RTTHigh []Number      `json:"rtt_high"`
	Km      []Number      `json:"km"`     // of fiber, one per centre
	People  []Number      `json:"people"` // share within each limit, 0 to 1
	Served  []Service     `json:"served"` // one per class
	Spurs   []SpurTo      `json:"spurs"`
	Routes  []RouteCounts `json:"routes"` // one per target
}

// Service says whether a class can be served.
type Service struct {
	Verdict State  `json:"verdict"`
	Why     string `json:"why"` // the limits that are broken or not known
}

// SpurTo is new fiber from a candidate to a node of the network.
type SpurTo struct {
	Name string    `json:"name"`
	At   orb.Point `json:"at"`
	Km   Number    `json:"km"`
}

// RouteCounts says how many routes to a target share nothing, and which pair is the
// shortest.
type RouteCounts struct {
	Counts  []int       `json:"counts"`   // one per kind
	AtLeast bool        `json:"at_least"` // the last count is a lower bound
	Pairs   []RoutePair `json:"pairs"`    // one per kind
}

// RoutePair is the shortest pair of routes that share nothing of a kind.
type RoutePair struct {
	Found        bool   `json:"found"`
	Proven       bool   `json:"proven"`        // no shorter pair exists, or none at all
	DifferenceMs Number `json:"difference_ms"` // round trip over the difference in length
	Planned      int    `json:"planned"`       // year in which the last of its planned spans is ready, 0 for none
	Short        Path   `json:"short"`
	Long         Path   `json:"long"`
}

// Difference is how much longer the longer route is, in km.
func (p RoutePair) Difference() Number { return p.Long.Km - p.Short.Km }

// Path is a route: a spur, then spans of the network.
type Path struct {
	Km    Number `json:"km"`
	Spur  int    `json:"spur"`  // index into NetworkWays.Spurs
	Spans []int  `json:"spans"` // indices of the layer's lines
	End   string `json:"end"`   // name of the node where it ends
}

func (d *Data) checkLatency() error {
	l := d.Latency
	if l == nil {
		return nil
	}
	spans := -1
	for _, layer := range d.Layers {
		if layer.ID == l.Layer {
			spans = len(layer.Lines)
		}
	}
	if spans < 0 {
		return fmt.Errorf("latency: layer %q is not in the list of layers", l.Layer)
	}
	if l.Drawn < 0 || l.Drawn >= len(l.Kinds) {
		return fmt.Errorf("latency: kind %d drawn, expected 0 to %d", l.Drawn, len(l.Kinds)-1)
	}
	for _, c := range l.Centres {
		if !onEarth(c.At) || len(c.People) != len(l.Limits) || len(c.ClassPeople) != len(l.Classes) {
			return fmt.Errorf("latency: centre %q: a position off the earth or a list of the wrong length", c.Name)
		}
	}
	known := map[string]bool{}
	for _, c := range d.Candidates {
		known[c.ID] = true
	}
	for i := range l.Sites {
		s := &l.Sites[i]
		if !known[s.Candidate] {
			return fmt.Errorf("latency of %q: no such candidate, or there twice", s.Candidate)
		}
		known[s.Candidate] = false
		if err := l.checkSite(s, spans); err != nil {
			return fmt.Errorf("latency of %q: %w", s.Candidate, err)
		}
	}
	return nil
}

func (l *Latency) checkSite(s *NetworkAt, spans int) error {
	if len(s.RTT) != len(l.Centres) {
		return fmt.Errorf("%d round trips, expected %d", len(s.RTT), len(l.Centres))
	}
	w := s.Ways
	if w == nil {
		return nil
	}
	for _, list := range []struct {
		what      string
		got, want int
	}{
		{"low round trips", len(w.RTTLow), len(l.Centres)}, {"high round trips", len(w.RTTHigh), len(l.Centres)},
		{"lengths", len(w.Km), len(l.Centres)}, {"shares of people", len(w.People), len(l.Limits)},
		{"classes", len(w.Served), len(l.Classes)}, {"targets", len(w.Routes), len(l.Targets)},
	} {
		if list.got != list.want {
			return fmt.Errorf("%d %s, expected %d", list.got, list.what, list.want)
		}
	}
	for t, r := range w.Routes {
		if len(r.Counts) != len(l.Kinds) || len(r.Pairs) != len(l.Kinds) {
			return fmt.Errorf("routes to %s: %d counts and %d pairs, expected %d", l.Targets[t], len(r.Counts), len(r.Pairs), len(l.Kinds))
		}
		for _, p := range r.Pairs {
			if err := p.check(len(w.Spurs), spans); err != nil {
				return fmt.Errorf("routes to %s: %w", l.Targets[t], err)
			}
		}
	}
	return nil
}

func (p RoutePair) check(spurs, spans int) error {
	if !p.Found {
		return nil
	}
	for _, path := range []Path{p.Short, p.Long} {
		if path.Spur < 0 || path.Spur >= spurs {
			return fmt.Errorf("spur %d, expected 0 to %d", path.Spur, spurs-1)
		}
		for _, s := range path.Spans {
			if s < 0 || s >= spans {
				return fmt.Errorf("span %d, expected 0 to %d", s, spans-1)
			}
		}
	}
	return nil
}
