package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Sweep is what many variants of a scenario came to.
type Sweep struct {
	Keys     []string       `json:"keys"`    // of the settings that differ
	Figures  []SweepFigure  `json:"columns"` // chosen to be shown
	Variants []SweepVariant `json:"variants"`
	All      int            `json:"all"` // figures that each variant has, of which Figures are shown
	Tables   string         `json:"tables"`
}

// SweepFigure is a figure that every variant has.
type SweepFigure struct {
	Title string `json:"title"`
	Unit  string `json:"unit"`
}

// SweepVariant is one variant; Values and Results have an entry a key and a figure.
type SweepVariant struct {
	Name    string        `json:"name"`
	Base    bool          `json:"base"` // it is the scenario itself
	Values  []string      `json:"values"`
	Results []SweepResult `json:"results"`
}

// SweepResult is a figure of a variant: a number with its text, or a text alone.
type SweepResult struct {
	Value Number `json:"value"` // missing for a text
	Text  string `json:"text"`  // as it is shown
}

// stripView draws a figure of all variants as dots on a line.
type stripView struct {
	SweepFigure
	ID     string
	Height string
	Foot   string
	Ticks  []axisTick
	Dots   []mapDot
	Base   *mapText
	Says   string
	Counts []textCount // of a figure that is a text
	More   int         // texts that are not listed
}

type textCount struct {
	Text string
	N    int
	Bar  string
}

// Size of a strip in px: dots that would cover each other are stacked, closer
// where there are many.
const (
	stripWide, stripSide = 760.0, 30.0
	stripDot             = 4.5
	stripStack           = 90.0 // px at most
	stripFoot            = 24.0
	textsListed          = 8
)

func sweepContent(d *Data) any {
	s := d.Sweep
	if s == nil {
		return nil
	}
	view := struct {
		*Sweep
		Strips  []stripView
		HasBase bool
		Long    bool
	}{Sweep: s, Long: len(s.Variants) > 20}
	for _, v := range s.Variants {
		view.HasBase = view.HasBase || v.Base
	}
	for k := range s.Figures {
		view.Strips = append(view.Strips, s.strip(k))
	}
	return view
}

func (s *Sweep) strip(k int) stripView {
	v := stripView{SweepFigure: s.Figures[k], ID: fmt.Sprintf("strip-%d", k)}
	var values []Number
	for _, x := range s.Variants {
		if x.Results[k].Value.Known() {
			values = append(values, x.Results[k].Value)
		}
	}
	if len(values) == 0 {
		v.countTexts(s, k)
		return v
	}
	a := newAxis(values, stripSide, stripWide-stripSide, 7)
	stacks := s.stack(k, a)
	tallest := 0
	for _, stack := range stacks {
		tallest = max(tallest, len(stack))
	}
	apart := math.Min(2*stripDot, stripStack/float64(max(tallest-1, 1)))
	foot := apart*float64(tallest-1) + 2*stripDot + 20
	v.Foot, v.Height, v.Ticks = px(foot), px(foot+stripFoot), a.ticks()
	for _, stack := range stacks {
		for n, i := range stack {
			x := s.Variants[i]
			dot := mapDot{"strip-dot", px(a.at(x.Results[k].Value)), px(foot - stripDot - 1 - apart*float64(n)), px(stripDot), fmt.Sprintf("%s: %s %s", x.Name, x.Results[k].Text, v.Unit)}
			if x.Base {
				dot.Class = "strip-base"
				v.Base = &mapText{X: dot.X, Y: px(foot - stripDot - 1 - apart*float64(len(stack)-1) - 9), Text: "base"}
			}
			v.Dots = append(v.Dots, dot)
		}
	}
	// The base is drawn last, above the others.
	slices.SortStableFunc(v.Dots, func(a, b mapDot) int { return cmp.Compare(baseLast(a), baseLast(b)) })
	slices.SortFunc(values, cmpNumbers)
	v.Says = fmt.Sprintf("%s, least %s, middle %s, most %s %s", counted(len(values), "variant", "variants"), s.textOf(k, values[0]), s.textOf(k, values[len(values)/2]), s.textOf(k, values[len(values)-1]), v.Unit)
	if none := len(s.Variants) - len(values); none > 0 {
		v.Says += fmt.Sprintf("; %s no figure", counted(none, "variant has", "variants have"))
	}
	return v
}

func baseLast(d mapDot) int {
	if d.Class == "strip-base" {
		return 1
	}
	return 0
}

// stack groups the variants whose dots would cover each other, from left to right,
// the base at the foot of its stack.
func (s *Sweep) stack(k int, a axis) [][]int {
	order := []int{}
	for i, x := range s.Variants {
		if x.Results[k].Value.Known() {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmpNumbers(s.Variants[i].Results[k].Value, s.Variants[j].Results[k].Value) })
	var out [][]int
	start := math.Inf(-1)
	for _, i := range order {
		at := a.at(s.Variants[i].Results[k].Value)
		if at-start >= 1.8*stripDot {
			out, start = append(out, nil), at
		}
		last := len(out) - 1
		if s.Variants[i].Base {
			out[last] = append([]int{i}, out[last]...)
		} else {
			out[last] = append(out[last], i)
		}
	}
	return out
}

// textOf is how a value is written by the variant that has it.
func (s *Sweep) textOf(k int, value Number) string {
	for _, x := range s.Variants {
		if x.Results[k].Value == value {
			return x.Results[k].Text
		}
	}
	return missingText
}

// countTexts counts how many variants say the same.
func (v *stripView) countTexts(s *Sweep, k int) {
	at := map[string]int{}
	for _, x := range s.Variants {
		text := x.Results[k].Text
		n, seen := at[text]
		if !seen {
			n = len(v.Counts)
			at[text] = n
			v.Counts = append(v.Counts, textCount{Text: text})
		}
		v.Counts[n].N++
	}
	slices.SortStableFunc(v.Counts, func(a, b textCount) int { return cmp.Compare(b.N, a.N) })
	for n := range v.Counts {
		v.Counts[n].Bar = formatFixed(100*Number(v.Counts[n].N)/Number(len(s.Variants)), 2)
	}
	if len(v.Counts) > textsListed {
		v.More = len(v.Counts) - textsListed
		v.Counts = v.Counts[:textsListed]
	}
}

func (d *Data) checkSweep() error {
	s := d.Sweep
	if s == nil {
		return nil
	}
	if len(s.Variants) == 0 {
		return fmt.Errorf("sweep: no variants, expected one or more")
	}
	for _, v := range s.Variants {
		if len(v.Values) != len(s.Keys) || len(v.Results) != len(s.Figures) {
			return fmt.Errorf("sweep: variant %q has %d values and %d results, expected %d and %d", v.Name, len(v.Values), len(v.Results), len(s.Keys), len(s.Figures))
		}
	}
	return nil
}
