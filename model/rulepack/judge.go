package rulepack

import (
	"math"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/score"
)

// Value is what is known of a figure at one site; X is NaN when it is missing.
type Value struct {
	X        float64
	Evidence atlas.Evidence // empty when missing
}

// Verdict is what one rule says of one site.
type Verdict struct {
	Rule  Rule
	State score.State
	// Value of the rule's figure; missing for rules that no figure can judge.
	Value Value
	// Text says the failing figure, what is missing, or why the rule does not
	// bind; empty where the figure simply passes.
	Text string
}

// Judgement is what a pack says of one site.
type Judgement struct {
	Pack     *Pack
	Verdicts []Verdict // one a rule
}

// Judge holds a site, of which value knows the figures, against the pack.
func (p *Pack) Judge(value func(figure string) Value) Judgement {
	j := Judgement{Pack: p}
	for _, r := range p.Rules {
		j.Verdicts = append(j.Verdicts, p.judge(r, value))
	}
	return j
}

func (p *Pack) judge(r Rule, value func(string) Value) Verdict {
	v := Verdict{Rule: r, Value: Value{X: math.NaN()}}
	if r.Figure != "" {
		v.Value = value(r.Figure)
	}
	open := ""
	for _, when := range r.When {
		x := value(when.Figure).X
		switch when.gate().Test(x) {
		case score.Fail:
			v.Text = "does not bind: " + p.against(when, x)
			return v
		case score.Unknown:
			open = p.noFigure(when.Figure) + ", so whether the rule binds is not known"
		}
	}
	if r.Missing != "" {
		v.State, v.Text = score.Unknown, "not in the data: "+r.Missing
		if open != "" {
			v.Text += "; " + open
		}
		return v
	}
	switch v.State = r.gate().Test(v.Value.X); {
	case v.State == score.Unknown:
		v.Text = p.noFigure(r.Figure)
	case v.State == score.Fail && open != "":
		v.State, v.Text = score.Unknown, open
	case v.State == score.Fail:
		v.Text = p.against(r.Test, v.Value.X)
	}
	return v
}

func (p *Pack) noFigure(id string) string { return "no figure for " + p.figures[id].Name }

// against says a figure beside the limit it misses.
func (p *Pack) against(t Test, x float64) string {
	return p.figures[t.Figure].Name + " " + t.say(x) + "; " + t.Rule()
}

// Rule says the limit of a test: "at most 1.2", empty for none.
func (t Test) Rule() string {
	limit, ok := t.Limit()
	switch {
	case !ok:
		return ""
	case t.AtLeast != nil:
		return "at least " + t.withUnit(plain(limit))
	}
	return "at most " + t.withUnit(plain(limit))
}

// say prints a figure of the test with its unit.
func (t Test) say(x float64) string {
	limit, _ := t.Limit()
	return t.withUnit(apart(x, limit))
}

func (t Test) withUnit(number string) string {
	if t.Unit == "" {
		return number
	}
	return number + " " + t.Unit
}

// Said prints the verdict's figure with its unit; empty where it is missing.
func (v Verdict) Said() string {
	if math.IsNaN(v.Value.X) {
		return ""
	}
	return v.Rule.say(v.Value.X)
}

func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// apart prints x to half a per cent, and finer where that would hide on which side
// of the limit it lies.
func apart(x, limit float64) string {
	for decimals := range 16 {
		text := strconv.FormatFloat(x, 'f', decimals, 64)
		rounded, err := strconv.ParseFloat(text, 64)
		if err == nil && (rounded < limit) == (x < limit) && (rounded > limit) == (x > limit) && math.Abs(rounded-x) <= 0.005*math.Abs(x) {
			return text
		}
	}
	return plain(x)
}

// State is Fail when a rule fails, else Unknown when one is, else Pass.
func (j Judgement) State() score.State {
	state := score.Pass
	for _, v := range j.Verdicts {
		if v.State == score.Fail {
			return score.Fail
		}
		if v.State == score.Unknown {
			state = score.Unknown
		}
	}
	return state
}

// Count returns how many rules are in a state.
func (j Judgement) Count(state score.State) int {
	n := 0
	for _, v := range j.Verdicts {
		if v.State == state {
			n++
		}
	}
	return n
}

// Text joins what the rules in a state say.
func (j Judgement) Text(state score.State) string {
	var all []string
	for _, v := range j.Verdicts {
		if v.State == state && v.Text != "" {
			all = append(all, v.Rule.Title+": "+v.Text)
		}
	}
	return strings.Join(all, ". ")
}
