package outlook

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// Figure is one figure that runs are compared by.
type Figure struct {
	ID, Title string
	Value     float64 // NaN where missing, and for a text
	Text      string
	Unit      string
	Better    site.Better
	Evidence  atlas.Evidence
}

// entry says how a figure is read off an outlook.
type entry struct {
	id, title, unit string
	better          site.Better
	evidence        atlas.Evidence
	value           func(o *Outlook) float64
	text            func(o *Outlook) string // instead, or where there is no number
}

// Units of figures in billions.
const (
	unitBillion     = "bn JPY"
	unitBillionYear = "bn JPY/year"
	unitYear        = "year"
)

// Figures lists every figure; each is missing where o is nil or lacks it. Every
// run has the same ones in the same order.
func Figures(o *Outlook) []Figure {
	var out []Figure
	for _, e := range entries {
		f := Figure{ID: e.id, Title: e.title, Value: math.NaN(), Unit: e.unit, Better: e.better}
		if o != nil {
			if e.value != nil {
				f.Value = e.value(o)
			}
			if e.text != nil && math.IsNaN(f.Value) {
				f.Text = e.text(o)
			}
			if f.Text != "" || !math.IsNaN(f.Value) {
				f.Evidence = e.evidence
			}
		}
		out = append(out, f)
	}
	return out
}

func end(xs []float64) float64 {
	if len(xs) == 0 {
		return math.NaN()
	}
	return xs[len(xs)-1]
}

// The plan stands on estimated figures of grid and fiber, the rest on what base.yaml
// assumes.
const (
	modelled = atlas.Estimated
	assumed  = atlas.Assumed
)

var entries = concat(planEntries, buildEntries, queueEntries, survivalEntries, moneyEntries, controlEntries, flexibleEntries)

func concat(groups ...[]entry) []entry {
	var all []entry
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

var planEntries = []entry{
	{"plan_method", "Method of the plan", "", site.Neutral, "", nil, func(o *Outlook) string { return string(o.Method) }},
	{"plan_sites", "Sites of the plan", "", site.Neutral, modelled, func(o *Outlook) float64 { return float64(o.Plan.Sites) }, nil},
	{"plan_it_mw", "IT MW of the plan, last period", "MW", site.Higher, modelled, func(o *Outlook) float64 { return end(o.Plan.ITMW) }, nil},
	{"plan_unserved_mw", "IT MW not served, last period", "MW", site.Lower, modelled, func(o *Outlook) float64 { return whole(end(o.Plan.UnservedMW)) }, nil},
	{"plan_unserved_pct", "Demand not served, last period", "%", site.Lower, modelled, func(o *Outlook) float64 { return 100 * whole(end(o.Plan.UnservedMW)) / end(o.Plan.AskedMW) }, nil},
	{"plan_unserved_mw_years", "IT MW-years not served", "MW-years", site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.UnservedMWYears }, nil},
	{"plan_delay_bjpy", "Margin lost by delay, not discounted", unitBillion, site.Lower, assumed, func(o *Outlook) float64 { return o.Plan.DelayJPY / 1e9 }, nil},
	{"plan_latency_unserved_pct", "Demand bound by latency that is not served, last period", "%", site.Lower, modelled, func(o *Outlook) float64 { return 100 * whole(o.Plan.LatencyUnservedMW) / o.Plan.LatencyBoundMW }, nil},
	{"plan_npv_bjpy", "Net present cost of the plan", unitBillion, site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.TotalJPY / 1e9 }, nil},
	{"plan_private_bjpy", "Of it private", unitBillion, site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.PrivateJPY / 1e9 }, nil},
	{"plan_system_bjpy", "Of it of the system", unitBillion, site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.SystemJPY / 1e9 }, nil},
	{"plan_over_sequential_bjpy_y", "Saved a year against planning one side after the other", unitBillionYear, site.Higher, modelled, func(o *Outlook) float64 { return o.Plan.OverSequentialJPY / 1e9 }, nil},
	{"plan_over_bau_bjpy_y", "Saved a year against today's queue", unitBillionYear, site.Higher, modelled, func(o *Outlook) float64 { return o.Plan.OverBAUJPY / 1e9 }, nil},
	{"plan_metro_pct", "New IT MW in the metros, last period", "%", site.Lower, modelled, func(o *Outlook) float64 { return end(o.Plan.MetroPct) }, nil},
	{"metro_before_pct", "Metros' share of the known MW that stand", "%", site.Neutral, modelled, func(o *Outlook) float64 { return o.Plan.Metro.BeforePct }, nil},
	{"metro_after_pct", "Metros' share with what is committed and the plan", "%", site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.Metro.AfterPct }, nil},
	{"plan_carbon_g_kwh", "Mean carbon intensity of the sites, last period", "g/kWh", site.Lower, modelled, func(o *Outlook) float64 { return end(o.Plan.CarbonGPerKWh) }, nil},
	{"plan_rtt_ms", "Mean round trip of what is served under a limit", "ms", site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.RTTms }, nil},
	{"plan_gap_pct", "Distance from the proven bound", "%", site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.GapPct }, nil},
	{"plan_tokyo_mw", "IT MW of the plan in the power area of Tokyo, last period", "MW", site.Neutral, modelled, func(o *Outlook) float64 { return o.Plan.inArea(tokyo) }, nil},
	{"demand_reactors_least", "The demand path in large reactors, last period", "reactors", site.Neutral, assumed, func(o *Outlook) float64 { return o.Plan.ReactorsFewest }, nil},
	{"demand_reactors_most", "The demand path in small reactors, last period", "reactors", site.Neutral, assumed, func(o *Outlook) float64 { return o.Plan.ReactorsMost }, nil},
}

// whole takes rounding to nothing.
func whole(mw float64) float64 {
	if math.Abs(mw) < 1e-6 {
		return 0
	}
	return mw
}

// Largest lists the areas in which something is built, the largest of the last
// period first.
func (f PlanFigures) Largest() []AreaMW {
	out := slices.DeleteFunc(slices.Clone(f.Areas), func(a AreaMW) bool { return end(a.BuiltMW) == 0 })
	slices.SortStableFunc(out, func(a, b AreaMW) int { return cmp.Compare(end(b.BuiltMW), end(a.BuiltMW)) })
	return out
}

// inArea is the last period's IT MW in an area; NaN where there is no such area.
func (f PlanFigures) inArea(id string) float64 {
	for _, a := range f.Areas {
		if a.Area == id {
			return end(a.BuiltMW)
		}
	}
	return math.NaN()
}

var buildEntries = []entry{
	{"plan_lines", "Lines and transformers rebuilt", "", site.Neutral, modelled, func(o *Outlook) float64 { return o.Plan.built("reinforcement").count() }, nil},
	{"plan_lines_bjpy", "Cost of lines and transformers", unitBillion, site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.built("reinforcement").JPY / 1e9 }, nil},
	{"plan_ties", "Ties built", "", site.Neutral, modelled, func(o *Outlook) float64 { return o.Plan.built("tie").count() }, nil},
	{"plan_ties_bjpy", "Cost of ties", unitBillion, site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.built("tie").JPY / 1e9 }, nil},
	{"plan_spans", "Long-haul spans built", "", site.Neutral, modelled, func(o *Outlook) float64 { return o.Plan.built("span").count() }, nil},
	{"plan_spans_bjpy", "Cost of spans", unitBillion, site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.built("span").JPY / 1e9 }, nil},
	{"taken_mw", "MW that large new loads take first", "MW", site.Neutral, assumed, func(o *Outlook) float64 { return o.Plan.sumTaken(func(t Taken) float64 { return t.LoadMW }) }, nil},
	{"supply_mw", "MW that power stations bring", "MW", site.Neutral, assumed, func(o *Outlook) float64 { return o.Plan.sumTaken(func(t Taken) float64 { return t.SupplyMW }) }, nil},
	{"room_lost_mw", "Room for data centers lost to both, areas' own supply", "MW", site.Lower, modelled, func(o *Outlook) float64 { return o.Plan.sumTaken(func(t Taken) float64 { return t.RoomLostMW }) }, nil},
	{"displaced_mw", "IT MW that areas have less than in the plan it is held against", "MW", site.Neutral, modelled, ofDisplaced(func(d *Displaced) float64 { return d.MW }), nil},
	{"displaced_bjpy", "What the plan costs more than the one it is held against", unitBillion, site.Lower, modelled, ofDisplaced(func(d *Displaced) float64 { return d.ExtraJPY / 1e9 }), nil},
}

func ofDisplaced(of func(*Displaced) float64) func(*Outlook) float64 {
	return func(o *Outlook) float64 {
		if o.Displaced == nil {
			return math.NaN()
		}
		return of(o.Displaced)
	}
}

func (f PlanFigures) built(kind string) Kind {
	for _, k := range f.Builds {
		if k.Kind == kind {
			return k
		}
	}
	return Kind{}
}

func (k Kind) count() float64 { return float64(k.Count) }

func (f PlanFigures) sumTaken(of func(Taken) float64) float64 {
	sum := 0.0
	for _, t := range f.Taken {
		sum += of(t)
	}
	return sum
}

var queueEntries = []entry{
	{"queue_tokyo_full", "Year in which today's queue leaves Tokyo no headroom", unitYear, site.Higher, modelled, func(o *Outlook) float64 { return o.Queue.year(tokyo, withTies) }, func(o *Outlook) string { return o.Queue.never(tokyo, withTies, o.Years) }},
	{"queue_tokyo_own_full", "The same by Tokyo's own supply, without ties", unitYear, site.Higher, modelled, func(o *Outlook) float64 { return o.Queue.year(tokyo, ownOnly) }, func(o *Outlook) string { return o.Queue.never(tokyo, ownOnly, o.Years) }},
	{"queue_first_full", "First area that today's queue fills", "", site.Neutral, modelled, nil, func(o *Outlook) string {
		if a, ok := o.Queue.first(); ok {
			return fmt.Sprintf("%s (%d)", a.Name, a.Full.Year)
		}
		return fmt.Sprintf("none by %d", o.Years[len(o.Years)-1])
	}},
}

func withTies(a AreaQueue) Full { return a.Full }
func ownOnly(a AreaQueue) Full  { return a.OwnFull }

func (q Queue) of(area string, which func(AreaQueue) Full) Full {
	for _, a := range q.Areas {
		if a.Area == area {
			return which(a)
		}
	}
	return Full{}
}

func (q Queue) year(area string, which func(AreaQueue) Full) float64 {
	if f := q.of(area, which); f.Year > 0 {
		return float64(f.Year)
	}
	return math.NaN()
}

// never says that there is headroom to the end; empty where that is not known.
func (q Queue) never(area string, which func(AreaQueue) Full, years []int) string {
	if f := q.of(area, which); f.Known && f.Year == 0 {
		return fmt.Sprintf("after %d", years[len(years)-1])
	}
	return ""
}

var survivalEntries = func() []entry {
	var out []entry
	for _, s := range []struct{ id, figure, name string }{{"tokyo-quake", "tokyo_quake", "an earthquake beneath Tokyo"}, {"nankai", "nankai", "a Nankai Trough earthquake"}} {
		for _, hour := range Hours() {
			out = append(out, entry{
				id: fmt.Sprintf("alive_%s_h%g_pct", s.figure, hour), title: fmt.Sprintf("Alive and connected %g hours after %s", hour, s.name),
				unit: "%", better: site.Higher, evidence: assumed,
				value: func(o *Outlook) float64 {
					if x, ok := o.Survival.at(s.id, hour); ok {
						return 100 * x
					}
					return math.NaN()
				},
			})
		}
	}
	return append(out, entry{
		id: "worst_cut_pct", title: "MW that the worst cut of fiber takes, proven", unit: "%", better: site.Lower, evidence: modelled,
		value: func(o *Outlook) float64 {
			if step, lost, ok := o.Survival.worst(); ok && step.Proven {
				return 100 * lost
			}
			return math.NaN()
		},
	})
}()

var moneyEntries = append([]entry{
	{"lcoc_jpy_kwh", "Levelised cost of compute", "JPY/kWh", site.Lower, assumed, func(o *Outlook) float64 { return o.Levelised.JPYPerITkWh }, nil},
	{"lcof_jpy_kwh", "Of it without servers", "JPY/kWh", site.Lower, modelled, func(o *Outlook) float64 { return o.Levelised.Facility }, nil},
	{"lcoc_80_jpy_kwh", "Levelised cost of compute with 80 % carbon-free energy", "JPY/kWh", site.Lower, assumed, func(o *Outlook) float64 { return o.Levelised.at(80) }, nil},
	{"lcoc_90_jpy_kwh", "Levelised cost of compute with 90 % carbon-free energy", "JPY/kWh", site.Lower, assumed, func(o *Outlook) float64 { return o.Levelised.at(90) }, nil},
	{"lcoc_100_jpy_kwh", "Levelised cost of compute with 100 % carbon-free energy", "JPY/kWh", site.Lower, assumed, func(o *Outlook) float64 { return o.Levelised.at(100) }, nil},
}, balanceEntries...)

// at is the cost with a share of carbon-free energy; NaN where nobody asked.
func (l Levelised) at(pct float64) float64 {
	for _, m := range l.Matched {
		if m.Pct == pct {
			return m.JPYPerITkWh
		}
	}
	return math.NaN()
}

var balanceEntries = []entry{
	{"account_services_pct", "Of a yen: digital services paid abroad", "%", site.Lower, assumed, ofBalance(func(b *Balance) float64 { return 100 * b.Shares.Services }), nil},
	{"account_profit_pct", "Of a yen: profit that leaves by ownership", "%", site.Lower, assumed, ofBalance(func(b *Balance) float64 { return 100 * b.Shares.Profit }), nil},
	{"account_servers_pct", "Of a yen: imported servers", "%", site.Lower, assumed, ofBalance(func(b *Balance) float64 { return 100 * b.Shares.Servers }), nil},
	{"account_fuel_pct", "Of a yen: imported fuel", "%", site.Lower, assumed, ofBalance(func(b *Balance) float64 { return 100 * b.Shares.Fuel }), nil},
	{"retained_pct", "Domestic value retained of a yen", "%", site.Higher, assumed, ofBalance(func(b *Balance) float64 { return 100 * b.Shares.Retained() }), nil},
	{"spending_bjpy_y", "What users pay a year, last period", unitBillionYear, site.Neutral, assumed, ofBalance(func(b *Balance) float64 { return b.SpendingJPY / 1e9 }), nil},
	{"siting_fuel_bjpy_y", "Imported fuel that siting alone adds against today's queue", unitBillionYear, site.Lower, assumed, ofBalance(func(b *Balance) float64 { return b.Siting.FuelJPY / 1e9 }), nil},
}

func ofBalance(of func(*Balance) float64) func(*Outlook) float64 {
	return func(o *Outlook) float64 {
		if o.Balance == nil {
			return math.NaN()
		}
		return of(o.Balance)
	}
}

var controlEntries = []entry{
	{"sovereignty_low_pct", "Sovereignty index, at least", "%", site.Higher, assumed, ofControl(func(c *Control) float64 { return 100 * c.Index.Low }), nil},
	{"sovereignty_high_pct", "Sovereignty index, at most", "%", site.Higher, assumed, ofControl(func(c *Control) float64 { return 100 * c.Index.High }), nil},
	{"sovereignty_weakest", "Weakest known part of sovereignty", "", site.Neutral, assumed, nil, func(o *Outlook) string {
		if o.Control == nil {
			return ""
		}
		return string(o.Control.Index.Weakest)
	}},
	{"owners_hhi_low", "Concentration of owners (HHI), at least", "", site.Lower, modelled, ofOwners(func(c *Control) float64 { return c.Owners.HHILow }), nil},
	{"owners_hhi_high", "Concentration of owners (HHI), at most", "", site.Lower, modelled, ofOwners(func(c *Control) float64 { return c.Owners.HHIHigh }), nil},
}

func ofControl(of func(*Control) float64) func(*Outlook) float64 {
	return func(o *Outlook) float64 {
		if o.Control == nil {
			return math.NaN()
		}
		return of(o.Control)
	}
}

func ofOwners(of func(*Control) float64) func(*Outlook) float64 {
	return ofControl(func(c *Control) float64 {
		if c.Owners == nil {
			return math.NaN()
		}
		return of(c)
	})
}

var flexibleEntries = []entry{
	{"flexible_firm_mw", "MW that areas carry through the peak with the plan's exchange", "MW", site.Higher, assumed, func(o *Outlook) float64 { return firm(o.Flexible) }, nil},
	{"flexible_mw", "MW connectable at the largest curtailment", "MW", site.Higher, assumed, func(o *Outlook) float64 { return end(o.Flexible.TotalMW) }, nil},
	{"shift_twh", "Energy run elsewhere instead of being curtailed", "TWh", site.Higher, assumed, func(o *Outlook) float64 { return o.Shift.ShiftedTWh }, nil},
}

// firm is what all areas carry without curtailment.
func firm(f Flexible) float64 {
	sum := 0.0
	for _, a := range f.Areas {
		if len(a.spare) > 0 {
			sum += a.connectable(0, f.DepthPct/100)
		}
	}
	return sum
}
