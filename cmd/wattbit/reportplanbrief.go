package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/benchmark"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// planFigures are the figures that a board reads.
func planFigures(r *scenario.Result, v *planSummary) []report.PlanFigure {
	a := r.Plan
	joint := v.Methods[len(v.Methods)-1]
	last := len(v.Years) - 1
	figure := func(label, value, unit, note string, basis report.Basis) report.PlanFigure {
		return report.PlanFigure{KeyFigure: report.KeyFigure{Label: label, Value: value, Unit: unit, Note: note}, Basis: basis}
	}
	out := []report.PlanFigure{
		figure("Sites", fmt.Sprint(len(v.Sites)), fmt.Sprintf("of %d planned with", v.Screening.Planned),
			fmt.Sprintf("%s candidates pass the gates", scenario.Thousands(float64(v.Screening.Asked), 0)), report.Modelled),
		figure(fmt.Sprintf("IT built by %d", v.Years[last]), scenario.Thousands(joint.ITMW[last], 0), "MW", byYear(v.Years[:last], joint.ITMW), report.Modelled),
		figure(fmt.Sprintf("Not served in %d", v.Years[last]), scenario.Thousands(joint.UnservedMW[last], 0), "MW of IT", byYear(v.Years[:last], joint.UnservedMW), report.Modelled),
		figure("Net present cost", figureText(joint.TotalBn/1000, 2), "tn ¥", costNote(v, joint), report.MixedSource),
		buildFigure(v),
	}
	out = append(out, figure("Value of planning together", valueText(v), "bn ¥ a year", valueNote(r, v), report.MixedSource))
	note := "no plan of the shortlist is cheaper by more"
	if !math.IsNaN(a.WholeGap) {
		note += fmt.Sprintf("; of all candidates by no more than %.1f %%", 100*a.WholeGap)
	}
	out = append(out, figure("Gap proven", figureText(joint.GapPct, 2), "%", note, report.Modelled))
	return append(out, figure("Checked anew", map[bool]string{true: "accepted", false: "refused"}[v.Checked], "",
		fmt.Sprintf("N-1 in %s contingencies a period, %d routes for round trip and disjointness", scenario.Thousands(float64(v.Check.Contingencies), 0), v.Check.Routes), report.Modelled))
}

// costNote parts the cost, and says what of it is no outlay.
func costNote(v *planSummary, joint methodSummary) string {
	note := fmt.Sprintf("private %s bn, system %s bn", figureText(joint.PrivateBn, 0), figureText(joint.SystemBn, 1))
	for _, c := range v.costs {
		if total := c.private + c.system; c.item == "unserved" && total > 0 {
			note += fmt.Sprintf("; %s bn of it is the price of demand that waits, no outlay", scenario.Thousands(total/1e9, 0))
		}
	}
	return note
}

// buildFigure is what is built for more than one site.
func buildFigure(v *planSummary) report.PlanFigure {
	total := report.Number(0)
	for _, b := range v.Builds {
		total += b.CostBn
	}
	f := report.PlanFigure{KeyFigure: report.KeyFigure{Label: "Lines and fiber to build", Value: figureText(total, 1), Unit: "bn ¥", Note: strings.Join(buildCounts(v), ", ")}, Basis: report.MixedSource}
	if f.Note == "" {
		f.Note = "none beyond the sites' own"
	}
	return f
}

func byYear(years []int, values []float64) string {
	var parts []string
	for t, year := range years {
		parts = append(parts, fmt.Sprintf("%d: %s", year, scenario.Thousands(values[t], 0)))
	}
	return strings.Join(parts, ", ")
}

// integrationValue is what the sequential plan costs more a year.
func integrationValue(v *planSummary) report.Number {
	for _, m := range v.Methods {
		if m.Method == string(plan.Sequential) {
			return m.ValueBnPerYear
		}
	}
	return report.Missing
}

func valueText(v *planSummary) string {
	if x := integrationValue(v); x.Known() {
		return figureText(x, 1)
	}
	return "not computed"
}

func valueNote(r *scenario.Result, v *planSummary) string {
	note := "sequential − joint"
	if out, ok := r.Plan.Outcome(plan.Sequential); ok && integrationValue(v).Known() {
		most := plan.ValuePerYearJPY(r.Plan.Study.Problem, out.Evaluation.TotalJPY-r.Plan.Comparison.Joint.BoundJPY)
		note += fmt.Sprintf(", up to %s if the joint plan's gap were closed", scenario.Thousands(most/1e9, 1))
	}
	if !integrationValue(v).Known() {
		note = "no sequential plan was made"
	}
	if b, ok := publishedBenchmark(r, "mri-joint"); ok {
		note += fmt.Sprintf("; published by %s: ¥%s bn a year, of a related saving", b.Issuer, scenario.Thousands(b.Value/1e9, 0))
	}
	return note
}

func publishedBenchmark(r *scenario.Result, id string) (benchmark.Benchmark, bool) {
	for _, b := range benchmark.All(r.Atlas.Forecasts) {
		if b.ID == id {
			return b, true
		}
	}
	return benchmark.Benchmark{}, false
}

// planSentences say what a board must know of the plan.
func planSentences(r *scenario.Result, v *planSummary) []string {
	joint := v.Methods[len(v.Methods)-1]
	out := []string{unservedSentence(v, joint)}
	if s := buildSentence(v); s != "" {
		out = append(out, s)
	}
	if x := integrationValue(v); x.Known() {
		text := fmt.Sprintf("Planned one area and one period after the other, watts before bits, the same demand costs ¥%s bn a year more", figureText(x, 1))
		for _, m := range v.Methods {
			if m.Method == string(plan.Sequential) && len(m.UnservedMW) > 0 {
				text += fmt.Sprintf(" and leaves %s MW unserved in %d", scenario.Thousands(m.UnservedMW[len(m.UnservedMW)-1], 0), v.Years[len(v.Years)-1])
			}
		}
		out = append(out, text+".")
	}
	if len(v.Binding) > 0 {
		b := v.Binding[0]
		out = append(out, fmt.Sprintf("What binds most: %s. One %s more would save ¥%s m.", strings.TrimPrefix(b.What, "grid: "), b.Unit, scenario.Thousands(float64(b.MJPY), 0)))
	}
	if !v.Checked {
		out = append(out, checkNote(r.Plan.Checks[plan.Joint]))
	}
	return out
}

// unservedSentence names the year in which demand is left over first.
func unservedSentence(v *planSummary, joint methodSummary) string {
	first, most := -1, 0
	for t, mw := range joint.UnservedMW {
		if mw >= 0.5 && first < 0 {
			first = t
		}
		if mw > joint.UnservedMW[most] {
			most = t
		}
	}
	if first < 0 {
		return fmt.Sprintf("All that is asked for is served, in every year from %d.", v.Years[0])
	}
	if joint.ITMW[first] == 0 {
		text := fmt.Sprintf("In %d none of the %s MW asked can be energised", v.Years[first], scenario.Thousands(v.Demand.ITMW[first], 0))
		for t := first + 1; t < len(v.Years); t++ {
			if joint.ITMW[t] > 0 {
				return text + fmt.Sprintf(": the first sites come by %d, when %s of %s MW are served.", v.Years[t], scenario.Thousands(v.Demand.ITMW[t]-joint.UnservedMW[t], 0), scenario.Thousands(v.Demand.ITMW[t], 0))
			}
		}
		return text + "."
	}
	return fmt.Sprintf("Demand is left over first in %d, %s MW; most in %d, %s MW.", v.Years[first], scenario.Thousands(joint.UnservedMW[first], 0), v.Years[most], scenario.Thousands(joint.UnservedMW[most], 0))
}

// buildCounts counts what is built by kind.
func buildCounts(v *planSummary) []string {
	counts := map[string]int{}
	for _, b := range v.Builds {
		counts[b.Kind]++
	}
	var parts []string
	for _, k := range []struct{ kind, name string }{{"reinforcement", "line or transformer to reinforce"}, {"tie", "tie between areas"}, {"span", "new fiber span"}} {
		if n := counts[k.kind]; n == 1 {
			parts = append(parts, "1 "+k.name)
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.NewReplacer("line or transformer", "lines or transformers", "tie ", "ties ", "span", "spans").Replace(k.name)))
		}
	}
	return parts
}

func buildSentence(v *planSummary) string {
	parts, total := buildCounts(v), report.Number(0)
	for _, b := range v.Builds {
		total += b.CostBn
	}
	if len(parts) == 0 {
		return "No line has to be reinforced and no long-haul fiber built: only the sites' own connections and spurs."
	}
	return fmt.Sprintf("Beyond the sites' own connections and spurs: %s, ¥%s bn to build.", strings.Join(parts, " and "), figureText(total, 1))
}

// planBenchmarks hold the plan beside what others have published.
func planBenchmarks(r *scenario.Result) []report.PlanBenchmark {
	agreements, err := benchmark.Compare(benchmark.All(r.Atlas.Forecasts), planComputed(r))
	if err != nil {
		panic(err) // an id or unit of planComputed is not that of the table: a programmer's error
	}
	var out []report.PlanBenchmark
	for _, a := range agreements {
		row := report.PlanBenchmark{
			Title: a.Title, Measures: a.Measures, Published: benchmarkText(a.Value, a.Unit) + fmt.Sprintf(", %d", a.Year), Ratio: report.Number(a.Ratio),
			Why: a.Why, Source: a.Source, Evidence: report.Evidence(a.Evidence),
		}
		if !math.IsNaN(a.Computed) {
			row.Computed = benchmarkText(a.Computed, a.Unit)
		} else if row.Why == "" {
			row.Why = "The plan says nothing of it."
		}
		out = append(out, row)
	}
	return out
}

func benchmarkText(x float64, unit string) string {
	switch unit {
	case "JPY/year":
		return "¥" + scenario.Thousands(x/1e9, 0) + " bn a year"
	case "MWh":
		return scenario.Thousands(x/1e6, 1) + " TWh"
	}
	return scenario.Thousands(x, 0) + " " + unit
}

// planComputed is what the plan says of the published figures.
func planComputed(r *scenario.Result) []benchmark.Computed {
	a := r.Plan
	st, joint := a.Study, a.Comparison.Joint
	known := map[string]benchmark.Benchmark{}
	for _, b := range benchmark.All(r.Atlas.Forecasts) {
		known[b.ID] = b
	}
	var out []benchmark.Computed
	say := func(id, unit string, value float64, why string) {
		if _, ok := known[id]; ok && !math.IsNaN(value) {
			out = append(out, benchmark.Computed{ID: id, Unit: unit, Value: value, Why: why})
		}
	}
	for _, b := range a.Comparison.Baselines {
		if b.Method == plan.Sequential {
			say("mri-joint", "JPY/year", b.ValueJPYPerYear, "Another question: MRI compares five hubs with today's concentration and counts renewable power that need not be curtailed; here one order of planning is compared with another, and demand served earlier counts most.")
		}
	}
	if b := known["occto-peak"]; b.Year > 0 {
		t := periodOf(st, b.Year)
		say("occto-peak", "MW", st.Demand.PathMW[t], fmt.Sprintf("The path that is planned for (%s), read in %d.", st.Demand.Path.Title, st.Settings.Periods[t]))
	}
	if b := known["occto-energy"]; b.Year > 0 {
		t := periodOf(st, b.Year)
		mwh := 0.0
		for _, s := range joint.Plan.Sites {
			mwh += s.MWhPerYear(st.Problem, t)
		}
		say("occto-energy", "MWh", mwh, fmt.Sprintf("The plan's own sites in %d at %.0f %% utilization; what is under way already and what is not served are not in it.", st.Settings.Periods[t], st.Settings.Facility.UtilizationPct))
	}
	if b := known["criepi-tokyo"]; b.Year > 0 {
		t := periodOf(st, b.Year)
		say("criepi-tokyo", "%", tokyoPct(st, joint.Plan, t), "CRIEPI continues today's applications; the plan puts sites where watts and bits together cost least.")
	}
	if c := planConcentration(r, areaNames(r.Atlas)); c != nil {
		say("jll-metro", "%", float64(c.MetroBefore), fmt.Sprintf("Clusters in use of the atlas within %.0f km of a metro, before the plan.", st.Settings.Policy.MetroKm))
	}
	return out
}

// periodOf is the period that holds a year, the first for an earlier one.
func periodOf(st *portfolio.Study, year int) int {
	at := 0
	for t, y := range st.Settings.Periods {
		if y <= year+1 { // a fiscal year ends in the next
			at = t
		}
	}
	return at
}

func tokyoPct(st *portfolio.Study, p plan.Plan, t int) float64 {
	inside, all := 0.0, 0.0
	for _, s := range p.Sites {
		mw := s.ITMW(st.Problem, t)
		all += mw
		if st.Problem.Areas[st.Problem.Sites[s.Site].Area].ID == "tokyo" {
			inside += mw
		}
	}
	return 100 * inside / all
}
