package main

import (
	"fmt"
	"io"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/model/outlook"
	"github.com/wattbit/wattbit/model/scenario"
)

// outlookSummary is what run and plan print of what the plan means.
type outlookSummary struct {
	Method   string                   `json:"method"`
	Figures  []scenario.Figure        `json:"figures"`
	Siting   string                   `json:"siting,omitempty"`
	Compared []outlookBenchmarkReport `json:"benchmarks"`
	Notes    []string                 `json:"notes"`
	lines    []string
}

// outlookBenchmarkReport is a published figure beside the run's.
type outlookBenchmarkReport struct {
	Title     string        `json:"title"`
	Unit      string        `json:"unit"`
	Published report.Number `json:"published"`
	Computed  report.Number `json:"computed"`
	Ratio     report.Number `json:"ratio"`
	Why       string        `json:"why"`
}

// outlookView sums the outlook up; nil without one.
func outlookView(r *scenario.Result) *outlookSummary {
	o := r.Outlook
	if o == nil {
		return nil
	}
	v := &outlookSummary{Method: string(o.Method), Figures: r.OutlookFigures(), Compared: []outlookBenchmarkReport{}, Notes: append([]string{}, o.Notes...)}
	for _, b := range o.Benchmarks {
		v.Compared = append(v.Compared, outlookBenchmarkReport{b.Title, b.Unit, report.Number(b.Value), report.Number(b.Computed), report.Number(b.Ratio), b.Why})
	}
	if o.Balance != nil {
		v.Siting = o.Balance.Sentence
	}
	all := scenario.Headline{Figures: v.Figures}
	v.lines = outlookLines(o, func(id string) string {
		f, _ := all.Figure(id)
		return f.String()
	})
	return v
}

// missingFigure is how a figure that is not known is printed.
const missingFigure = "—"

// outlookLines say what the plan means, figures by their ids; a line without any
// figure is left out, since a note says why.
func outlookLines(o *outlook.Outlook, figure func(id string) string) []string {
	var lines []string
	say := func(format string, ids ...string) {
		texts, known := make([]any, len(ids)), false
		for i, id := range ids {
			text := figure(id)
			texts[i], known = text, known || text != missingFigure
		}
		if known {
			lines = append(lines, fmt.Sprintf(format, texts...))
		}
	}
	last := o.Years[len(o.Years)-1]
	say("The metros hold %s %% of the MW of data centers known today, and "+fmt.Sprintf("%%s %%%% in %d with what is committed and the plan.", last), "metro_before_pct", "metro_after_pct")
	say("Today's queue leaves the power area of Tokyo no headroom from: %s with its ties at their limits, %s by its own supply alone (year).", "queue_tokyo_full", "queue_tokyo_own_full")
	say(fmt.Sprintf("The whole demand path of %d is the power of %%s large or %%s small nuclear reactors.", last), "demand_reactors_least", "demand_reactors_most")
	say(fmt.Sprintf("Of the demand of %d that is bound by latency the plan leaves %%s %%%% unserved.", last), "plan_latency_unserved_pct")
	for _, s := range []struct{ name, id string }{{"an earthquake beneath Tokyo", "tokyo_quake"}, {"a Nankai Trough earthquake", "nankai"}} {
		say("After "+s.name+" these shares of the MW of IT are alive and connected: %s %% at once, %s %% after 3 days, %s %% after 30 days.",
			"alive_"+s.id+"_h0_pct", "alive_"+s.id+"_h72_pct", "alive_"+s.id+"_h720_pct")
	}
	if text := cutSentence(o.Survival); text != "" {
		lines = append(lines, text)
	}
	say("A kWh of IT load costs %s JPY in all and %s JPY without servers; with 100 %% carbon-free energy it costs %s JPY in all.", "lcoc_jpy_kwh", "lcof_jpy_kwh", "lcoc_100_jpy_kwh")
	say("Of each yen spent on the plan's computing leave the country: %s %% for services, %s %% as profit, %s %% for servers, %s %% for fuel; %s %% stay (assumed shares).",
		"account_services_pct", "account_profit_pct", "account_servers_pct", "account_fuel_pct", "retained_pct")
	say("The plan's sovereignty index is between %s %% and %s %%; its weakest known part is %s.", "sovereignty_low_pct", "sovereignty_high_pct", "sovereignty_weakest")
	say(fmt.Sprintf("At the peak of %d the power areas can carry %%s MW of new firm load in all, the plan's own included, or %%s MW of load that gives up %s of its energy a year.", last, mostCurtailed(o)), "flexible_firm_mw", "flexible_mw")
	say("Of the energy that such loads give up, %s TWh a year could be used by the same work in another power area.", "shift_twh")
	return lines
}

// mostCurtailed is the largest share of energy that flexible loads give up.
func mostCurtailed(o *outlook.Outlook) string {
	if n := len(o.Flexible.EnergyPct); n > 0 {
		return fmt.Sprintf("at most %g %%%%", o.Flexible.EnergyPct[n-1])
	}
	return "some"
}

func (v *outlookSummary) print(w io.Writer) {
	fmt.Fprintf(w, "\nWhat the %s plan means\n", v.Method)
	for _, line := range v.lines {
		fmt.Fprintf(w, "  %s\n", line)
	}
	if v.Siting != "" {
		fmt.Fprintf(w, "  %s\n", v.Siting)
	}
	for _, n := range v.Notes {
		fmt.Fprintf(w, "  %s\n", n)
	}
	if len(v.Compared) == 0 {
		return
	}
	fmt.Fprintf(w, "\nBeside published figures\n")
	g := grid{header: []string{"figure", "published", "here", "", "why it differs"}, right: map[int]bool{1: true, 2: true}}
	for _, b := range v.Compared {
		scale, unit := benchmarkUnit(b.Unit)
		g.rows = append(g.rows, []string{b.Title, figureText(b.Published/report.Number(scale), 1), figureText(b.Computed/report.Number(scale), 1), unit, fit(w, b.Why, 90)})
	}
	g.print(w)
}
