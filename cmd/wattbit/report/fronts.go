package report

import (
	"fmt"
	"strings"
)

// Front is the least net present cost of plans at each value of a measure, the
// smaller the better. Money is bn JPY.
type Front struct {
	ID    string `json:"id"`    // "metro"
	Title string `json:"title"` // "share of the metros in the IT MW"
	Unit  string `json:"unit"`
	Year  int    `json:"year"` // that the measure is of

	Points []FrontPoint `json:"points"` // rising in the measure, falling in cost
	Near   []FrontDot   `json:"near"`   // plans found by another search, beside the front
	Own    FrontOwn     `json:"own"`
	Events []Text       `json:"events"` // that the measure is about

	Tried        int  `json:"tried"`        // limits on the measure; 0 where not known
	LeastProven  bool `json:"least_proven"` // no plan has less of the measure than the first point
	Complete     bool `json:"complete"`     // searched to the end, every gap within the one asked for
	Reproducible bool `json:"reproducible"`
}

// FrontPoint is the cheapest plan found within a limit on the measure.
type FrontPoint struct {
	Value    Number   `json:"value"`
	CostBn   Number   `json:"cost_bjpy"`
	BoundBn  Number   `json:"bound_bjpy"` // no plan within the limit costs less; may be missing
	GapPct   Number   `json:"gap_pct"`
	Own      bool     `json:"own"` // the scenario's own plan
	Sites    int      `json:"sites"`
	MW       Number   `json:"mw"` // of IT, built
	Unserved Number   `json:"unserved_mw"`
	In       []string `json:"in"`  // sites, against the next dearer measure, from the cheapest on
	Out      []string `json:"out"` // as above
	Accepted bool     `json:"accepted"`
}

// FrontDot is a plan that was found beside the front.
type FrontDot struct {
	Name   string `json:"name"`
	Value  Number `json:"value"`
	CostBn Number `json:"cost_bjpy"`
}

// FrontOwn is the scenario's own plan. Its value is missing where none was found
// or nothing is built.
type FrontOwn struct {
	Method string `json:"method"`
	Value  Number `json:"value"`
	CostBn Number `json:"cost_bjpy"`
}

// cheapest is the last point.
func (f *Front) cheapest() FrontPoint { return f.Points[len(f.Points)-1] }

// empty tells a plan that builds nothing.
func (p FrontPoint) empty() bool { return !(p.MW > 0) }

// more is what a point costs more than the cheapest, and between which ends the
// least costs at both limits differ. An end is missing where a bound is.
func (f *Front) more(p FrontPoint) (more, least, most Number) {
	c := f.cheapest()
	return p.CostBn - c.CostBn, max(0, p.BoundBn-c.CostBn), p.CostBn - c.BoundBn
}

// Unsure tells that the difference to the cheapest may be nothing but gaps.
func (f *Front) Unsure(p FrontPoint) bool {
	_, least, _ := f.more(p)
	return !(least > 0)
}

// Remarks say what a reader of the front must know: how many points there are, what
// their gaps mean, and what is not proven. The front must have points.
func (f *Front) Remarks() []string {
	out := []string{f.ownRemark()}
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if n := len(f.Points); f.Tried > n {
		say("%d limits on the measure were tried and %s left: the other limits led to a plan that is here already, or that another one beats in cost and measure.", f.Tried, counted(n, "plan is", "plans are"))
	}
	say("The gap is how much of its cost a plan could at most be above the cheapest within its limit; 0 is proven to be the cheapest.")
	if text := f.unsureRemark(); text != "" {
		say("%s", text)
	}
	say("%s", shortlistRemark)
	for _, e := range f.Events {
		say("Event %s: %s", e.Name, e.Text)
	}
	if f.Points[0].empty() {
		say("The first plan builds nothing. A plan without MW counts as 0 in the measure, and all demand goes without at its price: it is the end of the front and no advice.")
	}
	if f.LeastProven {
		say("No plan has less of the measure than the first.")
	} else {
		say("That no plan has less of the measure than the first is not proven.")
	}
	if !f.Complete {
		say("The front is not complete: the search was ended, or a gap is wider than asked for.")
	}
	for _, p := range f.Points {
		if !p.Accepted {
			say("The plan at %s fails its check of the grid or of the optical network.", formatFixed(p.Value, 2))
		}
	}
	if !f.Reproducible {
		say("A time limit or an interrupt ended a search: a repeat may give another front.")
	}
	return out
}

func (f *Front) ownRemark() string {
	for _, p := range f.Points {
		if p.Own {
			return fmt.Sprintf("The scenario's own plan (%s) is the one marked own.", f.Own.Method)
		}
	}
	if !f.Own.Value.Known() {
		return fmt.Sprintf("The scenario's own plan (%s): none was found, or it builds nothing.", f.Own.Method)
	}
	return fmt.Sprintf("The scenario's own plan (%s) is off the front: %s %s for %s bn ¥.", f.Own.Method, formatFixed(f.Own.Value, 2), f.Unit, formatFixed(f.Own.CostBn, 1))
}

// unsureRemark says where a difference is smaller than the gaps.
func (f *Front) unsureRemark() string {
	unsure := 0
	for _, p := range f.Points[:len(f.Points)-1] {
		if f.Unsure(p) {
			unsure++
		}
	}
	switch others := len(f.Points) - 1; unsure {
	case 0:
		return ""
	case others:
		return "No plan is certain to cost more than the cheapest at the end: the differences are within the gaps and may be nothing."
	default:
		return fmt.Sprintf("%d of %d differences to the cheapest plan are within the gaps and may be nothing.", unsure, others)
	}
}

// counted writes 1 plan is, 2 plans are.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return formatCount(n) + " " + many
}

// frontView is a front with the places of its marks.
type frontView struct {
	*Front
	N                        int
	XTicks, YTicks           []axisTick
	Left, Right, Top, Bottom string
	Step                     string // path of the least cost known at each value
	Marks                    []frontMark
	Dots                     []mapDot
	Rows                     []frontRow
	Apart                    int // points that build nothing and are not drawn
}

type frontMark struct {
	Own                     bool
	X, Y, YBound, Cap0, Cap string
	Name                    string
	Title                   string
}

type frontRow struct {
	FrontPoint
	More, Least, Most Number
	Unsure, Cheapest  bool
	Change            string
}

// Size of a front's drawing in px, and its margins.
const (
	frontWide, frontHigh  = 760.0, 400.0
	frontLeft, frontRight = 76.0, 24.0
	frontTop, frontFoot   = 26.0, 54.0
)

func frontsContent(d *Data) any {
	if len(d.Fronts) == 0 {
		return nil
	}
	var out []frontView
	for n := range d.Fronts {
		out = append(out, newFrontView(n, &d.Fronts[n]))
	}
	return out
}

func newFrontView(n int, f *Front) frontView {
	v := frontView{Front: f, N: n, Left: px(frontLeft), Right: px(frontWide - frontRight), Top: px(frontTop), Bottom: px(frontHigh - frontFoot)}
	var xs, ys []Number
	for _, p := range f.Points {
		v.Rows = append(v.Rows, f.row(p))
		if p.empty() {
			v.Apart++
			continue
		}
		xs, ys = append(xs, p.Value), append(ys, p.CostBn, p.BoundBn)
	}
	v.Rows[len(v.Rows)-1].Cheapest = true
	for _, p := range f.Near {
		xs, ys = append(xs, p.Value), append(ys, p.CostBn)
	}
	if f.Own.Value.Known() {
		xs, ys = append(xs, f.Own.Value), append(ys, f.Own.CostBn)
	}
	x, y := newAxis(xs, frontLeft, frontWide-frontRight, 8), newAxis(ys, frontHigh-frontFoot, frontTop, 6)
	v.XTicks, v.YTicks = x.ticks(), y.ticks()
	v.draw(x, y)
	return v
}

func (f *Front) row(p FrontPoint) frontRow {
	r := frontRow{FrontPoint: p, Unsure: f.Unsure(p)}
	r.More, r.Least, r.Most = f.more(p)
	var parts []string
	if len(p.In) > 0 {
		parts = append(parts, "in: "+strings.Join(p.In, ", "))
	}
	if len(p.Out) > 0 {
		parts = append(parts, "out: "+strings.Join(p.Out, ", "))
	}
	if r.Change = strings.Join(parts, "; "); r.Change == "" {
		r.Change = "the same sites, of other sizes or years"
	}
	return r
}

func (v *frontView) draw(x, y axis) {
	var path strings.Builder
	for _, p := range v.Points {
		if p.empty() {
			continue
		}
		at, cost := px(x.at(p.Value)), px(y.at(p.CostBn))
		if path.Len() == 0 {
			fmt.Fprintf(&path, "M%s %s", at, cost)
		} else {
			fmt.Fprintf(&path, "H%sV%s", at, cost)
		}
		m := frontMark{Own: p.Own, X: at, Y: cost, Title: v.pointText(p)}
		if p.Own {
			m.Name = "own plan"
		}
		if p.BoundBn.Known() {
			m.YBound, m.Cap0, m.Cap = px(y.at(p.BoundBn)), px(x.at(p.Value)-4), px(x.at(p.Value)+4)
		}
		v.Marks = append(v.Marks, m)
	}
	if path.Len() > 0 {
		fmt.Fprintf(&path, "H%s", v.Right)
	}
	v.Step = path.String()
	for _, p := range v.Near {
		if p.Value.Known() {
			v.Dots = append(v.Dots, mapDot{"near", px(x.at(p.Value)), px(y.at(p.CostBn)), "5", fmt.Sprintf("%s: %s %s, ¥%s bn", p.Name, formatFixed(p.Value, 2), v.Unit, formatFixed(p.CostBn, 1))})
		}
	}
	if own := v.Own; own.Value.Known() && !v.onFront() {
		v.Dots = append(v.Dots, mapDot{"own", px(x.at(own.Value)), px(y.at(own.CostBn)), "6", fmt.Sprintf("The scenario's own plan (%s): %s %s, ¥%s bn", own.Method, formatFixed(own.Value, 2), v.Unit, formatFixed(own.CostBn, 1))})
	}
}

func (f *Front) onFront() bool {
	for _, p := range f.Points {
		if p.Own {
			return true
		}
	}
	return false
}

func (f *Front) pointText(p FrontPoint) string {
	return fmt.Sprintf("%s %s: ¥%s bn, gap %s %%, %s, %s MW", formatFixed(p.Value, 2), f.Unit, formatFixed(p.CostBn, 1), formatFixed(p.GapPct, 2), counted(p.Sites, "site", "sites"), formatFixed(p.MW, 0))
}

// Describe is the chart in a sentence, for those who do not see it.
func (v frontView) Describe() string {
	first, last := v.Points[0], v.cheapest()
	return fmt.Sprintf("%s, from %s %s for ¥%s bn to %s %s for ¥%s bn.", counted(len(v.Points), "plan", "plans"),
		formatFixed(first.Value, 2), v.Unit, formatFixed(first.CostBn, 1), formatFixed(last.Value, 2), v.Unit, formatFixed(last.CostBn, 1))
}

func (d *Data) checkFronts() error {
	seen := map[string]bool{}
	for i := range d.Fronts {
		f := &d.Fronts[i]
		if err := add(seen, "front", f.ID); err != nil {
			return err
		}
		if len(f.Points) == 0 {
			return fmt.Errorf("front %q: no points, expected one or more", f.ID)
		}
		for n, p := range f.Points {
			switch {
			case !p.Value.Known() || !p.CostBn.Known():
				return fmt.Errorf("front %q: point %d has no value or no cost", f.ID, n)
			case n > 0 && (p.Value < f.Points[n-1].Value || p.CostBn > f.Points[n-1].CostBn):
				return fmt.Errorf("front %q: point %d, expected values to rise and costs to fall", f.ID, n)
			case p.BoundBn > p.CostBn*(1+1e-9):
				return fmt.Errorf("front %q: point %d: bound %v above its cost %v", f.ID, n, p.BoundBn, p.CostBn)
			}
		}
	}
	return nil
}
