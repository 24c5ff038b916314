package report

import (
	"fmt"
	"math"
	"strings"
)

// Comparison sets two or more runs beside each other.
type Comparison struct {
	Runs        []ComparedRun   `json:"runs"`
	Differences []RunDifference `json:"differences"` // the first run with each other one
}

// ComparedRun is one of the runs.
type ComparedRun struct {
	Letter string `json:"letter"` // "A", by which the differences name it
	Name   string `json:"name"`
	What   string `json:"what"` // "finished run of japan"
}

// RunDifference is what tells run B from run A.
type RunDifference struct {
	A           string             `json:"a"` // letters
	B           string             `json:"b"`
	Figures     []FigureChange     `json:"figures"` // those that differ
	Same        int                `json:"same"`    // how many do not
	Lists       []ListChange       `json:"lists"`
	Assumptions []AssumptionChange `json:"assumptions"`
	Effects     []FigureEffect     `json:"effects"`
	Switches    []string           `json:"switches"` // what a switch does besides, a sentence each
	Explained   bool               `json:"explained"`
}

// FigureChange is a headline figure in both runs, already formatted.
type FigureChange struct {
	Title  string `json:"title"`
	Unit   string `json:"unit"`
	A      string `json:"a"`
	B      string `json:"b"`
	Change Number `json:"change"` // missing for texts
}

// ListChange is an ordered list of places in both runs.
type ListChange struct {
	Title  string       `json:"title"`
	Stayed int          `json:"stayed"`
	Moved  int          `json:"moved"` // of those that stayed
	Ranks  []RankChange `json:"ranks"` // every place of either list, by A's order and then by B's
}

// RankChange is a place's rank in both lists, from 1; 0 where it is not in one.
type RankChange struct {
	Name string `json:"name"`
	A    int    `json:"a"`
	B    int    `json:"b"`
}

// AssumptionChange is a value in both scenarios; empty where one has none.
type AssumptionChange struct {
	Key string `json:"key"`
	A   string `json:"a"`
	B   string `json:"b"`
}

// FigureEffect is what groups of assumptions do to a figure, each switched alone
// from A, and last, to B.
type FigureEffect struct {
	Title       string        `json:"title"`
	Unit        string        `json:"unit"`
	Total       Number        `json:"total"`
	By          []GroupEffect `json:"by"`
	Interaction GroupEffect   `json:"interaction"` // what the single effects leave of the total
}

// GroupEffect is the effect of one group.
type GroupEffect struct {
	Group string `json:"group"`
	Alone Number `json:"alone"`
	Last  Number `json:"last"`
}

// Signed writes a change with three digits that count; a missing one is a dash.
func Signed(x Number) string {
	switch {
	case !x.Known():
		return missingText
	case x == 0:
		return "0"
	case math.Abs(float64(x)) >= 1000:
		return fmt.Sprintf("%+.0f", float64(x))
	}
	return fmt.Sprintf("%+.3g", float64(x))
}

// Entered are the names that only B lists, Left those that only A does.
func (l ListChange) Entered() string { return l.only(func(r RankChange) bool { return r.A == 0 }) }

// Left are the names that only A lists.
func (l ListChange) Left() string { return l.only(func(r RankChange) bool { return r.B == 0 }) }

func (l ListChange) only(in func(RankChange) bool) string {
	var names []string
	for _, r := range l.Ranks {
		if in(r) {
			names = append(names, r.Name)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// differenceView adds drawings.
type differenceView struct {
	RunDifference
	N        int
	NameA    string
	NameB    string
	Slopes   []slopeView
	Charts   []effectView
	HasMoved bool
}

// slopeView draws a list's ranks in both runs.
type slopeView struct {
	ListChange
	ID     string
	Height string
	Width  string
	LeftX  string // of the letter above each column
	RightX string
	Lines  []slopeLine
	Names  []slopeName
}

type slopeLine struct{ Class, D, Title string }

type slopeName struct{ X, Y, Anchor, Class, Text string }

// effectView draws a figure's effects from a common zero.
type effectView struct {
	FigureEffect
	Zero string
	Rows []effectRow
}

type effectRow struct {
	Name        string
	Class       string
	Alone, Last effectBar
}

type effectBar struct {
	Text, X, W, Class string
	Known             bool
}

func comparisonContent(d *Data) any {
	c := d.Comparison
	if c == nil {
		return nil
	}
	view := struct {
		*Comparison
		Parts []differenceView
	}{Comparison: c}
	names := map[string]string{}
	for _, r := range c.Runs {
		names[r.Letter] = r.Name
	}
	for n, x := range c.Differences {
		v := differenceView{RunDifference: x, N: n, NameA: names[x.A], NameB: names[x.B]}
		for k, l := range x.Lists {
			v.Slopes = append(v.Slopes, newSlope(fmt.Sprintf("slope-%d-%d", n, k), l))
		}
		for _, e := range x.Effects {
			if chart, ok := newEffectView(e); ok {
				v.Charts = append(v.Charts, chart)
			}
		}
		view.Parts = append(view.Parts, v)
	}
	return view
}

// mostSlopes is the longest list that is drawn.
const mostSlopes = 25

// Size of the drawing of ranks in px.
const (
	slopeRow     = 22.0
	slopeTop     = 30.0
	slopeBetween = 130.0
	slopeRanks   = 44.0 // room for a rank and what is around it
	slopeFont    = 13.0
	slopeLetters = 30
)

func newSlope(id string, l ListChange) slopeView {
	v := slopeView{ListChange: l, ID: id}
	rows := 0
	for _, r := range l.Ranks {
		rows = max(rows, r.A, r.B)
	}
	if rows > mostSlopes || l.Moved == 0 && l.Stayed == len(l.Ranks) {
		return v // words are enough
	}
	at := func(rank int) float64 { return slopeTop + slopeRow*float64(rank-1) }
	left, right := 0.0, 0.0 // widest names
	for _, r := range l.Ranks {
		wide := textWidth(shorten(r.Name, slopeLetters), slopeFont)
		if r.A > 0 {
			left = math.Max(left, wide)
		}
		if r.B > 0 {
			right = math.Max(right, wide)
		}
	}
	left += slopeRanks
	v.Width, v.Height = px(left+slopeBetween+slopeRanks+right), px(at(rows)+slopeRow)
	v.LeftX, v.RightX = px(left-8), px(left+slopeBetween+8)
	for _, r := range l.Ranks {
		class := r.class()
		if r.A > 0 && r.B > 0 {
			v.Lines = append(v.Lines, slopeLine{class, fmt.Sprintf("M%s %sL%s %s", px(left), px(at(r.A)), px(left+slopeBetween), px(at(r.B))), fmt.Sprintf("%s: %d, then %d", r.Name, r.A, r.B)})
		}
		if r.A > 0 {
			v.Names = append(v.Names, slopeName{v.LeftX, px(at(r.A)), "end", class, fmt.Sprintf("%s  %d", shorten(r.Name, slopeLetters), r.A)})
		}
		if r.B > 0 {
			v.Names = append(v.Names, slopeName{v.RightX, px(at(r.B)), "start", class, fmt.Sprintf("%d  %s", r.B, shorten(r.Name, slopeLetters))})
		}
	}
	return v
}

func (r RankChange) class() string {
	switch {
	case r.A == 0:
		return "entered"
	case r.B == 0:
		return "left"
	case r.B < r.A:
		return "up"
	case r.B > r.A:
		return "down"
	}
	return "level"
}

// newEffectView scales the bars; false where there is nothing to draw.
func newEffectView(e FigureEffect) (effectView, bool) {
	v := effectView{FigureEffect: e}
	all := append(append([]GroupEffect{{"all together", e.Total, e.Total}}, e.By...), e.Interaction)
	lo, hi, known := Number(0), Number(0), false
	for _, g := range all {
		for _, x := range []Number{g.Alone, g.Last} {
			if x.Known() {
				lo, hi, known = min(lo, x), max(hi, x), true
			}
		}
	}
	if !known || hi == lo {
		return v, false
	}
	v.Zero = formatFixed(-100*lo/(hi-lo), 2)
	for n, g := range all {
		if n > 0 && g.Alone == 0 && g.Last == 0 {
			continue
		}
		class := "group"
		switch n {
		case 0:
			class = "whole"
		case len(all) - 1:
			class = "rest"
		}
		v.Rows = append(v.Rows, effectRow{g.Group, class, newEffectBar(g.Alone, lo, hi), newEffectBar(g.Last, lo, hi)})
	}
	return v, true
}

func newEffectBar(x, lo, hi Number) effectBar {
	b := effectBar{Text: Signed(x), Known: x.Known(), Class: "more"}
	if !b.Known {
		return b
	}
	if x < 0 {
		b.Class = "less"
	}
	b.X, b.W = formatFixed(100*(min(x, 0)-lo)/(hi-lo), 2), formatFixed(100*Number(math.Abs(float64(x)))/(hi-lo), 2)
	return b
}

func (d *Data) checkComparison() error {
	c := d.Comparison
	if c == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, r := range c.Runs {
		if err := add(seen, "run", r.Letter); err != nil {
			return err
		}
	}
	for _, x := range c.Differences {
		for _, letter := range []string{x.A, x.B} {
			if !seen[letter] {
				return fmt.Errorf("comparison: run %q is not in the list of runs", letter)
			}
		}
		for _, l := range x.Lists {
			for _, r := range l.Ranks {
				if r.A < 0 || r.B < 0 || r.A+r.B == 0 {
					return fmt.Errorf("comparison: %s: %s has the ranks %d and %d, expected one above 0", l.Title, r.Name, r.A, r.B)
				}
			}
		}
	}
	return nil
}
