package report

import (
	"fmt"
	"slices"
)

// latencyRows is how many of the best candidates the section lists, besides the
// best of each power area.
const latencyRows = 5

// latencyView is the section on round trips and routes as its template shows it.
type latencyView struct {
	*Latency
	Bands  []string // "≤ 2 ms" and so on, the last beyond all
	Maps   []isochroneMap
	Shares []classShare
	Rows   []latencyRow
	Ways   int // candidates whose ways the page holds
}

type isochroneMap struct {
	Index  int // of the centre
	Name   string
	Places []bandShare
}

// bandShare is what lies within a limit of a centre.
type bandShare struct {
	Limit  string
	Places Number // share of the candidates that pass
	People Number
}

type classShare struct {
	WorkClass
	Limit string
	Cells []bandShare // one per main centre
}

type latencyRow struct {
	ID, Name, NameLocal string
	Trips               []tripCell
	People              []Number
	Served              []Service
	Routes              []RouteCounts
	OneSpur             bool // and so no pair of routes
}

// tripCell is the round trip to one centre.
type tripCell struct {
	Band     int
	RTT      Number
	Interval string
}

func latencyContent(d *Data) any {
	l := d.Latency
	if l == nil || len(l.Sites) == 0 || len(l.Centres) == 0 {
		return nil
	}
	v := latencyView{Latency: l}
	for _, limit := range l.Limits {
		v.Bands = append(v.Bands, "≤ "+plain(limit)+" ms")
	}
	if len(l.Limits) > 0 {
		v.Bands = append(v.Bands, "> "+plain(l.Limits[len(l.Limits)-1])+" ms")
	}
	at := make(map[string]*NetworkAt, len(l.Sites))
	for i := range l.Sites {
		at[l.Sites[i].Candidate] = &l.Sites[i]
		if l.Sites[i].Ways != nil {
			v.Ways++
		}
	}
	var passing []*NetworkAt
	areas := map[string]bool{"": true}
	for _, c := range ordered(d.Candidates) {
		s := at[c.ID]
		if s == nil || !passes(c) {
			continue
		}
		passing = append(passing, s)
		if s.Ways != nil && (len(v.Rows) < latencyRows || !areas[c.Area]) {
			v.Rows = append(v.Rows, l.row(c, s))
		}
		areas[c.Area] = true
	}
	v.fillShares(passing)
	return v
}

func plain(n Number) string { return string(appendNumber(nil, n, 3)) }

// fillShares counts what lies within the limits of the main centres.
func (v *latencyView) fillShares(passing []*NetworkAt) {
	for _, c := range v.Classes {
		share := classShare{WorkClass: c, Limit: "none"}
		if c.MaxRTT.Known() {
			share.Limit = "≤ " + plain(c.MaxRTT) + " ms"
		}
		v.Shares = append(v.Shares, share)
	}
	for k, centre := range v.Centres {
		if !centre.Main {
			continue
		}
		m := isochroneMap{Index: k, Name: centre.Name}
		for i, limit := range v.Limits {
			m.Places = append(m.Places, bandShare{v.Bands[i], within(passing, k, limit), centre.People[i]})
		}
		v.Maps = append(v.Maps, m)
		for i := range v.Shares {
			v.Shares[i].Cells = append(v.Shares[i].Cells, bandShare{v.Shares[i].Limit, within(passing, k, v.Shares[i].MaxRTT), centre.ClassPeople[i]})
		}
	}
}

// within is the share of the places whose round trip to a centre keeps a limit; a
// missing limit is none, a missing round trip is never within one.
func within(places []*NetworkAt, centre int, limit Number) Number {
	if len(places) == 0 {
		return Missing
	}
	n := 0
	for _, p := range places {
		if !limit.Known() || p.RTT[centre] <= limit {
			n++
		}
	}
	return Number(n) / Number(len(places))
}

func (l *Latency) row(c Candidate, s *NetworkAt) latencyRow {
	row := latencyRow{ID: c.ID, Name: c.Name, NameLocal: c.NameLocal, People: s.Ways.People, Served: s.Ways.Served, Routes: s.Ways.Routes, OneSpur: len(s.Ways.Spurs) < 2}
	for k, rtt := range s.RTT {
		cell := tripCell{Band: l.band(rtt), RTT: rtt}
		if low, high := s.Ways.RTTLow[k], s.Ways.RTTHigh[k]; low.Known() && high.Known() {
			cell.Interval = fmt.Sprintf("%s–%s", formatFixed(low, 1), formatFixed(high, 1))
		}
		row.Trips = append(row.Trips, cell)
	}
	return row
}

// band is the index of the first limit that a round trip keeps, their number when
// it keeps none or is missing.
func (l *Latency) band(rtt Number) int {
	if i := slices.IndexFunc(l.Limits, func(limit Number) bool { return rtt <= limit }); i >= 0 {
		return i
	}
	return len(l.Limits)
}
