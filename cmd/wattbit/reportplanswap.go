package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// swapRows are the unit costs of the swap chart with their short names.
var swapRows = []struct {
	id, name string
	side     report.Side
}{
	{"line-overhead-66kv", "Line, 66–77 kV", report.Watts},
	{"line-overhead-154kv", "Line, 110–154 kV", report.Watts},
	{swapReference, "Line, 187–275 kV", report.Watts},
	{"line-overhead-500kv", "Line, 500 kV", report.Watts},
	{"hvdc-submarine-2gw", "Submarine HVDC, 2 GW", report.Watts},
	{"fiber-duct", "Fiber in a new duct", report.Bits},
	{"fiber-submarine", "Submarine fiber", report.Bits},
}

// swapReference is the line that ratios are of.
const swapReference = "line-overhead-275kv"

// planSwap is nil where the atlas lacks the unit costs.
func planSwap(r *scenario.Result) *report.Swap {
	s := &report.Swap{Reference: -1}
	for _, row := range swapRows {
		at := slices.IndexFunc(r.Atlas.Costs, func(c atlas.Cost) bool { return c.ID == row.id && c.Unit == "JPY/km" })
		if at < 0 {
			continue
		}
		c := r.Atlas.Costs[at]
		if row.id == swapReference {
			s.Reference = len(s.Lines)
		}
		s.Lines = append(s.Lines, report.UnitCost{Name: row.name, Side: row.side, Low: orElse(c.Low, c.Base), Base: report.Number(c.Base), High: orElse(c.High, c.Base),
			Evidence: report.Evidence(c.Evidence), Source: c.Source})
	}
	if s.Reference < 0 {
		return nil
	}
	s.Sites = swapSites(r)
	s.Text = swapSentence(s.Sites)
	if left := len(r.Plan.Comparison.Joint.Plan.Sites) - len(s.Sites); left > 0 {
		s.Text += fmt.Sprintf(" %s hold backups only in the last period, or have spurs without a price, and are not drawn.", counted(left, "site"))
	}
	if b := r.Plan.BreakEven; b != nil {
		s.BreakEven = &report.BreakEven{Low: report.Number(b.Low), High: report.Number(b.High), Against: string(b.Against)}
		if math.IsInf(b.High, 1) {
			s.BreakEven.High = report.Missing
		}
	}
	settings := r.Plan.Study.Settings
	s.Notes = []string{
		fmt.Sprintf("The line is that of the voltage that the site's MW call for, %.1f times the air line, overhead all the way: across a strait it would be submarine and dearer. The fiber is the site's spurs and, by MW, its part of a new span; leased wavelengths and what already lies in the ground are not built anew and not in it.", cost.RouteFactor),
		fmt.Sprintf("Base costs to build, not discounted, times the scenario's factors (grid %g, fiber %g).", settings.Costs.Grid, settings.Fiber.CostFactor),
	}
	return s
}

func orElse(x, other float64) report.Number {
	if math.IsNaN(x) {
		return report.Number(other)
	}
	return report.Number(x)
}

// swapSites places each chosen site by the metro that it serves most.
func swapSites(r *scenario.Result) []report.SwapPoint {
	st, p := r.Plan.Study, r.Plan.Comparison.Joint.Plan
	book := cost.NewBook(r.Atlas.Costs)
	last := len(st.Settings.Periods) - 1
	spanMW := spanUsers(st, p, last)
	var out []report.SwapPoint
	for _, s := range p.Sites {
		mw := s.ITMW(st.Problem, last) * st.Problem.Sites[s.Site].PUE
		metro := servedMost(p, s.Site, last)
		if mw == 0 || metro < 0 {
			continue
		}
		site := st.Sites[s.Site]
		class := cost.ClassFor(mw)
		perKm, err := book.LinePerKm(class)
		fiber := fiberToBuild(st, s, mw, spanMW)
		km := math.Max(1, geo.FastDistanceKm(site.Candidate.Location, st.Metros[metro].Location)*cost.RouteFactor)
		if err != nil || !(fiber > 0) {
			continue
		}
		out = append(out, report.SwapPoint{
			Name: site.Candidate.Name, NameLocal: site.Candidate.NameLocal, Metro: st.Metros[metro].Name, MW: report.Number(mw), Km: report.Number(km),
			LineName: "A " + class.Name + " line there", Line: report.Number(km * perKm.Base * st.Settings.Costs.Grid), Fiber: report.Number(fiber),
		})
	}
	return out
}

// spanUsers is the MW that share each span.
func spanUsers(st *portfolio.Study, p plan.Plan, t int) map[int]float64 {
	out := map[int]float64{}
	for _, s := range p.Sites {
		if span := st.Sites[s.Site].Fibers[s.Fiber].Span; span >= 0 {
			out[span] += s.ITMW(st.Problem, t) * st.Problem.Sites[s.Site].PUE
		}
	}
	return out
}

// fiberToBuild is what a site's spurs cost to build, with its part of a span.
func fiberToBuild(st *portfolio.Study, s plan.SitePlan, mw float64, spanMW map[int]float64) float64 {
	way := st.Sites[s.Site].Fibers[s.Fiber]
	jpy := way.Answer.OneSpurJPY.Base
	if way.Spurs > 1 {
		jpy = way.Answer.TwoSpursJPY.Base
	}
	jpy *= st.Settings.Fiber.CostFactor
	if way.Span >= 0 {
		for _, shared := range st.Problem.Shared {
			if shared.ID == "span:"+st.Settings.Fiber.Spans[way.Span].ID {
				jpy += shared.Capex.Total() * mw / spanMW[way.Span]
			}
		}
	}
	return jpy
}

// servedMost is the metro that gets most of a site's MW; −1 for none.
func servedMost(p plan.Plan, site, t int) int {
	mw := map[int]float64{}
	best := -1
	for _, f := range p.Flows {
		if f.Site != site || f.Period != t || f.Backup {
			continue
		}
		mw[f.Metro] += f.MW
	}
	for _, f := range p.Flows { // in the order of the flows, so that ties fall the same way
		if x, ok := mw[f.Metro]; ok && x > 0 && (best < 0 || x > mw[best]) {
			best = f.Metro
		}
	}
	return best
}

// swapSentence says how far fiber is the cheaper way.
func swapSentence(points []report.SwapPoint) string {
	if len(points) == 0 {
		return "No chosen site serves a metro in the last period."
	}
	cheaper := 0
	ratios := make([]float64, len(points))
	for i, p := range points {
		ratios[i] = float64(p.Fiber / p.Line)
		if p.Fiber < p.Line {
			cheaper++
		}
	}
	slices.Sort(ratios)
	most := slices.MaxFunc(points, func(a, b report.SwapPoint) int { return cmp.Compare(float64(a.Fiber/a.Line), float64(b.Fiber/b.Line)) })
	return fmt.Sprintf("At %d of %d sites the fiber costs less than a line that would bring their power to the metro, at the middle one %.2g times as much; the ratio is highest at %s, %.2g. The inverse is how much dearer fiber may become before the line wins there.",
		cheaper, len(points), ratios[len(ratios)/2], most.Name, most.Fiber/most.Line)
}
