package report

import (
	"fmt"
	"math"
	"slices"
)

// Swap weighs the power line that would bring a site's power to the metro that it
// serves against the fiber that brings the metro's bits to the site. Money is JPY
// to build, not discounted.
type Swap struct {
	Lines []UnitCost  `json:"lines"` // watts first
	Sites []SwapPoint `json:"sites"`
	// Reference is the line that the ratios are of, an index of Lines.
	Reference int    `json:"reference"`
	Text      string `json:"text"` // what it says, in a sentence
	// BreakEven is nil where nobody has computed it.
	BreakEven *BreakEven `json:"break_even"`
	Notes     []string   `json:"notes"`
}

// UnitCost is the cost of a kilometre.
type UnitCost struct {
	Name     string   `json:"name"`
	Side     Side     `json:"side"`
	Low      Number   `json:"low"` // JPY/km
	Base     Number   `json:"base"`
	High     Number   `json:"high"`
	Evidence Evidence `json:"evidence"`
	Source   string   `json:"source"`
}

// SwapPoint is a chosen site on the chart.
type SwapPoint struct {
	Name      string `json:"name"`
	NameLocal string `json:"name_local"`
	Metro     string `json:"metro"`
	MW        Number `json:"mw"` // on the grid
	Km        Number `json:"km"` // route of the line to the metro
	LineName  string `json:"line_name"`
	Line      Number `json:"line"`
	Fiber     Number `json:"fiber"`
}

// BreakEven encloses the factor on all fiber costs at which planning together
// stops paying. High is missing where it pays up to the largest factor tried; both
// are the least factor tried where it does not pay there.
type BreakEven struct {
	Low     Number `json:"low"`
	High    Number `json:"high"`
	Against string `json:"against"` // the baseline
}

func (s *Swap) check() error {
	if s == nil {
		return nil
	}
	if s.Reference < 0 || s.Reference >= len(s.Lines) {
		return fmt.Errorf("plan: swap: reference %d, expected one of %d lines", s.Reference, len(s.Lines))
	}
	for _, l := range s.Lines {
		if l.Side != Watts && l.Side != Bits {
			return fmt.Errorf("plan: swap: line %q: side %q, expected watts or bits", l.Name, l.Side)
		}
		if !(l.Low > 0) || !(l.Base >= l.Low) || !(l.High >= l.Base) || !l.High.Known() {
			return fmt.Errorf("plan: swap: line %q: %v, %v, %v JPY/km, expected them above 0 and in order", l.Name, l.Low, l.Base, l.High)
		}
		switch l.Evidence {
		case Published, Derived, Estimated, Assumed:
		default:
			return fmt.Errorf("plan: swap: line %q: unknown evidence %q", l.Name, l.Evidence)
		}
	}
	for _, p := range s.Sites {
		if !(p.Km > 0) || !(p.Fiber > 0) || !(p.Line > 0) {
			return fmt.Errorf("plan: swap: site %q: %v km, %v and %v JPY, expected them above 0", p.Name, p.Km, p.Line, p.Fiber)
		}
	}
	return nil
}

// swapView is the chart, both axes logarithmic.
type swapView struct {
	*Swap
	Width, Height int
	XTicks        []axisTick
	YTicks        []axisTick
	Left, Right   string
	Top, Bottom   string
	Bands         []swapBand
	Guides        []swapGuide
	Dots          []mapDot
	BreakText     string
}

type axisTick struct{ At, Text string }

type swapBand struct {
	Class, Path      string // between low and high
	X1, Y1, X2, Y2   string // base
	LabelX, LabelY   string
	Name, Title      string
	Anchor, Baseline string
}

type swapGuide struct{ Class, X1, Y1, X2, Y2, LabelX, LabelY, Text string }

// plotArea of the chart in px.
const (
	swapWidth, swapHeight           = 960, 600
	swapLeft, swapRight             = 78.0, 200.0
	swapTop, swapBottom             = 18.0, 54.0
	leastSwapKm, mostSwapKm         = 1.0, 2000.0
	leastSwapJPY            float64 = 1e7
	mostSwapJPY             float64 = 3e12
)

func swapX(km float64) float64 {
	km = math.Min(math.Max(km, leastSwapKm), mostSwapKm)
	return swapLeft + (swapWidth-swapLeft-swapRight)*math.Log(km/leastSwapKm)/math.Log(mostSwapKm/leastSwapKm)
}

func swapY(jpy float64) float64 {
	return swapHeight - swapBottom - (swapHeight-swapTop-swapBottom)*math.Log(jpy/leastSwapJPY)/math.Log(mostSwapJPY/leastSwapJPY)
}

func swapContent(d *Data) any {
	p := planned(d)
	if p == nil || p.Swap == nil {
		return nil
	}
	s := p.Swap
	v := swapView{
		Swap: s, Width: swapWidth, Height: swapHeight,
		Left: px(swapLeft), Right: px(swapWidth - swapRight), Top: px(swapTop), Bottom: px(swapHeight - swapBottom),
		BreakText: s.breakText(),
	}
	for _, km := range []float64{1, 10, 100, 1000} {
		v.XTicks = append(v.XTicks, axisTick{px(swapX(km)), formatFixed(Number(km), 0) + " km"})
	}
	for _, t := range []struct {
		jpy  float64
		text string
	}{{1e7, "¥10 m"}, {1e8, "¥100 m"}, {1e9, "¥1 bn"}, {1e10, "¥10 bn"}, {1e11, "¥100 bn"}, {1e12, "¥1 tn"}} {
		v.YTicks = append(v.YTicks, axisTick{px(swapY(t.jpy)), t.text})
	}
	v.Bands = s.bands()
	v.Guides = s.guides()
	v.Dots = s.dots()
	return v
}

// clipped is where a cost by the km enters and leaves the chart.
func clipped(perKm float64) (x1, y1, x2, y2 float64) {
	from, to := math.Max(leastSwapKm, leastSwapJPY/perKm), math.Min(mostSwapKm, mostSwapJPY/perKm)
	return swapX(from), swapY(from * perKm), swapX(to), swapY(to * perKm)
}

func (s *Swap) bands() []swapBand {
	var bands []swapBand
	var ends []float64
	// The labels stand at the right, the dearest first.
	order := make([]int, len(s.Lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmpNumbers(s.Lines[b].Base, s.Lines[a].Base) })
	for _, i := range order {
		l := s.Lines[i]
		x1, y1, x2, y2 := clipped(float64(l.Base))
		lx1, ly1, lx2, ly2 := clipped(float64(l.Low))
		hx1, hy1, hx2, hy2 := clipped(float64(l.High))
		y := y2 + 4
		for _, taken := range ends {
			if y < taken+15 {
				y = taken + 15
			}
		}
		ends = append(ends, y)
		bands = append(bands, swapBand{
			Class: string(l.Side), Name: l.Name,
			Path: fmt.Sprintf("M%s %sL%s %sL%s %sL%s %sZ", px(lx1), px(ly1), px(lx2), px(ly2), px(hx2), px(hy2), px(hx1), px(hy1)),
			X1:   px(x1), Y1: px(y1), X2: px(x2), Y2: px(y2), LabelX: px(swapWidth - swapRight + 8), LabelY: px(y),
			Title: fmt.Sprintf("%s: ¥%s m a km (%s–%s), %s", l.Name, formatFixed(l.Base/1e6, 0), formatFixed(l.Low/1e6, 0), formatFixed(l.High/1e6, 0), l.Evidence),
		})
	}
	return bands
}

// guides are the ratios of fiber to the reference line, and the break-even.
func (s *Swap) guides() []swapGuide {
	base := float64(s.Lines[s.Reference].Base)
	var out []swapGuide
	add := func(class string, ratio float64, text string) {
		x1, y1, x2, y2 := clipped(base * ratio)
		at := map[string]float64{"ratio": 0.24, "break": 0.62}[class]
		out = append(out, swapGuide{class, px(x1), px(y1), px(x2), px(y2), px(x1 + at*(x2-x1)), px(y1 + at*(y2-y1) - 5), text})
	}
	for _, r := range []struct {
		ratio float64
		text  string
	}{{1, "ratio 1"}, {0.1, "0.1"}, {0.01, "0.01"}} {
		add("ratio", r.ratio, r.text)
	}
	if b := s.BreakEven; b != nil && b.Low.Known() && len(s.Sites) > 0 {
		add("break", float64(s.meanRatio()*b.Low), "break-even")
	}
	return out
}

// meanRatio is what the fiber of all sites costs over what their lines would, as
// one of the reference line.
func (s *Swap) meanRatio() Number {
	var fiber, line Number
	for _, p := range s.Sites {
		fiber += p.Fiber
		line += p.Km * s.Lines[s.Reference].Base
	}
	return fiber / line
}

func (s *Swap) dots() []mapDot {
	var dots []mapDot
	most := Number(1)
	for _, p := range s.Sites {
		most = max(most, p.MW)
	}
	for _, p := range s.Sites {
		fiber := math.Min(math.Max(float64(p.Fiber), leastSwapJPY), mostSwapJPY)
		class := "below"
		if p.Fiber > p.Line {
			class = "above"
		}
		dots = append(dots, mapDot{class, px(swapX(float64(p.Km))), px(swapY(fiber)), px(math.Max(3.5, 9*math.Sqrt(float64(p.MW/most)))),
			fmt.Sprintf("%s %s, %s MW: %s km to %s. %s: ¥%s bn. Its fiber: ¥%s bn, ratio %s", p.Name, p.NameLocal, formatFixed(p.MW, 0), formatFixed(p.Km, 0), p.Metro,
				p.LineName, formatFixed(p.Line/1e9, 1), formatFixed(p.Fiber/1e9, 1), formatFixed(p.Fiber/p.Line, 2))})
	}
	return dots
}

// breakText says the break-even of the whole plan, or that it is not known.
func (s *Swap) breakText() string {
	b := s.BreakEven
	switch {
	case b == nil || !b.Low.Known():
		return "The price of fiber at which planning together stops paying was not computed in this run."
	case !b.High.Known():
		return fmt.Sprintf("Planning together still pays against %s when all fiber costs %s times as much, the most that was tried.", b.Against, formatFixed(b.Low, 1))
	case b.Low == b.High:
		return fmt.Sprintf("Planning together does not pay against %s by more than the gap, even when all fiber costs only %s times as much.", b.Against, formatFixed(b.Low, 2))
	}
	return fmt.Sprintf("Planning together stops paying against %s when all fiber costs %s to %s times as much.", b.Against, formatFixed(b.Low, 1), formatFixed(b.High, 1))
}
