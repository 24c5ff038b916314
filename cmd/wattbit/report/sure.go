package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// sureView is the section on how sure the ranking is, with the places of its
// marks worked out.
type sureView struct {
	*Sureness
	Rows   []leaderRow
	Ticks  []tick // of the ranks
	Shades []string
	Heat   []heatRow
	Tips   []tipRow
	Bars   []barRow
	Base   string
	Shown  int
}

// rankWidth is the width of a plot of ranks, in its own units.
const rankWidth = 200

type tick struct{ X, Label string }

type leaderRow struct {
	Leader
	Shared   bool // its place is the one above's
	Pieces   []piece
	X1, X2   string // of the middle 90 % of its ranks
	X        string // of its expected rank
	Interval string
}

// piece is a part of a bar of 100.
type piece struct{ X, W, Shade, Label string }

type heatRow struct {
	Place           int
	Name, NameLocal string
	Cells           []heatCell
}

type heatCell struct {
	Known bool
	Share int // per cent
}

type tipRow struct {
	Tipping
	Now, FirstX, TopX string // 0 to 100, empty for none
}

type barRow struct {
	Bar
	LowX, LowW, HighX, HighW string
}

func sureContent(d *Data) any {
	s := d.Sure
	if s == nil || len(s.Leaders) == 0 {
		return nil
	}
	v := sureView{Sureness: s, Shown: len(s.Leaders)}
	for rank := range s.TopK {
		v.Shades = append(v.Shades, shade(rank, s.TopK))
	}
	worst := 2
	for _, l := range s.Leaders {
		worst = max(worst, l.RankHigh)
	}
	for n, l := range s.Leaders {
		v.Rows = append(v.Rows, leaderOf(l, v.Shades, worst, n > 0 && s.Leaders[n-1].Place == l.Place))
	}
	for _, rank := range []int{1, 3, 10, 30, 100, 300, 1000} {
		if rank <= worst {
			v.Ticks = append(v.Ticks, tick{rankX(float64(rank), worst), formatCount(rank)})
		}
	}
	for i, row := range s.Pairs {
		v.Heat = append(v.Heat, heatOf(s.Leaders[i], row))
	}
	for _, t := range s.Tipping {
		v.Tips = append(v.Tips, tipRow{t, percentX(t.Weight), percentX(t.First.To), percentX(t.Top.To)})
	}
	v.placeBars()
	return v
}

// shade is the opacity of a rank's piece: the first is full, the k-th pale.
func shade(rank, k int) string {
	const palest = 0.18
	return strconv.FormatFloat(1-(1-palest)*float64(rank)/float64(max(1, k-1)), 'f', 2, 64)
}

// rankX places a rank on a scale of logarithms from 1 to the worst one shown.
func rankX(rank float64, worst int) string {
	const margin = 6
	return strconv.FormatFloat(margin+(rankWidth-2*margin)*math.Log(rank)/math.Log(float64(worst)), 'f', 1, 64)
}

func percentX(x Number) string {
	if !x.Known() {
		return ""
	}
	return strconv.FormatFloat(float64(100*x), 'f', 1, 64)
}

func leaderOf(l Leader, shades []string, worst int, shared bool) leaderRow {
	row := leaderRow{Leader: l, Shared: shared, Interval: strconv.Itoa(l.RankLow)}
	if l.RankHigh != l.RankLow {
		row.Interval += "–" + strconv.Itoa(l.RankHigh)
	}
	row.X1, row.X2 = rankX(float64(l.RankLow), worst), rankX(float64(l.RankHigh), worst)
	if l.Expected.Known() {
		row.X = rankX(min(float64(l.Expected), float64(worst)), worst)
	}
	x := 0.0
	for rank, share := range l.Ranks {
		width := 100 * float64(share)
		if share > 0 {
			row.Pieces = append(row.Pieces, piece{strconv.FormatFloat(x, 'f', 2, 64), strconv.FormatFloat(width, 'f', 2, 64), shades[rank],
				fmt.Sprintf("rank %d in %s of the samples", rank+1, formatShare(share))})
		}
		x += width
	}
	return row
}

func heatOf(l Leader, shares []Number) heatRow {
	row := heatRow{Place: l.Place, Name: l.Name, NameLocal: l.NameLocal}
	for _, share := range shares {
		cell := heatCell{Known: share.Known()}
		if cell.Known {
			cell.Share = int(math.Round(float64(100 * share)))
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// placeBars puts the tornado's bars on a scale that holds them all.
func (v *sureView) placeBars() {
	base := v.Tornado.Score
	low, high := base, base
	for _, b := range v.Tornado.Bars {
		low, high = min(low, b.Low, b.High), max(high, b.Low, b.High)
	}
	if !(high > low) {
		return
	}
	place := func(x Number) float64 { return 100 * float64((x-low)/(high-low)) }
	v.Base = strconv.FormatFloat(place(base), 'f', 2, 64)
	span := func(x Number) (from, width string) {
		ends := []float64{place(base), place(x)}
		slices.Sort(ends)
		return strconv.FormatFloat(ends[0], 'f', 2, 64), strconv.FormatFloat(ends[1]-ends[0], 'f', 2, 64)
	}
	for _, b := range v.Tornado.Bars {
		row := barRow{Bar: b}
		row.LowX, row.LowW = span(b.Low)
		row.HighX, row.HighW = span(b.High)
		v.Bars = append(v.Bars, row)
	}
}
