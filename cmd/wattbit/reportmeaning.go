package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/outlook"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/shock"
	"github.com/wattbit/wattbit/model/sovereignty"
)

// reportMeaning puts the outlook into plain values; nil without one.
func reportMeaning(r *scenario.Result) *report.Meaning {
	o := r.Outlook
	if o == nil {
		return nil
	}
	m := &report.Meaning{Method: string(o.Method), Facts: meaningFacts(r), Flexible: meaningFlexible(o), Cost: meaningCost(r), Notes: o.Notes}
	if o.Survival != nil {
		for _, x := range o.Survival.Shocks {
			m.Survival = append(m.Survival, meaningSurvival(x))
		}
		m.Cut = cutSentence(o.Survival)
	}
	m.Accounts, m.Control = meaningAccounts(r), meaningControl(r)
	for _, b := range o.Benchmarks {
		scale, unit := benchmarkUnit(b.Unit)
		m.Benchmarks = append(m.Benchmarks, report.BenchmarkLine{Title: b.Title, Issuer: b.Issuer, Unit: unit, Published: report.Number(b.Value / scale),
			Computed: report.Number(b.Computed / scale), Ratio: report.Number(b.Ratio), Why: b.Why, Source: b.Source})
	}
	return m
}

// benchmarkUnit turns large units into readable ones.
func benchmarkUnit(unit string) (scale float64, name string) {
	switch unit {
	case "JPY/year":
		return 1e9, "bn ¥ a year"
	case "MWh":
		return 1e6, "TWh"
	}
	return 1, unit
}

// meaningFigures are the headline figures that stand first.
var meaningFigures = []string{"plan_sites", "plan_it_mw", "plan_unserved_pct", "plan_latency_unserved_pct", "plan_over_sequential_bjpy_y", "plan_over_bau_bjpy_y",
	"metro_before_pct", "metro_after_pct", "plan_carbon_g_kwh", "queue_tokyo_full", "queue_tokyo_own_full", "queue_first_full", "demand_reactors_least", "demand_reactors_most", "displaced_mw", "displaced_bjpy"}

func meaningFacts(r *scenario.Result) []report.KeyFigure {
	var out []report.KeyFigure
	h := r.Headline()
	for _, id := range meaningFigures {
		if f, ok := h.Figure(id); ok && (f.Text != "" || !math.IsNaN(f.Value)) {
			unit := f.Unit
			if unit == "year" {
				unit = ""
			}
			out = append(out, report.KeyFigure{Label: f.Title, Value: f.String(), Unit: unit})
		}
	}
	return out
}

func meaningSurvival(x outlook.ShockOutlook) report.SurvivalTable {
	t := report.SurvivalTable{Title: x.Title, Note: fmt.Sprintf("Mean of %d drawn events and its 5 to 95 %% range, of the plan's sites and of what stands today; what runs in the latter is not known and counts in every class. Levels of damage are assumptions of wattbit: wattbit shock show %s.", x.Samples, x.ID)}
	for _, h := range x.Hours {
		t.Hours = append(t.Hours, hourText(h))
	}
	for _, c := range x.Curves {
		if c.MW > 0 {
			t.Curves = append(t.Curves, report.SurvivalCurve{Name: c.Name, MW: report.Number(c.MW), Mean: report.Numbers(c.Mean), Low: report.Numbers(c.Low), High: report.Numbers(c.High)})
		}
	}
	return t
}

// cutSentence says what the worst cut takes.
func cutSentence(s *outlook.Survival) string {
	if s == nil || s.Cut == nil || len(s.Cut.Steps) == 0 {
		return ""
	}
	step := s.Cut.Steps[len(s.Cut.Steps)-1]
	proof := "no other cut of that size takes more"
	if !step.Proven {
		proof = fmt.Sprintf("not proven: another cut could take up to %s MW", scenario.Thousands(step.AtMostMW, 0))
	}
	if len(step.Spans) == 0 {
		return fmt.Sprintf("No %d spans of the optical network cut anything off (%s).", step.Allowed, proof)
	}
	return fmt.Sprintf("The worst cut of %d spans takes %s of %s MW (%.0f %%): %s; %s.", step.Allowed, scenario.Thousands(step.LostMW, 0), scenario.Thousands(s.MW, 0), 100*step.LostMW/s.MW, cutNames(step), proof)
}

func cutNames(step shock.CutStep) string {
	var names []string
	for _, span := range step.Spans {
		if span.Name != "" {
			names = append(names, span.Name)
		} else {
			names = append(names, span.ID)
		}
	}
	return strings.Join(names, ", ")
}

func meaningCost(r *scenario.Result) *report.CostBridge {
	l := r.Outlook.Levelised
	if math.IsNaN(l.JPYPerITkWh) {
		return nil
	}
	c := &report.CostBridge{Year: l.Year, Total: report.Number(l.JPYPerITkWh), Note: outlook.LCOCSource + ". " + r.Scenario.Accounts.ITSource + ". " + r.Scenario.Outlook.MatchedSource + "."}
	for _, s := range l.Steps {
		c.Steps = append(c.Steps, report.CostStep{Name: s.Name, Value: report.Number(s.JPYPerITkWh)})
	}
	for _, m := range l.Matched {
		c.Also = append(c.Also, fmt.Sprintf("%.2f ¥/kWh with %g %% of the energy carbon-free at %g ¥ more a kWh", m.JPYPerITkWh, m.Pct, m.PremiumJPYPerKWh))
	}
	return c
}

func meaningAccounts(r *scenario.Result) *report.AccountTable {
	b, a := r.Outlook.Balance, r.Scenario.Accounts
	if b == nil {
		return nil
	}
	t := &report.AccountTable{Year: b.Year, Retained: report.Number(b.Shares.Retained()), Sentence: b.Sentence}
	for _, x := range []struct {
		name       string
		share, jpy float64
		source     string
	}{
		{"Digital services paid abroad", b.Shares.Services, b.JPY.ServicesJPY, a.ServicesSource},
		{"Profit that leaves by ownership", b.Shares.Profit, b.JPY.ProfitJPY, a.OwnershipSource},
		{"Imported servers and goods", b.Shares.Servers, b.JPY.ServersJPY, a.ITSource},
		{"Imported fuel", b.Shares.Fuel, b.JPY.FuelJPY, a.FuelSource},
	} {
		t.Lines = append(t.Lines, report.AccountLine{Name: x.name, Share: report.Number(x.share), BnJPY: inBillions(x.jpy), Source: x.source})
	}
	for _, c := range b.Cases {
		t.Cases = append(t.Cases, report.AccountCase{Name: fmt.Sprintf("%s, %.0f %%", c.Path.Title, 100*c.Sigma), Path: inBillions(c.Path.DeficitJPY), Services: inBillions(c.Change.ServicesJPY),
			Profit: inBillions(c.Change.ProfitJPY), Servers: inBillions(c.Change.ServersJPY), Fuel: inBillions(c.Change.FuelJPY)})
	}
	return t
}

func meaningControl(r *scenario.Result) *report.ControlTable {
	c := r.Outlook.Control
	if c == nil {
		return nil
	}
	t := &report.ControlTable{Low: report.Number(c.Index.Low), High: report.Number(c.Index.High), Weakest: string(c.Index.Weakest), Rule: sovereignty.IndexSource}
	for _, part := range sovereignty.Parts() {
		t.Parts = append(t.Parts, report.CostStep{Name: string(part), Value: report.Number(c.Shares[part])})
	}
	if w := c.Owners; w != nil {
		t.Owners = fmt.Sprintf("Of %s MW that operate or are committed, the owner of %s MW is not known: the largest owner holds between %.0f and %.0f %%, the HHI lies between %s and %s.",
			scenario.Thousands(w.MW, 0), scenario.Thousands(w.UnknownMW, 0), 100*w.LargestLow, 100*w.LargestHigh, scenario.Thousands(w.HHILow, 0), scenario.Thousands(w.HHIHigh, 0))
	}
	return t
}

func meaningFlexible(o *outlook.Outlook) *report.FlexibleTable {
	f := o.Flexible
	t := &report.FlexibleTable{EnergyPct: report.Numbers(f.EnergyPct), Shift: shiftSentence(o.Shift), Note: outlook.FlexibleSource + ". " + outlook.ShiftSource,
		Areas: []report.FlexibleRow{{Name: "All areas", MW: report.Numbers(f.TotalMW)}}}
	for _, a := range f.Areas {
		t.Areas = append(t.Areas, report.FlexibleRow{Name: a.Area, MW: report.Numbers(a.MW)})
	}
	return t
}

func shiftSentence(s outlook.Shift) string {
	return fmt.Sprintf("Of %.2f TWh a year curtailed at the largest of these, %.2f belong to classes that may move, and %.2f could run in another area in the same hours.", s.CurtailedTWh, s.MovableTWh, s.ShiftedTWh)
}
