package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// planSummary is the joint plan as run and plan print it, as text or as JSON.
type planSummary struct {
	Scenario     string              `json:"scenario"`
	Title        string              `json:"title"`
	Years        []int               `json:"years"`
	Status       string              `json:"status"`
	GapPct       report.Number       `json:"gap_pct"`
	WholeGapPct  report.Number       `json:"whole_gap_pct"` // against a bound over all candidates
	Reproducible bool                `json:"reproducible"`
	Checked      bool                `json:"checked"`
	Check        portfolio.Check     `json:"check"`
	Demand       demandSummary       `json:"demand"`
	Sites        []planSiteSummary   `json:"sites"`
	Builds       []buildSummary      `json:"builds"`
	Methods      []methodSummary     `json:"methods"`
	Areas        []areaSummary       `json:"areas"`
	Binding      []bindingSummary    `json:"binding"`
	BreakEven    *breakEvenSummary   `json:"break_even,omitempty"`
	Infeasible   *infeasibleSummary  `json:"infeasible,omitempty"`
	Screening    portfolio.Screening `json:"screening"`
	Notes        []string            `json:"notes"`
	Outlook      *outlookSummary     `json:"outlook,omitempty"`
	Folder       string              `json:"folder,omitempty"`
	costs        []costLine
}

type demandSummary struct {
	Path        string    `json:"path"`
	PathMW      []float64 `json:"path_mw"`
	CommittedMW []float64 `json:"committed_mw"`
	ITMW        []float64 `json:"it_mw"`
	HeldFrom    int       `json:"held_from,omitempty"`
	Sources     []string  `json:"sources"`
}

type planSiteSummary struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	NameLocal  string        `json:"name_local"`
	Area       string        `json:"area"`
	Metro      bool          `json:"metro"`
	FirstYear  int           `json:"first_year"`
	ITMW       []float64     `json:"it_mw"`
	Substation string        `json:"substation"`
	Voltage    string        `json:"voltage"`
	Flexible   bool          `json:"flexible"`
	Spurs      int           `json:"spurs"`
	Span       string        `json:"span,omitempty"`
	RTTms      report.Number `json:"nearest_metro_rtt_ms"`
	Serves     []string      `json:"serves"`
}

type buildSummary struct {
	Kind   string        `json:"kind"`
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Year   int           `json:"year"`
	MW     report.Number `json:"adds_mw"`
	Km     report.Number `json:"km"`
	CostBn report.Number `json:"cost_bjpy"`
}

type methodSummary struct {
	Method         string          `json:"method"`
	Status         string          `json:"status"`
	TotalBn        report.Number   `json:"total_bjpy"`
	PrivateBn      report.Number   `json:"private_bjpy"`
	SystemBn       report.Number   `json:"system_bjpy"`
	ValueBnPerYear report.Number   `json:"value_of_joint_bjpy_per_year"`
	GapPct         report.Number   `json:"gap_pct"`
	Sites          int             `json:"sites"`
	ITMW           []float64       `json:"it_mw"`
	UnservedMW     []float64       `json:"unserved_mw"`
	MetroPct       []report.Number `json:"metro_pct"`
	CarbonGKWh     []report.Number `json:"carbon_g_kwh"`
	MeanRTTms      report.Number   `json:"mean_rtt_ms"`
	Accepted       bool            `json:"accepted"`
}

type areaSummary struct {
	Area     string    `json:"area"`
	AskedMW  []float64 `json:"asked_it_mw"`
	BuiltMW  []float64 `json:"built_it_mw"`
	ServedMW []float64 `json:"served_it_mw"`
}

type bindingSummary struct {
	What   string        `json:"what"`
	Unit   string        `json:"unit"`
	MJPY   report.Number `json:"mjpy_per_unit"`
	Demand bool          `json:"-"`
}

// breakEvenSummary is the price of fiber at which planning together stops
// paying: factors on its costs, and its ratio to that of power cable. The high
// ends are null beyond all that was tried.
type breakEvenSummary struct {
	Against    string        `json:"against"`
	FactorLow  report.Number `json:"fiber_cost_factor_low"`
	FactorHigh report.Number `json:"fiber_cost_factor_high"`
	RatioNow   report.Number `json:"fiber_to_cable_now"`
	RatioLow   report.Number `json:"fiber_to_cable_low"`
	RatioHigh  report.Number `json:"fiber_to_cable_high"`
}

type infeasibleSummary struct {
	Conflict    []string `json:"conflict"`
	Smallest    []string `json:"smallest_relaxation"`
	Unreachable []string `json:"unreachable"`
	// alone are the members of Conflict that cannot be met by themselves, together
	// the others.
	alone, together []string
}

type costLine struct {
	item            string
	private, system float64
}

// bindingShown is how many limits are named.
const bindingShown = 8

func planView(r *scenario.Result) *planSummary {
	a := r.Plan
	st, joint := a.Study, a.Comparison.Joint
	v := &planSummary{
		Scenario: r.Scenario.Name, Title: r.Scenario.Heading(), Years: st.Settings.Periods, Status: joint.Status.String(),
		GapPct: percentOf(joint.Gap), WholeGapPct: percentOf(a.WholeGap), Reproducible: a.Record().Reproducible,
		Checked: a.Checks[plan.Joint].OK(), Check: a.Checks[plan.Joint], Screening: st.Screening, Notes: planNotes(a),
		Demand: demandSummary{Path: st.Demand.Path.Title, PathMW: st.Demand.PathMW, CommittedMW: st.Demand.CommittedMW,
			ITMW: st.Demand.ITMW, HeldFrom: st.Demand.HeldFrom, Sources: st.Demand.Sources},
		Sites: []planSiteSummary{}, Builds: []buildSummary{}, Binding: []bindingSummary{}, Outlook: outlookView(r),
	}
	if joint.Infeasible != nil {
		v.Infeasible = infeasibleView(joint.Infeasible)
	}
	for _, m := range a.Methods() {
		v.Methods = append(v.Methods, planMethodView(a, m))
	}
	for _, row := range st.AreaRows(joint) {
		v.Areas = append(v.Areas, areaSummary{st.Problem.Areas[row.Area].ID, row.AskedMW, row.BuiltMW, row.ServedMW})
	}
	if !a.Found() {
		return v
	}
	for _, s := range st.SiteRows(joint.Plan) {
		v.Sites = append(v.Sites, siteSummary(s))
	}
	for _, b := range st.Builds(joint.Plan) {
		v.Builds = append(v.Builds, buildSummary{b.Kind, b.ID, b.Name, b.Year, report.Number(b.MW), report.Number(b.Km), inBillions(b.CostJPY)})
	}
	for _, p := range a.Binding(bindingShown) {
		v.Binding = append(v.Binding, bindingSummary{What: p.What, Unit: p.Requirement.Unit, MJPY: report.Number(p.JPYPerUnit / 1e6)})
	}
	v.BreakEven = breakEvenView(a.BreakEven)
	for _, item := range portfolio.CostItems(joint.Evaluation.Costs) {
		v.costs = append(v.costs, costLine{item.ID, item.Private, item.System})
	}
	return v
}

func breakEvenView(b *portfolio.BreakEven) *breakEvenSummary {
	if b == nil {
		return nil
	}
	low, high := b.Ratios()
	return &breakEvenSummary{string(b.Against), report.Number(b.Low), finite(b.High), report.Number(b.RatioNow), report.Number(low), finite(high)}
}

// finite is missing where a figure has no end.
func finite(x float64) report.Number {
	if math.IsInf(x, 0) {
		return report.Missing
	}
	return report.Number(x)
}

func (b *breakEvenSummary) print(w io.Writer) {
	fmt.Fprintf(w, "\nPlanning together against %s, by the price of fiber\n  ", b.Against)
	switch {
	case !b.FactorHigh.Known():
		fmt.Fprintf(w, "It pays even at %s times today's costs of fiber", figureText(b.FactorLow, 0))
	case b.FactorLow == b.FactorHigh:
		fmt.Fprintf(w, "It saves no more than the gap even at %s times today's costs of fiber", figureText(b.FactorLow, 1))
	default:
		fmt.Fprintf(w, "It stops paying between %s and %s times today's costs of fiber", figureText(b.FactorLow, 2), figureText(b.FactorHigh, 2))
	}
	if b.RatioNow.Known() && b.FactorHigh.Known() {
		fmt.Fprintf(w, ", fiber : power cable of %.3g to %.3g by km (now %.3g)", float64(b.RatioLow), float64(b.RatioHigh), float64(b.RatioNow))
	}
	fmt.Fprintf(w, ".\n")
}

func percentOf(share float64) report.Number { return report.Number(100 * share) }

func inBillions(jpy float64) report.Number { return report.Number(jpy / 1e9) }

func planMethodView(a *portfolio.Answer, m plan.Method) methodSummary {
	out, _ := a.Outcome(m)
	missing := report.Missing
	v := methodSummary{Method: string(m), Status: out.Status.String(), TotalBn: missing, PrivateBn: missing, SystemBn: missing, ValueBnPerYear: missing, GapPct: percentOf(out.Gap), MeanRTTms: missing}
	check, ok := a.Checks[m]
	if !ok {
		return v
	}
	total := out.Evaluation.Costs.Total()
	v.TotalBn, v.PrivateBn, v.SystemBn = inBillions(out.Evaluation.TotalJPY), inBillions(total.Private), inBillions(total.System)
	for _, b := range a.Comparison.Baselines {
		if b.Method == m {
			v.ValueBnPerYear = inBillions(b.ValueJPYPerYear)
		}
	}
	v.Sites, v.ITMW, v.UnservedMW = len(a.Study.SiteRows(out.Plan)), out.Evaluation.ITMW, tidy(out.Evaluation.UnservedMW)
	v.MetroPct, v.CarbonGKWh = reportNumbers(a.Study.MetroPct(out.Plan)), reportNumbers(a.Study.CarbonGPerKWh(out.Plan))
	v.MeanRTTms, v.Accepted = report.Number(a.Study.MeanRTTms(out.Plan)), check.OK()
	return v
}

func reportNumbers(xs []float64) []report.Number {
	out := make([]report.Number, len(xs))
	for i, x := range xs {
		out[i] = report.Number(x)
	}
	return out
}

// tidy takes rounding to nothing.
func tidy(xs []float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		if math.Abs(x) > 1e-6 {
			out[i] = x
		}
	}
	return out
}

func infeasibleView(i *plan.Infeasibility) *infeasibleSummary {
	v := &infeasibleSummary{Conflict: []string{}, Smallest: []string{}, Unreachable: []string{}}
	stated := func(list []plan.Requirement) []string {
		texts := []string{}
		for _, c := range portfolio.Clauses(portfolio.Required(list)) {
			text := c.Text
			if len(c.Stated) > 0 {
				text += fmt.Sprintf(" (%s)", strings.Join(c.Stated, ", "))
			}
			texts = append(texts, text)
		}
		return texts
	}
	v.alone = stated(i.Conflict[:i.Alone])
	v.together = stated(i.Conflict[i.Alone:])
	v.Conflict = append(append(v.Conflict, v.alone...), v.together...)
	for _, c := range portfolio.Clauses(i.Smallest) {
		v.Smallest = append(v.Smallest, fmt.Sprintf("%s: by %s", c.Text, strings.Join(c.By, ", ")))
	}
	for _, c := range portfolio.Clauses(portfolio.Required(i.Unreachable)) {
		v.Unreachable = append(v.Unreachable, c.Text)
	}
	return v
}

// planNotes say what the plan stands on and what was left out.
func planNotes(a *portfolio.Answer) []string {
	st := a.Study
	s := st.Screening
	notes := []string{
		fmt.Sprintf("%s candidates pass the gates that the plan keeps (the others, such as firm power, it decides itself); %d sites were planned: %d lack a substation that could take them, %d share substations, fiber nodes and reach with a cheaper one, %d are not among the cheapest of their area or of any demand.",
			scenario.Thousands(float64(s.Asked), 0), s.Planned, s.NoConnection+s.NoFiber+s.NoPrice, s.Dominated, s.Dearer),
		fmt.Sprintf("A MW of IT that is not served costs its margin and the %s M JPY a year that the median site costs.", scenario.Thousands(st.AvoidedJPY/1e6, 0)),
	}
	if !math.IsNaN(a.WholeGap) {
		notes = append(notes, fmt.Sprintf("No plan of all these candidates, shortlisted or not, is more than %.1f %% cheaper (linear relaxation).", 100*a.WholeGap))
	}
	if c, ok := a.Checks[plan.Joint]; ok {
		notes = append(notes, checkNote(c))
	}
	notes = append(notes, fmt.Sprintf("The ranking asks for one connection for all the power at once; the plan may begin with blocks of %g MW of IT, which a lower voltage can carry and which are ready earlier.", st.Settings.Facility.BlocksMW[0]))
	if n := len(st.Demand.Committed); n > 0 {
		notes = append(notes, fmt.Sprintf("%d announced data centers under construction (%s MW by %d) are taken as given and take their power first; %d more have no published MW and count nothing.",
			n, scenario.Thousands(st.Demand.CommittedMW[len(st.Demand.CommittedMW)-1], 0), st.Settings.Periods[len(st.Settings.Periods)-1], st.Demand.Unknown))
	}
	if st.Demand.HeldFrom > 0 {
		notes = append(notes, fmt.Sprintf("The demand path has no figure after %d and is held level from there.", st.Demand.HeldFrom))
	}
	return append(notes, st.Notes...)
}

func checkNote(c portfolio.Check) string {
	if !c.OK() {
		return fmt.Sprintf("The plan FAILS its check: grid excess %.3g MW %s; fiber %s.", c.GridExcessMW, c.GridWorst, strings.Join(c.FiberFaults, "; "))
	}
	text := fmt.Sprintf("Checked anew: N-1 secure in %s contingencies in every period, %d routes within their round trips and disjoint as asked.", scenario.Thousands(float64(c.Contingencies), 0), c.Routes)
	if c.BelowCutoff > 0 {
		text += fmt.Sprintf(" Counting elements that take less than 5 %% of a load, %d limits would be exceeded, by %.0f MW at most: redispatch is taken to see to these.", c.BelowCutoff, c.BelowCutoffMW)
	}
	return text
}

// sitesPrinted is how many sites run prints; plan prints all.
const sitesPrinted = 12

func (v *planSummary) print(w io.Writer, whole bool) {
	fmt.Fprintf(w, "%s\n", bold(w, "The joint plan: sites, grid, fiber and years together"))
	if v.Infeasible != nil {
		v.Infeasible.print(w)
		return
	}
	if len(v.Methods) == 0 || !v.Methods[len(v.Methods)-1].TotalBn.Known() {
		fmt.Fprintf(w, "  %s: no plan was found in the time\n", v.Status)
		return
	}
	v.printYears(w)
	v.printSites(w, whole)
	v.printBuilds(w)
	v.printMethods(w)
	v.printCosts(w)
	if v.BreakEven != nil {
		v.BreakEven.print(w)
	}
	if len(v.Binding) > 0 {
		fmt.Fprintf(w, "\nWhat binds (what a unit more would save, net present; a MW of a line may carry many MW of load that put little on it)\n")
		for _, b := range v.Binding {
			fmt.Fprintf(w, "  %s M¥ per %s  %s\n", scenario.Thousands(float64(b.MJPY), 1), b.Unit, b.What)
		}
	}
	fmt.Fprintf(w, "\nWhat the plan stands on\n")
	for _, n := range v.Notes {
		fmt.Fprintf(w, "  %s\n", n)
	}
	if !v.Reproducible {
		fmt.Fprintf(w, "  A time limit or an interrupt ended a search: a repeat may give another plan.\n")
	}
	if v.Outlook != nil {
		v.Outlook.print(w)
	}
}

// clashesShown is how many lines of each part of an explanation are printed.
const clashesShown = 12

func (i *infeasibleSummary) print(w io.Writer) {
	fmt.Fprintf(w, "  No plan meets every requirement.\n")
	if len(i.Conflict)+len(i.Smallest)+len(i.Unreachable) == 0 {
		fmt.Fprintf(w, "  The time did not suffice to say which of them clash; try a longer --time-limit.\n")
	}
	alone := "None of these can be met by any choice of sites"
	if len(i.alone) == 1 {
		alone = "This cannot be met by any choice of sites"
	}
	for _, part := range []struct {
		title string
		lines []string
	}{{"Out of reach of every site", i.Unreachable}, {alone, i.alone}, {"These cannot be met together", i.together}, {"The smallest relaxation that helps", i.Smallest}} {
		if len(part.lines) > 0 {
			fmt.Fprintf(w, "%s\n", part.title)
			for _, line := range part.lines[:min(len(part.lines), clashesShown)] {
				fmt.Fprintf(w, "  %s\n", line)
			}
			if more := len(part.lines) - clashesShown; more > 0 {
				fmt.Fprintf(w, "  and %d more (--json has all)\n", more)
			}
		}
	}
}

func (v *planSummary) printYears(w io.Writer) {
	joint := v.Methods[len(v.Methods)-1]
	g := grid{header: []string{"MW of IT"}, right: map[int]bool{}}
	rows := [][]string{{"asked (" + v.Demand.Path + ")"}, {"built"}, {"not served"}, {"in the metros, %"}}
	for t, year := range v.Years {
		g.header = append(g.header, fmt.Sprint(year))
		g.right[t+1] = true
		rows[0] = append(rows[0], scenario.Thousands(v.Demand.ITMW[t], 0))
		rows[1] = append(rows[1], scenario.Thousands(joint.ITMW[t], 0))
		rows[2] = append(rows[2], scenario.Thousands(joint.UnservedMW[t], 0))
		rows[3] = append(rows[3], figureText(joint.MetroPct[t], 0))
	}
	g.rows = rows
	g.print(w)
}

func (v *planSummary) printSites(w io.Writer, whole bool) {
	n := len(v.Sites)
	if !whole {
		n = min(n, sitesPrinted)
	}
	if n == 0 {
		fmt.Fprintf(w, "\nSites: none\n")
		return
	}
	fmt.Fprintf(w, "\nSites: %d", len(v.Sites))
	if n < len(v.Sites) {
		fmt.Fprintf(w, ", the largest %d (plan_sites.csv has all)", n)
	}
	fmt.Fprintln(w)
	g := grid{header: []string{"site", "", "area", "MW", "from", "connection", "fiber", "ms", "serves"}, right: map[int]bool{3: true, 4: true, 7: true}}
	for _, s := range v.Sites[:n] {
		fiber := fmt.Sprintf("%d spur", s.Spurs)
		if s.Spurs > 1 {
			fiber += "s"
		}
		if s.Span != "" {
			fiber += " + " + s.Span
		}
		g.rows = append(g.rows, []string{clip(s.Name, 24), clip(s.NameLocal, 16), s.Area, scenario.Thousands(s.ITMW[len(s.ITMW)-1], 0), fmt.Sprint(s.FirstYear),
			s.Voltage, fiber, figureText(s.RTTms, 2), clip(strings.Join(s.Serves, " "), 40)})
	}
	g.print(w)
}

func (v *planSummary) printBuilds(w io.Writer) {
	if len(v.Builds) == 0 {
		fmt.Fprintf(w, "\nLines and fiber to build beyond the sites' own: none\n")
		return
	}
	fmt.Fprintf(w, "\nLines and fiber to build beyond the sites' own\n")
	g := grid{header: []string{"kind", "what", "from", "adds MW", "km", "bn ¥"}, right: map[int]bool{2: true, 3: true, 4: true, 5: true}}
	for _, b := range v.Builds {
		g.rows = append(g.rows, []string{b.Kind, clip(b.Name, 60), fmt.Sprint(b.Year), figureText(b.MW, 0), figureText(b.Km, 1), figureText(b.CostBn, 1)})
	}
	g.print(w)
}

func (v *planSummary) printMethods(w io.Writer) {
	fmt.Fprintf(w, "\nPlanning together against planning apart (net present cost, bn ¥)\n")
	g := grid{header: []string{"method", "total", "private", "system", "costs more a year", "sites", "not served", "metros %", "mean ms", "gap %"}, right: map[int]bool{}}
	for i := 1; i < len(g.header); i++ {
		g.right[i] = true
	}
	for _, m := range v.Methods {
		if !m.TotalBn.Known() {
			g.rows = append(g.rows, []string{m.Method, m.Status})
			for len(g.rows[len(g.rows)-1]) < len(g.header) {
				g.rows[len(g.rows)-1] = append(g.rows[len(g.rows)-1], "")
			}
			continue
		}
		last := len(v.Years) - 1
		paid := addUp(0, float64(m.PrivateBn), float64(m.SystemBn))
		g.rows = append(g.rows, []string{m.Method, figureText(m.TotalBn, 0), figureText(report.Number(paid[0]), 0), figureText(report.Number(paid[1]), 0), figureText(m.ValueBnPerYear, 1),
			fmt.Sprint(m.Sites), scenario.Thousands(m.UnservedMW[last], 0), figureText(m.MetroPct[last], 0), figureText(m.MeanRTTms, 1), figureText(m.GapPct, 2)})
	}
	g.print(w)
}

func (v *planSummary) printCosts(w io.Writer) {
	if len(v.costs) == 0 {
		return
	}
	bn, total := make([]float64, len(v.costs)), 0.0
	for i, c := range v.costs {
		bn[i] = (c.private + c.system) / 1e9
		total += bn[i]
	}
	var parts []string
	for i, x := range addUp(1, bn...) {
		if x != 0 {
			parts = append(parts, fmt.Sprintf("%s %s", v.costs[i].item, scenario.Thousands(x, 1)))
		}
	}
	fmt.Fprintf(w, "\nCost of the joint plan by item (net present, bn ¥; residual values come back)\n  %s; in all %s\n", strings.Join(parts, ", "), scenario.Thousands(total, 1))
}
