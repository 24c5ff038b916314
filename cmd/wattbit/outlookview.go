package main

import (
	"fmt"
	"io"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
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
	say := func(format string, args ...any) { v.lines = append(v.lines, fmt.Sprintf(format, args...)) }
	all := scenario.Headline{Figures: v.Figures}
	figure := func(id string) string {
		f, _ := all.Figure(id)
		return f.String()
	}
	say("metros: %s %% of the known MW today, %s %% with what is committed and the plan", figure("metro_before_pct"), figure("metro_after_pct"))
	say("today's queue leaves Tokyo no headroom: %s with ties at their limits, %s by its own supply", figure("queue_tokyo_full"), figure("queue_tokyo_own_full"))
	say("the demand is %s to %s reactors; %s %% of what is bound by latency is not served", figure("demand_reactors_least"), figure("demand_reactors_most"), figure("plan_latency_unserved_pct"))
	for _, s := range []struct{ name, id string }{{"Tokyo earthquake", "tokyo_quake"}, {"Nankai earthquake", "nankai"}} {
		say("alive after a %s: %s %% at once, %s %% after 3 days, %s %% after 30", s.name, figure("alive_"+s.id+"_h0_pct"), figure("alive_"+s.id+"_h72_pct"), figure("alive_"+s.id+"_h720_pct"))
	}
	if text := cutSentence(o.Survival); text != "" {
		say("%s", text)
	}
	say("a kWh of computing costs %s ¥, %s without servers; %s with 100 %% carbon-free energy", figure("lcoc_jpy_kwh"), figure("lcof_jpy_kwh"), figure("lcoc_100_jpy_kwh"))
	say("of a yen leave: services %s %%, profit %s %%, servers %s %%, fuel %s %%; %s %% stay (assumed shares)", figure("account_services_pct"), figure("account_profit_pct"), figure("account_servers_pct"), figure("account_fuel_pct"), figure("retained_pct"))
	say("sovereignty index: %s to %s %%, by its weakest part (%s)", figure("sovereignty_low_pct"), figure("sovereignty_high_pct"), figure("sovereignty_weakest"))
	say("flexible loads: %s MW firm, %s MW at the largest curtailment; %s TWh could move", figure("flexible_firm_mw"), figure("flexible_mw"), figure("shift_twh"))
	return v
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
