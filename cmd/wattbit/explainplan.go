package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/score"
)

// sitePartView is what explain --plan prints.
type sitePartView struct {
	Scenario    string           `json:"scenario"`
	Candidate   candidateSummary `json:"candidate"`
	InPlan      bool             `json:"in_plan"`
	Fate        string           `json:"fate"`
	Why         []string         `json:"why"`
	WouldChange []string         `json:"what_would_change_it"`
	FailedGates []gateView       `json:"failed_gates"`
	As          *planSiteSummary `json:"as,omitempty"` // in the plan, or in the best that must have it
	ServesMW    []servedView     `json:"serves_mw"`
	ExtraBn     report.Number    `json:"otherwise_costs_more_bjpy"`
	ProvenBn    report.Number    `json:"proven_to_cost_more_bjpy"`
	MostBn      report.Number    `json:"at_most_costs_more_bjpy"`
	JointBn     report.Number    `json:"joint_bjpy"`
	JointGapPct report.Number    `json:"joint_gap_pct"`
	OtherGapPct report.Number    `json:"otherwise_gap_pct"`
	Rival       *rivalView       `json:"rival,omitempty"`
	Costs       []siteCostView   `json:"costs_by_year_and_mw"`
	Connections []connectionView `json:"connections"`
	Reproduced  bool             `json:"reproducible"`
	years       []int            // of the plan
	part        *portfolio.SitePart
}

type servedView struct {
	Class string        `json:"class"`
	Metro string        `json:"metro"`
	MW    float64       `json:"mw"`
	RTTms report.Number `json:"rtt_ms"`
}

type rivalView struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	MW   float64 `json:"mw"`
}

type siteCostView struct {
	Item   string        `json:"item"`
	MJPY   report.Number `json:"mjpy"`
	Rivals report.Number `json:"rivals_mjpy"`
}

func runExplainPlan(cmd *cobra.Command, o explainOptions) error {
	opt, err := o.search.options(cmd)
	if err != nil {
		return err
	}
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	row, err := findCandidate(r, o.candidate)
	if err != nil {
		return err
	}
	view, err := o.sitePart(cmd, r, row, opt)
	if err != nil {
		return err
	}
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), view)
	}
	view.print(cmd.OutOrStdout())
	return nil
}

// sitePart asks the plan about a candidate; one that fails a gate of it needs no
// plan to say so.
func (o *explainOptions) sitePart(cmd *cobra.Command, r *scenario.Result, row int, opt portfolio.Options) (*sitePartView, error) {
	gated := newSitePart(r, portfolio.GatedPart(row))
	if gated.gates(r); len(gated.FailedGates) > 0 {
		return gated, nil
	}
	study, err := r.Study(cmd.Context(), r.Figures.IDs[row])
	if err != nil {
		return nil, err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	opt.Progress = planProgress(p)
	part, err := study.Explain(cmd.Context(), row, opt)
	if err != nil {
		return nil, err
	}
	return sitePartOf(r, study, part)
}

func newSitePart(r *scenario.Result, part *portfolio.SitePart) *sitePartView {
	return &sitePartView{
		Scenario: r.Scenario.Name, Candidate: summarizeCandidate(r, part.Row), InPlan: part.InPlan, Fate: string(part.Fate.Kind),
		ExtraBn: inBillions(part.ExtraJPY), ProvenBn: inBillions(part.ProvenJPY), MostBn: inBillions(part.MostJPY), JointBn: report.Missing, JointGapPct: report.Missing, OtherGapPct: report.Missing,
		Why: []string{}, WouldChange: []string{}, FailedGates: []gateView{}, ServesMW: []servedView{}, Costs: []siteCostView{}, Connections: []connectionView{},
		Reproduced: part.Joint.Stop.Reproducible() && part.Other.Stop.Reproducible(), part: part,
	}
}

func sitePartOf(r *scenario.Result, st *portfolio.Study, part *portfolio.SitePart) (*sitePartView, error) {
	v := newSitePart(r, part)
	v.years = st.Settings.Periods
	if part.Site < 0 {
		return v, v.unplanned(r, st)
	}
	v.JointGapPct, v.OtherGapPct = percentOf(part.Joint.Gap), percentOf(part.Other.Gap)
	if planned(part.Joint) {
		v.JointBn = inBillions(part.Joint.Evaluation.TotalJPY)
	} else {
		v.ProvenBn, v.MostBn, v.JointGapPct, v.OtherGapPct = report.Missing, report.Missing, report.Missing, report.Missing
	}
	if len(part.As.ITMW) > 0 {
		as := siteSummary(part.As)
		v.As = &as
	}
	for _, s := range part.Serves {
		v.ServesMW = append(v.ServesMW, servedView{s.Class, s.Metro, s.MW, report.Number(s.RTTms)})
	}
	if part.Rival >= 0 {
		c := st.Sites[part.Rival].Candidate
		v.Rival = &rivalView{c.ID, strings.TrimSpace(c.Name + " " + c.NameLocal), part.RivalMW}
	}
	rivals := portfolio.CostItems(part.RivalCosts)
	for i, item := range portfolio.CostItems(part.Costs) {
		if item.Total() == 0 && rivals[i].Total() == 0 {
			continue
		}
		row := siteCostView{item.ID, report.Number(item.Total() / 1e6), report.Missing}
		if v.Rival != nil {
			row.Rivals = report.Number(rivals[i].Total() / 1e6)
		}
		v.Costs = append(v.Costs, row)
	}
	v.reasons(r, st)
	return v, nil
}

func planned(o plan.Outcome) bool { return o.Evaluation.ITMW != nil }

func siteSummary(s portfolio.SiteRow) planSiteSummary {
	return planSiteSummary{s.ID, s.Name, s.NameLocal, s.Area, s.Metro, s.Year, s.ITMW, s.Substation, s.Class, s.Flexible,
		s.Spurs, s.Span, report.Number(s.RTTms), s.Serves}
}

// unplanned says why a candidate cannot be planned at all.
func (v *sitePartView) unplanned(r *scenario.Result, st *portfolio.Study) error {
	switch v.part.Fate.Kind {
	case portfolio.NoConnection:
		v.Why = append(v.Why, fmt.Sprintf("no substation within %g km that the network knows could take a site: it hangs on a single line, has no room for the smallest block of %g MW of IT, or is too far", st.Settings.Sites.MaxKm, st.Settings.Facility.BlocksMW[0]))
		v.WouldChange = append(v.WouldChange, "a substation that can take it: see its ways to connect, or plan.sites.max_substation_km")
		var err error
		v.Connections, err = connectionViews(r, v.part.Row)
		return err
	case portfolio.NoFiber:
		v.Why = append(v.Why, "no fiber node on its land mass that a spur could reach")
		v.WouldChange = append(v.WouldChange, "a fiber node near it, or a submarine span (plan.fiber.spans)")
	case portfolio.NoPrice:
		v.Why = append(v.Why, "its price of energy, carbon intensity or price of land is not known, so it cannot be priced")
		v.WouldChange = append(v.WouldChange, "the missing figure")
	}
	return nil
}

// gates lists the gates of the plan that the candidate does not pass.
func (v *sitePartView) gates(r *scenario.Result) {
	for _, g := range r.Model.Gates {
		x := r.Table.Column(g.Column).Values[v.part.Row]
		state := g.Test(x)
		if state == score.Pass || slices.Contains(r.Scenario.Plan.Sites.ExceptGates, g.ID) {
			continue
		}
		indicator := r.Table.Column(g.Column).Indicator
		text := scenario.Format(indicator, x)
		v.FailedGates = append(v.FailedGates, gateView{g.ID, g.Title, gateRule(g), state.String(), report.Number(x), text})
		v.Why = append(v.Why, fmt.Sprintf("the gate %q (%s %s) is not passed: %s", g.Title, indicator.Name, gateRule(g), text))
		v.WouldChange = append(v.WouldChange, fmt.Sprintf("%s %s, or the gate left to the plan (plan.sites.except_gates)", indicator.Name, gateRule(g)))
	}
}

// reasons puts the comparison into words.
func (v *sitePartView) reasons(r *scenario.Result, st *portfolio.Study) {
	part := v.part
	switch part.Fate.Kind {
	case portfolio.Dominated:
		by := r.Table.Candidates[part.Fate.By]
		v.Why = append(v.Why, fmt.Sprintf("screening leaves it out: %s (%s) has the same substations, fiber nodes and reach and costs %s instead of %s M JPY by year and MW",
			strings.TrimSpace(by.Name+" "+by.NameLocal), by.ID, millions(part.Fate.ByRoughJPY), millions(part.Fate.RoughJPY)))
	case portfolio.Dearer:
		v.Why = append(v.Why, fmt.Sprintf("screening leaves it out: at %s M JPY by year and MW it is not among the %d cheapest of its area or the %d cheapest of any demand",
			millions(part.Fate.RoughJPY), st.Settings.Sites.PerArea, st.Settings.Sites.PerDemand))
	}
	switch {
	case !planned(part.Joint):
		v.Why = append(v.Why, fmt.Sprintf("there is no joint plan to look at: %v; 'wattbit plan' says more", part.Joint.Status))
	case part.InPlan && !planned(part.Other):
		v.Why = append(v.Why, otherwiseNone(part.Other, "without it no plan meets every requirement", "no plan without it was found in the time"))
	case part.InPlan:
		v.Why = append(v.Why, v.otherwise("without it"))
	case !planned(part.Other):
		v.Why = append(v.Why, otherwiseNone(part.Other, fmt.Sprintf("it cannot be built by %d: no connection or fiber is ready, or a requirement forbids it", v.years[len(v.years)-1]), "no plan with it was found in the time"))
	default:
		v.Why = append(v.Why, v.otherwise("with it"))
	}
	v.changes()
}

func otherwiseNone(o plan.Outcome, infeasible, none string) string {
	if o.Infeasible != nil || o.Status.String() == "infeasible" {
		return infeasible
	}
	return none
}

// otherwise says what the plan that decides otherwise costs, no finer than the
// gaps of the two plans allow.
func (v *sitePartView) otherwise(how string) string {
	part := v.part
	least, most := part.LeastJPY(), part.MostJPY
	found := fmt.Sprintf("the plan found %s costs %s bn JPY %s", how, bnText(math.Abs(part.ExtraJPY)), map[bool]string{true: "less", false: "more"}[part.ExtraJPY < 0])
	switch {
	case math.IsNaN(least) || math.IsNaN(most):
		return found + "; how far that is from the best is not known"
	case part.ExtraJPY < 0 && part.Fate.Kind != portfolio.Shortlisted:
		return found + "; so much the shortlist costs: plan.sites.keep would let it in"
	case bnText(least) == bnText(most):
		return fmt.Sprintf("the best plan %s costs %s bn JPY more", how, bnText(most))
	case least > 0:
		return fmt.Sprintf("the best plan %s costs between %s and %s bn JPY more; the gaps of the two plans allow no more", how, bnText(least), bnText(most))
	}
	return fmt.Sprintf("whether the best plan %s costs more cannot be told: between %s and %s bn JPY, the gaps of the two plans allow no more; %s", how, bnText(least), bnText(most), found)
}

func bnText(jpy float64) string { return scenario.Thousands(jpy/1e9, 2) }

// changes says at which cost the decision turns, as far as that can be told.
func (v *sitePartView) changes() {
	part := v.part
	if !planned(part.Other) || math.IsNaN(part.SwingLeastJPY) || math.IsNaN(part.SwingMostJPY) {
		return
	}
	if part.ExtraJPY < 0 {
		way := map[bool]string{true: "without", false: "with"}[part.InPlan]
		v.WouldChange = append(v.WouldChange, fmt.Sprintf("nothing has to: a plan %s it that costs less was found, for the search of the joint plan stopped within its gap (plan.search.gap_pct)", way))
		return
	}
	how, than := "cheaper", "the plan with it costs no more than this one"
	if part.InPlan {
		how, than = "dearer", "the plan without it costs no more than this one"
	}
	from, to := scenario.Thousands(part.SwingLeastJPY/1e6, 2), scenario.Thousands(part.SwingMostJPY/1e6, 2)
	perKWh := func(jpy float64) string { return scenario.Thousands(jpy/(1000*part.MWhPerMWYear), 2) }
	amount, price := fmt.Sprintf("between %s and %s", from, to), fmt.Sprintf("between %s and %s", perKWh(part.SwingLeastJPY), perKWh(part.SwingMostJPY))
	switch {
	case from == to:
		amount, price = to, perKWh(part.SwingMostJPY)
	case !(part.SwingLeastJPY > 0):
		amount, price = "at most "+to, "at most "+perKWh(part.SwingMostJPY)
		than += "; whether anything has to change cannot be told"
	}
	v.WouldChange = append(v.WouldChange, fmt.Sprintf("being %s M JPY by year and MW %s, such as energy %s JPY/kWh %s: then %s", amount, how, price, how, than))
}

func millions(jpy float64) string { return scenario.Thousands(jpy/1e6, 1) }

func (v *sitePartView) print(w io.Writer) {
	c := v.Candidate
	fmt.Fprintf(w, "%s  %s, %s area, id %s\n", bold(w, strings.TrimSpace(c.Name+" "+c.NameLocal)), c.Region, c.Area, c.ID)
	switch {
	case v.InPlan:
		fmt.Fprintf(w, "In the joint plan of scenario %s", v.Scenario)
	case v.part.Site >= 0 && !v.JointBn.Known():
		fmt.Fprintf(w, "No joint plan of scenario %s is known", v.Scenario)
	default:
		fmt.Fprintf(w, "Not in the joint plan of scenario %s", v.Scenario)
	}
	if v.JointBn.Known() {
		fmt.Fprintf(w, " (%s bn JPY, gap %s %%)", figureText(v.JointBn, 0), figureText(v.JointGapPct, 2))
	}
	fmt.Fprintln(w)
	printLines(w, "Why", v.Why)
	v.printAs(w)
	v.printCosts(w)
	explanation{Connections: v.Connections}.printConnections(w)
	printLines(w, "What would change it", v.WouldChange)
	if !v.Reproduced {
		fmt.Fprintf(w, "\nA time limit ended a search: a repeat may give other figures.\n")
	}
}

func printLines(w io.Writer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	for _, line := range lines {
		fmt.Fprintf(w, "  %s\n", line)
	}
}

func (v *sitePartView) printAs(w io.Writer) {
	if v.As == nil {
		return
	}
	title := "As the plan builds it"
	if !v.InPlan {
		title = "As the best plan that must have it builds it"
	}
	fmt.Fprintf(w, "\n%s\n", title)
	var mw []string
	for t, year := range v.years {
		mw = append(mw, fmt.Sprintf("%s MW in %d", scenario.Thousands(v.As.ITMW[t], 0), year))
	}
	fmt.Fprintf(w, "  %s of IT, %s at %s, fiber over %d\n", strings.Join(mw, ", "), v.As.Voltage, v.As.Substation, v.As.Spurs)
	g := grid{header: []string{fmt.Sprintf("serves in %d", v.years[len(v.years)-1]), "metro", "MW", "ms"}, right: map[int]bool{2: true, 3: true}}
	for _, s := range v.ServesMW {
		g.rows = append(g.rows, []string{s.Class, s.Metro, scenario.Thousands(s.MW, 1), figureText(s.RTTms, 2)})
	}
	if len(g.rows) > 0 {
		g.print(w)
	}
}

func (v *sitePartView) printCosts(w io.Writer) {
	if len(v.Costs) == 0 {
		return
	}
	header := []string{"M JPY by year and MW of IT", v.Candidate.Name}
	if v.Rival != nil {
		does := "gives way to it in part or whole"
		if v.InPlan {
			does = "would take the most of its place"
		}
		fmt.Fprintf(w, "\nCosts at full size, beside %s (%s), which %s: %s MW\n", v.Rival.Name, v.Rival.ID, does, scenario.Thousands(v.Rival.MW, 0))
		header = append(header, v.Rival.Name)
	} else {
		fmt.Fprintf(w, "\nCosts at full size\n")
	}
	g := grid{header: header, right: map[int]bool{1: true, 2: true}}
	add := func(item string, x, y float64) {
		row := []string{item, figureText(report.Number(x), 1)}
		if v.Rival != nil {
			row = append(row, figureText(report.Number(y), 1))
		}
		g.rows = append(g.rows, row)
	}
	own, rivals := make([]float64, len(v.Costs)), make([]float64, len(v.Costs))
	total, ofRivals := 0.0, 0.0
	for i, c := range v.Costs {
		own[i], rivals[i] = float64(c.MJPY), float64(c.Rivals)
		total, ofRivals = total+own[i], ofRivals+rivals[i]
	}
	own, rivals = addUp(1, own...), addUp(1, rivals...)
	for i, c := range v.Costs {
		add(c.Item, own[i], rivals[i])
	}
	add("in all", total, ofRivals)
	g.print(w)
}
