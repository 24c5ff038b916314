package report

import (
	"bytes"
	"strconv"
)

const (
	degreeDecimals = 4 // 11 m
	scoreDecimals  = 5 // finer than shown, so that the page rounds once
)

// column is a list of numbers as JSON text.
type column []byte

// MarshalJSON returns the text.
func (c column) MarshalJSON() ([]byte, error) { return c, nil }

// packColumn writes what get returns for each candidate with at most so many
// decimals, null where it is missing.
func packColumn(candidates []Candidate, decimals int, get func(Candidate) Number) column {
	out := []byte{'['}
	for i, c := range candidates {
		if i > 0 {
			out = append(out, ',')
		}
		out = appendNumber(out, get(c), decimals)
	}
	return append(out, ']')
}

func appendNumber(out []byte, n Number, decimals int) []byte {
	if !n.Known() {
		return append(out, "null"...)
	}
	text := strconv.AppendFloat(nil, float64(n), 'f', decimals, 64)
	if bytes.IndexByte(text, '.') >= 0 {
		text = bytes.TrimRight(bytes.TrimRight(text, "0"), ".")
	}
	if string(text) == "-0" {
		text = text[1:]
	}
	return append(out, text...)
}

func packCandidates(d *Data, candidates []Candidate, texts *textTable) candidateColumns {
	regions, areas := positions(d.Regions), positions(d.Areas)
	n := len(candidates)
	out := candidateColumns{
		ID: make([]string, n), Name: make([]string, n), Local: make([]string, n), Gates: make([]string, n),
		Kind: make([]int, n), Region: make([]int, n), Area: make([]int, n), Rank: make([]int, n),
		Points: []column{}, Figures: []figureColumn{}, Changes: []changeEntry{},
	}
	for i, c := range candidates {
		out.ID[i], out.Name[i], out.Local[i], out.Rank[i] = c.ID, c.Name, c.NameLocal, c.Rank
		out.Kind[i], out.Gates[i] = texts.index(c.Kind), gateLetters(c.Gates)
		out.Region[i], out.Area[i] = position(regions, c.Region), position(areas, c.Area)
		if len(c.Changes) > 0 {
			out.Changes = append(out.Changes, changeEntry{i, c.Changes})
		}
	}
	score := func(get func(Candidate) Number) column { return packColumn(candidates, scoreDecimals, get) }
	out.Lon = packColumn(candidates, degreeDecimals, func(c Candidate) Number { return c.Lon })
	out.Lat = packColumn(candidates, degreeDecimals, func(c Candidate) Number { return c.Lat })
	out.Score = score(func(c Candidate) Number { return c.Score })
	out.Low = score(func(c Candidate) Number { return c.ScoreLow })
	out.High = score(func(c Candidate) Number { return c.ScoreHigh })
	out.Watt = score(func(c Candidate) Number { return c.WattScore })
	out.Bit = score(func(c Candidate) Number { return c.BitScore })
	for i := range d.Criteria {
		out.Points = append(out.Points, score(func(c Candidate) Number { return c.Points[i] }))
	}
	for i := range kinds {
		out.Standing = append(out.Standing, packColumn(candidates, 3, func(c Candidate) Number { return c.Standing.shares()[i] }))
	}
	for i, f := range d.Figures {
		out.Figures = append(out.Figures, packFigure(candidates, i, f.Decimals, texts))
	}
	return out
}

// packFigure keeps three decimals more than are shown, so that sorting is finer
// than what the reader sees and the page rounds once.
func packFigure(candidates []Candidate, i, decimals int, texts *textTable) figureColumn {
	out := figureColumn{Value: packColumn(candidates, decimals+3, func(c Candidate) Number { return c.Figures[i].Value })}
	evidence := make([]byte, len(candidates))
	same := true
	for j, c := range candidates {
		evidence[j] = evidenceLetter(c.Figures[i].Evidence)
		out.Source = append(out.Source, texts.index(c.Figures[i].Source))
		same = same && out.Source[j] == out.Source[0]
	}
	out.Evidence = string(evidence)
	if same && len(out.Source) > 0 {
		out.Source = out.Source[:1]
	}
	out.Source = list(out.Source)
	return out
}

func gateLetters(states []State) string {
	out := make([]byte, len(states))
	for i, s := range states {
		out[i] = s[0]
	}
	return string(out)
}

func evidenceLetter(e Evidence) byte {
	if e == "" {
		return '-'
	}
	return e[0]
}

func positions(regions []Region) map[string]int {
	out := make(map[string]int, len(regions))
	for i, r := range regions {
		out[r.ID] = i
	}
	return out
}

func position(of map[string]int, id string) int {
	if i, ok := of[id]; ok {
		return i
	}
	return -1
}

// textTable gives each distinct text an index, in the order of first use.
type textTable struct {
	all []string
	at  map[string]int
}

func newTextTable() *textTable { return &textTable{all: []string{""}, at: map[string]int{"": 0}} }

func (t *textTable) index(text string) int {
	i, ok := t.at[text]
	if !ok {
		i = len(t.all)
		t.all, t.at[text] = append(t.all, text), i
	}
	return i
}
