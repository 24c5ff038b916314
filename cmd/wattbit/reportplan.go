package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// reportPlan puts the joint plan into the words of the report; nil where nobody
// asked for one.
func reportPlan(r *scenario.Result) *report.Plan {
	if r.Plan == nil {
		if r.PlanRefused == "" {
			return nil
		}
		return &report.Plan{Clash: &report.Clash{Why: r.PlanRefused}}
	}
	a := r.Plan
	view := planView(r)
	p := &report.Plan{Years: a.Study.Settings.Periods, Notes: planStandsOn(a)}
	if p.Clash = planClash(view); p.Clash != nil {
		return p
	}
	st, joint := a.Study, a.Comparison.Joint
	names := areaNames(r.Atlas)
	p.Title = fmt.Sprintf("%s MW of IT on %s by %d, of %s MW asked", lastOf(joint.Evaluation.ITMW), counted(len(view.Sites), "site"), lastYear(st), lastOf(st.Demand.ITMW))
	p.Figures, p.Findings, p.Rows = planFigures(r, view), planSentences(r, view), planRows(a)
	for _, s := range st.SiteRows(joint.Plan) {
		p.Sites = append(p.Sites, planSite(st, s, names))
	}
	for _, b := range st.Builds(joint.Plan) {
		p.Builds = append(p.Builds, planBuild(r, b))
	}
	for _, b := range view.Binding {
		p.Binding = append(p.Binding, report.PlanLimit{What: b.What, Unit: b.Unit, MJPY: b.MJPY})
	}
	for _, c := range view.costs {
		p.Costs = append(p.Costs, report.PlanCost{Item: costNames[c.item], Private: inBillions(c.private), System: inBillions(c.system)})
	}
	p.Methods = planMethods(a, view)
	p.Areas = planAreas(r, names)
	p.Swap = planSwap(r)
	p.Concentration = planConcentration(r, names)
	p.Benchmarks = planBenchmarks(r)
	return p
}

var costNames = map[string]string{
	"site": "Buildings and plant", "land": "Land", "connection": "Grid connections", "fiber": "Fiber", "reinforcement": "Grid reinforcement",
	"energy": "Energy", "wheeling": "Wheeling", "carbon": "Carbon", "fixed": "Operation and maintenance", "unserved": "Demand not served (price of delay)",
	"residual": "Value left at the horizon (comes back)",
}

func lastOf(values []float64) string { return scenario.Thousands(values[len(values)-1], 0) }

func lastYear(st *portfolio.Study) int { return st.Settings.Periods[len(st.Settings.Periods)-1] }

// planStandsOn says what is modelled, published and assumed.
func planStandsOn(a *portfolio.Answer) []string {
	notes := planNotes(a)
	d := a.Study.Demand
	notes = append(notes, fmt.Sprintf("Published: the demand path, %s (%s).", d.Path.Title, strings.Join(slices.DeleteFunc(slices.Clone(d.Sources), func(s string) bool { return s == "" }), "; ")))
	s := a.Study.Settings
	for _, from := range []struct{ what, source string }{
		{"the data centers", s.Facility.Source}, {"the margin that delay costs", s.Delay.Source}, {"what may be built of the fiber", s.Fiber.Source}, {"the grid", s.Grid.Source}, {"prices and factors", s.Costs.Source},
	} {
		if from.source != "" {
			notes = append(notes, fmt.Sprintf("Assumed for %s: %s.", from.what, strings.TrimSuffix(from.source, ".")))
		}
	}
	if !a.Record().Reproducible {
		notes = append(notes, "A time limit or an interrupt ended a search: a repeat may give another plan.")
	}
	return notes
}

// planClash says why there is no plan; nil where there is one.
func planClash(v *planSummary) *report.Clash {
	if v.Infeasible != nil {
		return &report.Clash{Why: "No plan meets every requirement of the scenario. What clashes:", Unreachable: v.Infeasible.Unreachable, Conflict: v.Infeasible.Conflict, Smallest: v.Infeasible.Smallest}
	}
	if len(v.Methods) == 0 || !v.Methods[len(v.Methods)-1].TotalBn.Known() {
		return &report.Clash{Why: fmt.Sprintf("The search ended before a plan was found (%s). More time, or a larger gap, may find one.", v.Status)}
	}
	return nil
}

// planRows are the plan over the years.
func planRows(a *portfolio.Answer) []report.PlanRow {
	st, joint := a.Study, a.Comparison.Joint
	asked := report.ByIssuer
	if st.Demand.Path.Source == "" && st.Demand.Path.Metric == "" {
		asked = report.TakenAsIs
	}
	return []report.PlanRow{
		{Title: "Demand path, MW on the grid", Values: reportNumbers(st.Demand.PathMW), Basis: asked},
		{Title: "Under way already, MW on the grid", Values: reportNumbers(st.Demand.CommittedMW), Basis: cmp.Or(report.Basis(weakestOf(st.Demand.Committed)), report.Modelled)},
		{Title: "Asked of the plan, MW of IT", Values: reportNumbers(st.Demand.ITMW), Basis: report.Modelled},
		{Title: "Built, MW of IT", Values: reportNumbers(joint.Evaluation.ITMW), Basis: report.Modelled},
		{Title: "Not served, MW of IT", Values: reportNumbers(tidy(joint.Evaluation.UnservedMW)), Basis: report.Modelled},
		{Title: "In the metros, % of the MW built", Values: reportNumbers(st.MetroPct(joint.Plan)), Basis: report.Modelled},
		{Title: "Carbon of the sites' power, g/kWh", Values: reportNumbers(st.CarbonGPerKWh(joint.Plan)), Basis: report.Modelled},
	}
}

func planSite(st *portfolio.Study, s portfolio.SiteRow, names map[string]report.Region) report.PlanSite {
	c := s.Costs
	connection := s.Class + " at " + s.SubName
	if s.Flexible {
		connection += ", flexible"
	}
	return report.PlanSite{
		ID: s.ID, Name: s.Name, NameLocal: s.NameLocal, AreaName: names[s.Area].Name, At: st.Sites[s.Site].Candidate.Location, Metro: s.Metro, Year: s.Year,
		ITMW: reportNumbers(s.ITMW), Connection: connection, Fiber: fiberText(st, s), RTTms: report.Number(s.RTTms), Serves: strings.Join(s.Serves, ", "),
		Capex:   inBillions(c.Site.Plus(c.Land).Total()),
		Running: inBillions(c.Energy.Plus(c.Wheeling).Plus(c.Carbon).Plus(c.Fixed).Total()), ConnectionCost: inBillions(c.Connection.Total()), FiberCost: inBillions(c.Fiber.Total()),
	}
}

// fiberText is "2 spurs + Sea of Japan", as the plan joins a site to the network.
func fiberText(st *portfolio.Study, s portfolio.SiteRow) string {
	text := counted(s.Spurs, "spur")
	for _, span := range st.Settings.Fiber.Spans {
		if span.ID == s.Span {
			text += " + " + span.Title
		}
	}
	return text
}

// planBuild finds the path of what is built: of a line as the atlas has it, of a
// span between its two nodes.
func planBuild(r *scenario.Result, b portfolio.Build) report.PlanBuild {
	out := report.PlanBuild{Side: report.Watts, Kind: b.Kind, Name: b.Name, Year: b.Year, MW: report.Number(b.MW), Km: report.Number(b.Km), Cost: inBillions(b.CostJPY)}
	if b.Kind == "span" {
		out.Side, out.Kind = report.Bits, "new fiber span"
		out.Path = spanPath(r, b.ID)
		return out
	}
	for _, branch := range r.Atlas.GridBranches {
		if branch.ID == b.Branch && len(branch.Path) > 0 {
			out.Path = orb.MultiLineString{branch.Path}
		}
	}
	out.Kind = map[bool]string{true: "tie between areas", false: "grid reinforcement"}[b.Kind == "tie"]
	return out
}

func spanPath(r *scenario.Result, id string) orb.MultiLineString {
	for _, span := range r.Plan.Study.Settings.Fiber.Spans {
		if span.ID != id {
			continue
		}
		var line orb.LineString
		for _, end := range []string{span.From, span.To} {
			for _, n := range r.Atlas.FiberNodes {
				if n.ID == end {
					line = append(line, n.Location)
				}
			}
		}
		if len(line) == 2 {
			return orb.MultiLineString{line}
		}
	}
	return nil
}

var methodMeans = map[plan.Method]string{
	plan.BAU:        "today's queue: new MW follow the applications",
	plan.WattFirst:  "sites where power is cheapest, fiber follows",
	plan.BitFirst:   "sites where latency and land are best, the grid follows",
	plan.Sequential: "today's practice: area by area and period by period, watts before bits",
	plan.Joint:      "sites, lines, fiber and years chosen together",
}

func planMethods(a *portfolio.Answer, v *planSummary) []report.PlanMethod {
	var out []report.PlanMethod
	for i, m := range a.Methods() {
		s := v.Methods[i]
		row := report.PlanMethod{
			Name: s.Method, Means: methodMeans[m], Status: s.Status, Joint: m == plan.Joint, Total: s.TotalBn, Private: s.PrivateBn, System: s.SystemBn,
			MoreAYear: s.ValueBnPerYear, Sites: s.Sites, UnservedMW: report.Missing, MetroPct: report.Missing, CarbonG: report.Missing,
			MeanRTTms: s.MeanRTTms, GapPct: s.GapPct, Accepted: report.Unknown,
		}
		if n := len(s.UnservedMW); n > 0 {
			row.UnservedMW, row.MetroPct, row.CarbonG = report.Number(s.UnservedMW[n-1]), s.MetroPct[n-1], s.CarbonGKWh[n-1]
			row.Accepted = map[bool]report.State{true: report.Pass, false: report.Fail}[s.Accepted]
		}
		out = append(out, row)
	}
	return out
}

// planAreas are the power areas with a sentence on when each is full.
func planAreas(r *scenario.Result, names map[string]report.Region) []report.PlanArea {
	st, joint := r.Plan.Study, r.Plan.Comparison.Joint
	onGrid := areaGridMW(st, joint.Plan)
	var out []report.PlanArea
	for _, row := range st.AreaRows(joint) {
		region := names[st.Problem.Areas[row.Area].ID]
		area := report.PlanArea{Name: region.Name, NameLocal: region.NameLocal, Asked: reportNumbers(tidy(row.AskedMW)), Served: reportNumbers(tidy(row.ServedMW)), Built: reportNumbers(tidy(row.BuiltMW))}
		left := make([]float64, len(row.RoomMW))
		for t := range left {
			left[t] = row.RoomMW[t] - onGrid[row.Area][t]
			if left[t] < 0 && area.FullFrom == 0 {
				area.FullFrom = st.Settings.Periods[t]
			}
		}
		area.Text = areaSentence(st.Settings.Periods, row, area.FullFrom, onGrid[row.Area])
		out = append(out, area)
	}
	return out
}

// areaGridMW is what the plan's sites take from the grid, by area and period.
func areaGridMW(st *portfolio.Study, p plan.Plan) [][]float64 {
	out := make([][]float64, len(st.Problem.Areas))
	for a := range out {
		out[a] = make([]float64, len(st.Problem.Years))
	}
	for _, s := range p.Sites {
		site := st.Problem.Sites[s.Site]
		for t := range st.Problem.Years {
			out[site.Area][t] += s.ITMW(st.Problem, t) * site.PUE
		}
	}
	return out
}

// areaSentence names the year from which an area is full, and what its metros do
// not get.
func areaSentence(years []int, row portfolio.AreaRow, full int, onGrid []float64) string {
	var text string
	at := max(slices.Index(years, full), 0)
	switch {
	case full == 0:
		text = "Its own supply, with the reserve it keeps, carries what is built in it."
	case row.RoomMW[at] < 0 && onGrid[at] == 0:
		text = fmt.Sprintf("Full from %d: its own supply lacks %s MW for the peak and the reserve before any new site; what is built relies on imports.", full, scenario.Thousands(-row.RoomMW[at], 0))
	default:
		text = fmt.Sprintf("Full from %d: the sites take %s MW where its own supply has %s MW left; the rest is imported.", full, scenario.Thousands(onGrid[at], 0), scenario.Thousands(math.Max(0, row.RoomMW[at]), 0))
	}
	var missing []string
	for t, year := range years {
		if left := row.AskedMW[t] - row.ServedMW[t]; left >= 0.5 {
			missing = append(missing, fmt.Sprintf("%s MW in %d", scenario.Thousands(left, 0), year))
		}
	}
	switch {
	case len(missing) > 0:
		text += " Its metros go without " + strings.Join(missing, ", ") + "."
	case slices.Max(row.AskedMW) > 0:
		text += " Its metros get all that they ask for."
	}
	return text
}
