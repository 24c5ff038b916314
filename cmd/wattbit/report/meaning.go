package report

import (
	"fmt"
	"strings"
)

// Meaning is what a finished plan means.
type Meaning struct {
	Method     string          `json:"method"`
	Facts      []KeyFigure     `json:"facts"`
	Survival   []SurvivalTable `json:"survival"`
	Cut        string          `json:"cut"` // one sentence on the worst cut, may be empty
	Cost       *CostBridge     `json:"cost"`
	Accounts   *AccountTable   `json:"accounts"`
	Control    *ControlTable   `json:"control"`
	Flexible   *FlexibleTable  `json:"flexible"`
	Benchmarks []BenchmarkLine `json:"benchmarks"`
	Notes      []string        `json:"notes"`
}

// SurvivalTable is the share alive after one event. Shares are from 0 to 1.
type SurvivalTable struct {
	Title  string          `json:"title"`
	Hours  []string        `json:"hours"`
	Curves []SurvivalCurve `json:"curves"`
	Note   string          `json:"note"`
}

// SurvivalCurve is the share of one class alive, by hour.
type SurvivalCurve struct {
	Name            string   `json:"name"`
	MW              Number   `json:"mw"`
	Mean, Low, High []Number `json:"-"`
}

// CostBridge is a levelised cost by step, in JPY per kWh of IT.
type CostBridge struct {
	Year  int        `json:"year"`
	Steps []CostStep `json:"steps"`
	Total Number     `json:"total"`
	Also  []string   `json:"also"` // with shares of carbon-free energy
	Note  string     `json:"note"`
}

// CostStep is a step of it.
type CostStep struct {
	Name  string `json:"name"`
	Value Number `json:"value"`
}

// AccountTable is where a yen goes: four accounts apart, and what stays.
type AccountTable struct {
	Year     int           `json:"year"`
	Lines    []AccountLine `json:"lines"`
	Retained Number        `json:"retained"` // share
	Cases    []AccountCase `json:"cases"`
	Sentence string        `json:"sentence"`
}

// AccountLine is one account.
type AccountLine struct {
	Name   string `json:"name"`
	Share  Number `json:"share"`
	BnJPY  Number `json:"bn_jpy"` // a year
	Source string `json:"source"`
}

// AccountCase is what the plan does to the accounts in one case, in bn JPY a year.
type AccountCase struct {
	Name                            string `json:"name"`
	Path                            Number `json:"path"`
	Services, Profit, Servers, Fuel Number `json:"-"`
}

// ControlTable is the sovereignty index with its parts. Shares are from 0 to 1.
type ControlTable struct {
	Low, High Number     `json:"-"`
	Weakest   string     `json:"weakest"`
	Parts     []CostStep `json:"parts"`
	Rule      string     `json:"rule"`
	Owners    string     `json:"owners"` // one sentence, may be empty
}

// FlexibleTable is what could be connected by energy curtailed.
type FlexibleTable struct {
	EnergyPct []Number      `json:"energy_pct"`
	Areas     []FlexibleRow `json:"areas"` // the sum of all first
	Shift     string        `json:"shift"`
	Note      string        `json:"note"`
}

// FlexibleRow is an area's MW by energy curtailed.
type FlexibleRow struct {
	Name string   `json:"name"`
	MW   []Number `json:"mw"`
}

// BenchmarkLine is a published figure beside what was computed.
type BenchmarkLine struct {
	Title     string `json:"title"`
	Issuer    string `json:"issuer"`
	Unit      string `json:"unit"`
	Published Number `json:"published"`
	Computed  Number `json:"computed"`
	Ratio     Number `json:"ratio"`
	Why       string `json:"why"`
	Source    string `json:"source"`
}

// meaningView is a Meaning with the places of its marks.
type meaningView struct {
	*Meaning
	Bridge []bridgeBar
	Curve  string // points of the flexible curve
	Ticks  []curveTick
}

type bridgeBar struct {
	CostStep
	X, W Number // in percent of the width
}

type curveTick struct {
	X, Y Number
	Name string
}

// Size of the flexible curve's drawing, and its margins.
const (
	curveWide, curveHigh = 360.0, 150.0
	curveLeft, curveFoot = 12.0, 20.0
)

func meaningContent(d *Data) any {
	if d.Meaning == nil {
		return nil
	}
	v := &meaningView{Meaning: d.Meaning}
	if c := d.Meaning.Cost; c != nil && c.Total > 0 {
		at := Number(0)
		for _, s := range c.Steps {
			v.Bridge = append(v.Bridge, bridgeBar{s, 100 * at / c.Total, 100 * s.Value / c.Total})
			at += s.Value
		}
	}
	if f := d.Meaning.Flexible; f != nil && len(f.Areas) > 0 {
		v.drawCurve(f.EnergyPct, f.Areas[0].MW)
	}
	return v
}

// drawCurve places the curve of all areas; from zero, so that a gain looks as large
// as it is.
func (v *meaningView) drawCurve(energy, mw []Number) {
	last := len(energy) - 1
	if last < 1 || !(energy[last] > 0) || !(mw[last] > 0) {
		return
	}
	var points []string
	for i := range energy {
		x := curveLeft + (curveWide-5*curveLeft)*energy[i]/energy[last]
		y := curveHigh - curveFoot - (curveHigh-2*curveFoot)*mw[i]/mw[last]
		points = append(points, formatPlain(float64(x), 1)+","+formatPlain(float64(y), 1))
		v.Ticks = append(v.Ticks, curveTick{x, y, formatFixed(mw[i], 0)})
	}
	v.Curve = strings.Join(points, " ")
}

func (d *Data) checkMeaning() error {
	m := d.Meaning
	if m == nil {
		return nil
	}
	for _, s := range m.Survival {
		for _, c := range s.Curves {
			if len(c.Mean) != len(s.Hours) || len(c.Low) != len(s.Hours) || len(c.High) != len(s.Hours) {
				return fmt.Errorf("meaning: %s, %s: %d figures, expected %d hours", s.Title, c.Name, len(c.Mean), len(s.Hours))
			}
		}
	}
	if m.Flexible != nil {
		for _, row := range m.Flexible.Areas {
			if len(row.MW) != len(m.Flexible.EnergyPct) {
				return fmt.Errorf("meaning: flexible headroom of %s: %d figures, expected %d", row.Name, len(row.MW), len(m.Flexible.EnergyPct))
			}
		}
	}
	return nil
}
