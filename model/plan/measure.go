package plan

import (
	"fmt"
	"math"
	"slices"
)

// Quantity is what a Measure looks at.
type Quantity int8

// The quantities.
const (
	// Share is the largest of some shares of the IT MW: one of metros, or the
	// worst of several hazards.
	Share Quantity = iota
	CarbonTotal
	CarbonIntensity
	MeanRTT
)

// Measure is a figure of a plan beside its cost, the smaller the better. Over
// several periods the largest counts.
type Measure struct {
	Quantity Quantity
	Shares   []string // IDs of Policy.Shares, for Share; their caps may be 1
	Periods  []int    // indices of Years; nil: the last
}

// Unit returns the unit of the measure: "share of IT MW", "t CO2 a year",
// "kg CO2 per MWh" or "ms".
func (m Measure) Unit() string {
	return [...]string{"share of IT MW", "t CO2 a year", "kg CO2 per MWh", "ms"}[m.Quantity]
}

// Check reports what the problem lacks for the measure.
func (m Measure) Check(p *Problem) error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("plan: measure: "+format, args...)
	}
	if m.Quantity < Share || m.Quantity > MeanRTT {
		return bad("quantity %d is not known", m.Quantity)
	}
	if len(p.Years) == 0 {
		return bad("the problem has no periods")
	}
	for _, t := range m.Periods {
		if t < 0 || t >= len(p.Years) {
			return bad("period %d, want 0 to %d", t, len(p.Years)-1)
		}
	}
	if m.Quantity == Share && len(m.Shares) == 0 {
		return bad("no share is named")
	}
	for _, id := range m.Shares {
		if !slices.ContainsFunc(p.Policy.Shares, func(s ShareCap) bool { return s.ID == id }) {
			return bad("the policy has no share %q", id)
		}
	}
	if m.Quantity == CarbonTotal || m.Quantity == CarbonIntensity {
		for i := range p.Sites {
			if p.Sites[i].CarbonKgPerMWh == nil {
				return bad("site %s has no carbon intensity", p.Sites[i].ID)
			}
		}
	}
	return m.Capped(p, math.Inf(1)).Check()
}

// periods are those that count.
func (m Measure) periods(p *Problem) []int {
	if m.Periods == nil {
		return []int{len(p.Years) - 1}
	}
	return m.Periods
}

// Of returns the measure of a plan that fits the problem. A plan without MW has
// a mean and a share of 0.
func (m Measure) Of(p *Problem, plan Plan) float64 {
	worst := 0.0
	for _, t := range m.periods(p) {
		mw, mwh, tonnes, rtt := 0.0, 0.0, 0.0, 0.0
		at := make([]float64, len(p.Sites))
		for _, s := range plan.Sites {
			at[s.Site] = s.ITMW(p, t)
			mw += at[s.Site]
			mwh += s.MWhPerYear(p, t)
			tonnes += s.CarbonTPerYear(p, t)
			rtt += float64(s.RTTms(p) * at[s.Site])
		}
		switch m.Quantity {
		case CarbonTotal:
			worst = math.Max(worst, tonnes)
		case CarbonIntensity:
			worst = math.Max(worst, ratio(1000*tonnes, mwh))
		case MeanRTT:
			worst = math.Max(worst, ratio(rtt, mw))
		default:
			for _, s := range m.caps(p) {
				inside := s.InsideMW
				for _, w := range s.Sites {
					inside += float64(w.Weight * at[w.Site])
				}
				worst = math.Max(worst, ratio(inside, s.TotalMW+mw))
			}
		}
	}
	return worst
}

// ratio is 0 of nothing.
func ratio(x, of float64) float64 {
	if of <= 0 {
		return 0
	}
	return x / of
}

// caps are the shares of the measure.
func (m Measure) caps(p *Problem) []ShareCap {
	var out []ShareCap
	for _, s := range p.Policy.Shares {
		if slices.Contains(m.Shares, s.ID) {
			out = append(out, s)
		}
	}
	return out
}

// Capped returns the problem with the measure limited, and unchanged where what
// it asks for already is tighter. The problem itself stays as it is.
func (m Measure) Capped(p *Problem, limit float64) *Problem {
	q := *p
	cap := func(xs []float64) []float64 {
		if xs = slices.Clone(xs); xs == nil {
			xs = endless(len(p.Years))
		}
		for _, t := range m.periods(p) {
			xs[t] = math.Min(xs[t], math.Max(0, limit))
		}
		return xs
	}
	switch m.Quantity {
	case CarbonTotal:
		q.Policy.CarbonTPerYear = cap(p.Policy.CarbonTPerYear)
	case CarbonIntensity:
		q.Policy.CarbonKgPerMWh = cap(p.Policy.CarbonKgPerMWh)
	case MeanRTT:
		q.Policy.MeanRTTms = cap(p.Policy.MeanRTTms)
	default:
		q.Policy.Shares = slices.Clone(p.Policy.Shares)
		for n := range q.Policy.Shares {
			if s := &q.Policy.Shares[n]; slices.Contains(m.Shares, s.ID) {
				s.MaxShare = cap(s.MaxShare)
			}
		}
	}
	return &q
}

// rows are the couplings that hold the measure at or below a limit.
func (m Measure) rows(c *compiled, limit float64) []coupling {
	var rows []coupling
	for _, t := range m.periods(c.p) {
		switch m.Quantity {
		case CarbonTotal:
			rows = append(rows, c.carbonRow(t, limit, 0, Requirement{}))
		case CarbonIntensity:
			rows = append(rows, c.carbonRow(t, 0, limit, Requirement{}))
		case MeanRTT:
			rows = append(rows, c.rttRow(t, limit, Requirement{}))
		default:
			for _, s := range m.caps(c.p) {
				s.MaxShare = slices.Repeat([]float64{limit}, c.periods)
				rows = append(rows, c.shareRow(&s, t))
			}
		}
	}
	return rows
}

// most is a limit that no plan exceeds, except for the total of carbon.
func (m Measure) most(p *Problem) float64 {
	most := 0.0
	switch m.Quantity {
	case Share:
		return 1
	case CarbonIntensity:
		for i := range p.Sites {
			most = math.Max(most, slices.Max(p.Sites[i].CarbonKgPerMWh))
		}
	case MeanRTT:
		for i := range p.Sites {
			for _, f := range p.Sites[i].Fibers {
				most = math.Max(most, f.RTTms)
			}
		}
	case CarbonTotal:
	}
	return most
}

// divides reports whether what the measure divides by is never 0.
func (m Measure) divides(p *Problem) bool {
	if m.Quantity != Share {
		return m.Quantity == CarbonTotal
	}
	return !slices.ContainsFunc(m.caps(p), func(s ShareCap) bool { return s.TotalMW <= 0 })
}
