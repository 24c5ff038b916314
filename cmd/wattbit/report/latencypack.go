package report

import "fmt"

// packedLatency is what the script reads: spans stand in the layer once, each
// distinct path once, and sites name both by index.
type packedLatency struct {
	Layer   string          `json:"layer"`
	Limits  []Number        `json:"limits"`
	Centres []packedCentre  `json:"centres"`
	Classes []packedClass   `json:"classes"`
	Targets []string        `json:"targets"`
	Kinds   []string        `json:"kinds"`
	Drawn   int             `json:"drawn"`
	RTT     []column        `json:"rtt"`   // per centre, one entry a candidate
	Paths   [][]int         `json:"paths"` // distinct lists of spans
	Sites   []packedNetwork `json:"sites"`
}

type packedCentre struct {
	Name  string `json:"name"`
	Local string `json:"local"`
	Lon   column `json:"lon"`
	Lat   column `json:"lat"`
}

type packedClass struct {
	Name  string `json:"name"`
	Limit Number `json:"limit"`
}

type packedNetwork struct {
	At     int           `json:"at"` // index of the candidate
	Low    column        `json:"low"`
	High   column        `json:"high"`
	Km     column        `json:"km"`
	People column        `json:"people"`
	Served string        `json:"served"` // a letter a class: p, f or u
	Why    []int         `json:"why"`    // a text a class
	Spurs  []packedSpur  `json:"spurs"`
	Routes []packedRoute `json:"routes"`
}

type packedSpur struct {
	Name int    `json:"n"` // into texts
	At   column `json:"p"` // longitude, latitude
	Km   column `json:"k"`
}

type packedRoute struct {
	Counts  []int        `json:"n"`
	AtLeast bool         `json:"more,omitempty"`
	Pairs   []packedPair `json:"p"`
}

// packedPair holds two paths as [spur, path, text of the end]; none when there is
// no pair.
type packedPair struct {
	Proven bool    `json:"ok"`
	Km     column  `json:"km,omitempty"` // shorter, longer
	Ms     column  `json:"ms,omitempty"`
	Year   int     `json:"y,omitempty"` // planned
	Short  *[3]int `json:"s,omitempty"`
	Long   *[3]int `json:"l,omitempty"`
}

// packNumbers writes a list with at most so many decimals.
func packNumbers(list []Number, decimals int) column {
	out := []byte{'['}
	for i, n := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendNumber(out, n, decimals)
	}
	return append(out, ']')
}

const (
	msDecimals = 3
	kmDecimals = 1
)

func packLatency(d *Data, candidates []Candidate, texts *textTable) *packedLatency {
	l := d.Latency
	if l == nil {
		return nil
	}
	out := &packedLatency{Layer: l.Layer, Limits: l.Limits, Targets: l.Targets, Kinds: l.Kinds, Drawn: l.Drawn, Paths: [][]int{}, Sites: []packedNetwork{}}
	for _, c := range l.Classes {
		out.Classes = append(out.Classes, packedClass{c.Name, c.MaxRTT})
	}
	at := make(map[string]*NetworkAt, len(l.Sites))
	for i := range l.Sites {
		at[l.Sites[i].Candidate] = &l.Sites[i]
	}
	for k, c := range l.Centres {
		out.Centres = append(out.Centres, packedCentre{c.Name, c.NameLocal,
			appendNumber(nil, Number(c.At.Lon()), degreeDecimals), appendNumber(nil, Number(c.At.Lat()), degreeDecimals)})
		out.RTT = append(out.RTT, packColumn(candidates, msDecimals, func(c Candidate) Number {
			if s := at[c.ID]; s != nil {
				return s.RTT[k]
			}
			return Missing
		}))
	}
	paths := pathTable{at: map[string]int{}}
	for i, c := range candidates {
		if s := at[c.ID]; s != nil && s.Ways != nil {
			out.Sites = append(out.Sites, packWays(i, s.Ways, &paths, texts))
		}
	}
	out.Paths = list(paths.all)
	return out
}

func packWays(at int, w *NetworkWays, paths *pathTable, texts *textTable) packedNetwork {
	p := packedNetwork{At: at, Low: packNumbers(w.RTTLow, msDecimals), High: packNumbers(w.RTTHigh, msDecimals),
		Km: packNumbers(w.Km, kmDecimals), People: packNumbers(w.People, 4), Why: []int{}, Spurs: []packedSpur{}}
	for _, s := range w.Served {
		p.Served += string(s.Verdict[0])
		p.Why = append(p.Why, texts.index(s.Why))
	}
	for _, s := range w.Spurs {
		p.Spurs = append(p.Spurs, packedSpur{texts.index(s.Name), packNumbers([]Number{Number(s.At.Lon()), Number(s.At.Lat())}, degreeDecimals), appendNumber(nil, s.Km, kmDecimals)})
	}
	for _, r := range w.Routes {
		route := packedRoute{Counts: r.Counts, AtLeast: r.AtLeast}
		for _, pair := range r.Pairs {
			route.Pairs = append(route.Pairs, packPair(pair, paths, texts))
		}
		p.Routes = append(p.Routes, route)
	}
	return p
}

func packPair(p RoutePair, paths *pathTable, texts *textTable) packedPair {
	out := packedPair{Proven: p.Proven}
	if !p.Found {
		return out
	}
	out.Km, out.Ms = packNumbers([]Number{p.Short.Km, p.Long.Km}, kmDecimals), appendNumber(nil, p.DifferenceMs, msDecimals)
	out.Year = p.Planned
	pack := func(path Path) *[3]int { return &[3]int{path.Spur, paths.index(path.Spans), texts.index(path.End)} }
	out.Short, out.Long = pack(p.Short), pack(p.Long)
	return out
}

// pathTable gives each distinct list of spans an index, in the order of first use.
type pathTable struct {
	all [][]int
	at  map[string]int
}

func (t *pathTable) index(spans []int) int {
	key := fmt.Sprint(spans)
	i, ok := t.at[key]
	if !ok {
		i = len(t.all)
		t.all, t.at[key] = append(t.all, list(spans)), i
	}
	return i
}
