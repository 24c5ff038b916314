package outlook

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/shock"
	"github.com/wattbit/wattbit/model/sovereignty"
)

// Row is one figure of an outlook in tidy form.
type Row struct {
	Section  string // plan, areas, queue, survival, lcoc, accounts, ...
	Item     string // what it is about: a site, an area, an event; empty for the whole
	Key      string
	Value    float64 // NaN where missing, or a text
	Text     string
	Unit     string
	Evidence atlas.Evidence
	Source   string
}

// MarshalJSON writes a missing value as null.
func (r Row) MarshalJSON() ([]byte, error) {
	out := struct {
		Section  string         `json:"section"`
		Item     string         `json:"item,omitempty"`
		Key      string         `json:"key"`
		Value    *float64       `json:"value"`
		Text     string         `json:"text,omitempty"`
		Unit     string         `json:"unit"`
		Evidence atlas.Evidence `json:"evidence"`
		Source   string         `json:"source"`
	}{r.Section, r.Item, r.Key, nil, r.Text, r.Unit, r.Evidence, r.Source}
	if !math.IsNaN(r.Value) && !math.IsInf(r.Value, 0) {
		out.Value = &r.Value
	}
	return json.Marshal(out)
}

// planSource says what the plan's own figures stand on.
const planSource = "wattbit: the run's plan, by the atlas's figures of grid, fiber and prices"

// Rows lists the whole outlook.
func (o *Outlook) Rows() []Row {
	var out rows
	o.addFigures(&out)
	o.addAreas(&out)
	o.addDisplaced(&out)
	o.addSurvival(&out)
	o.addCosts(&out)
	o.addAccounts(&out)
	o.addControl(&out)
	o.addFlexible(&out)
	o.addBenchmarks(&out)
	return out
}

type rows []Row

// source is what a group of rows stands on.
type source struct {
	section  string
	evidence atlas.Evidence
	text     string
}

func (r *rows) add(s source, item, key string, value float64, unit string) {
	if math.IsInf(value, 0) {
		value = math.NaN() // not modelled
	}
	*r = append(*r, Row{s.section, item, key, value, "", unit, s.evidence, s.text})
}

func (r *rows) say(s source, item, key, text string) {
	*r = append(*r, Row{s.section, item, key, math.NaN(), text, "", s.evidence, s.text})
}

// addFigures adds the headline figures and the plan by period.
func (o *Outlook) addFigures(out *rows) {
	for _, f := range Figures(o) {
		*out = append(*out, Row{"headline", "", f.ID, f.Value, f.Text, f.Unit, f.Evidence, "wattbit: read off the sections below and the run's plan"})
	}
	s := source{"plan", modelled, planSource}
	for t, year := range o.Years {
		item := strconv.Itoa(year)
		out.add(s, item, "asked_it_mw", o.Plan.AskedMW[t], "MW")
		out.add(s, item, "it_mw", o.Plan.ITMW[t], "MW")
		out.add(s, item, "unserved_it_mw", whole(o.Plan.UnservedMW[t]), "MW")
		out.add(s, item, "metro_pct", o.Plan.MetroPct[t], "%")
		out.add(s, item, "carbon_g_kwh", o.Plan.CarbonGPerKWh[t], "g/kWh")
	}
	s.text = "wattbit: MW on the grid; what operates as far as the atlas knows it, clusters by order of magnitude; new sites with their cooling"
	out.add(s, "metros", "existing_mw", o.Plan.Metro.ExistingMW, "MW")
	out.add(s, "metros", "committed_mw", o.Plan.Metro.CommittedMW, "MW")
	out.add(s, "metros", "new_mw", o.Plan.Metro.NewMW, "MW")
	out.add(s, "metros", "before_pct", o.Plan.Metro.BeforePct, "%")
	out.add(s, "metros", "after_pct", o.Plan.Metro.AfterPct, "%")
	for _, t := range o.Plan.Taken {
		out.add(source{"plan", assumed, planSource}, t.Area, "loads_mw", t.LoadMW, "MW")
		out.add(source{"plan", assumed, planSource}, t.Area, "supply_mw", t.SupplyMW, "MW")
		out.add(source{"plan", modelled, planSource}, t.Area, "room_lost_mw", t.RoomLostMW, "MW")
	}
}

func (o *Outlook) addAreas(out *rows) {
	s, q := source{"areas", modelled, planSource}, source{"queue", modelled, QueueSource}
	for n, a := range o.Plan.Areas {
		queue := o.Queue.Areas[n]
		for t, year := range o.Years {
			out.add(s, a.Area, fmt.Sprintf("built_it_mw_%d", year), a.BuiltMW[t], "MW")
			out.add(q, a.Area, fmt.Sprintf("queue_mw_%d", year), queue.QueueMW[t], "MW")
			out.add(q, a.Area, fmt.Sprintf("own_supply_left_mw_%d", year), queue.OwnMW[t]-queue.QueueMW[t], "MW")
			out.add(q, a.Area, fmt.Sprintf("left_with_ties_mw_%d", year), queue.LeftMW[t], "MW")
		}
		for _, f := range []struct {
			key string
			Full
		}{{"full_year", queue.Full}, {"own_supply_full_year", queue.OwnFull}} {
			switch {
			case f.Year > 0:
				out.add(q, a.Area, f.key, float64(f.Year), unitYear)
			case f.Known:
				out.say(q, a.Area, f.key, fmt.Sprintf("after %d", o.Years[len(o.Years)-1]))
			}
		}
	}
}

func (o *Outlook) addDisplaced(out *rows) {
	if o.Displaced == nil {
		return
	}
	s := source{"displaced", modelled, "wattbit: the run's plan less that of the scenario " + o.Displaced.Against}
	for _, a := range o.Displaced.Areas {
		out.add(s, a.Area, "change_it_mw", a.ChangeMW, "MW")
	}
}

func (o *Outlook) addSurvival(out *rows) {
	if o.Survival == nil {
		return
	}
	for _, x := range o.Survival.Shocks {
		s := source{"survival", assumed, fmt.Sprintf("wattbit: built-in shock %s, mean of %d drawn events; the plan's sites with two spurs each and what stands today, whose classes are not known", x.ID, x.Samples)}
		for _, c := range x.Curves {
			for h, hour := range x.Hours {
				for _, f := range []struct {
					key string
					x   float64
				}{{"mean", c.Mean[h]}, {"low", c.Low[h]}, {"high", c.High[h]}} {
					out.add(s, x.ID, fmt.Sprintf("%s_h%g_%s_pct", c.ID, hour, f.key), 100*f.x, "%")
				}
			}
		}
	}
	if o.Survival.Cut == nil {
		return
	}
	s := source{"survival", modelled, "wattbit: exact search over the spans of the optical network, spurs of sites apart"}
	for _, step := range o.Survival.Cut.Steps {
		item := fmt.Sprintf("cut-%d", step.Allowed)
		out.add(s, item, "lost_pct", 100*step.LostMW/o.Survival.MW, "%")
		out.say(s, item, "proven", strconv.FormatBool(step.Proven))
		out.say(s, item, "spans", spanNames(step))
	}
}

func spanNames(step shock.CutStep) string {
	text := ""
	for _, span := range step.Spans {
		name := span.Name
		if name == "" {
			name = span.ID
		}
		if text != "" {
			text += "; "
		}
		text += name
	}
	return text
}

func (o *Outlook) addCosts(out *rows) {
	s := source{"lcoc", assumed, LCOCSource + "; " + o.settings.Accounts.ITSource}
	add := func(item string, steps []cost.Step, compute, facility float64) {
		for _, step := range steps {
			out.add(s, item, step.Name, step.JPYPerITkWh, "JPY/kWh")
		}
		out.add(s, item, "facility", facility, "JPY/kWh")
		out.add(s, item, "compute", compute, "JPY/kWh")
	}
	l := o.Levelised
	add("plan", l.Steps, l.JPYPerITkWh, l.Facility)
	for _, site := range l.Sites {
		add(site.ID, site.Steps, site.JPYPerITkWh, site.Facility)
	}
	s.text += "; premium: " + o.settings.Readings.MatchedSource
	for _, match := range l.Matched {
		out.add(s, fmt.Sprintf("matched-%g", match.Pct), "premium", match.PremiumJPYPerKWh, "JPY/kWh")
		out.add(s, fmt.Sprintf("matched-%g", match.Pct), "compute", match.JPYPerITkWh, "JPY/kWh")
	}
}

func (o *Outlook) addAccounts(out *rows) {
	b, a := o.Balance, o.settings.Accounts
	if b == nil {
		return
	}
	for _, x := range []struct {
		key, from  string
		share, jpy float64
	}{
		{"services", a.ServicesSource, b.Shares.Services, b.JPY.ServicesJPY}, {"profit", a.OwnershipSource, b.Shares.Profit, b.JPY.ProfitJPY},
		{"servers", a.ITSource + "; " + a.OtherImportedSource, b.Shares.Servers, b.JPY.ServersJPY}, {"fuel", a.FuelSource, b.Shares.Fuel, b.JPY.FuelJPY},
	} {
		s := source{"accounts", assumed, x.from}
		out.add(s, "plan", x.key+"_pct", 100*x.share, "%")
		out.add(s, "plan", x.key+"_bjpy", x.jpy/1e9, unitBillionYear)
	}
	s := source{"accounts", assumed, "wattbit: 1 less the four accounts, which belong to different balances and are never one number"}
	out.add(s, "plan", "retained_pct", 100*b.Shares.Retained(), "%")
	out.add(s, "plan", "spending_bjpy", b.SpendingJPY/1e9, unitBillionYear)
	if b.BAU != nil {
		out.add(s, "bau", "fuel_pct", 100*b.BAU.Fuel, "%")
		out.add(s, "siting", "fuel_bjpy", b.Siting.FuelJPY/1e9, unitBillionYear)
	}
	for _, c := range b.Cases {
		item := fmt.Sprintf("%s-%d-sigma-%g", c.Path.ID, c.Path.Year, c.Sigma)
		s := source{"deficit", assumed, c.Path.Source + "; substitution: wattbit, assumption"}
		out.add(s, item, "path_bjpy", c.Path.DeficitJPY/1e9, unitBillionYear)
		out.add(s, item, "services_bjpy", c.Change.ServicesJPY/1e9, unitBillionYear)
		out.add(s, item, "profit_bjpy", c.Change.ProfitJPY/1e9, unitBillionYear)
		out.add(s, item, "servers_bjpy", c.Change.ServersJPY/1e9, unitBillionYear)
		out.add(s, item, "fuel_bjpy", c.Change.FuelJPY/1e9, unitBillionYear)
		out.add(s, item, "services_of_path_pct", 100*c.OfPath, "%")
	}
}

func (o *Outlook) addControl(out *rows) {
	c := o.Control
	if c == nil {
		return
	}
	s := source{"sovereignty", assumed, sovereignty.IndexSource + "; " + o.settings.Sovereignty.Source}
	for _, part := range sovereignty.Parts() {
		out.add(s, "plan", string(part)+"_pct", 100*c.Shares[part], "%")
	}
	out.add(s, "plan", "index_low_pct", 100*c.Index.Low, "%")
	out.add(s, "plan", "index_high_pct", 100*c.Index.High, "%")
	for _, site := range c.Sites {
		out.add(s, site.ID, "index_high_pct", 100*site.Index.High, "%")
		out.say(s, site.ID, "weakest", string(site.Index.Weakest))
	}
	if c.Owners == nil {
		return
	}
	s = source{"owners", modelled, "wattbit: operating and committed MW of the atlas; the owners of clusters are not known"}
	out.add(s, "all", "mw", c.Owners.MW, "MW")
	out.add(s, "all", "unknown_mw", c.Owners.UnknownMW, "MW")
	out.add(s, "all", "largest_low_pct", 100*c.Owners.LargestLow, "%")
	out.add(s, "all", "largest_high_pct", 100*c.Owners.LargestHigh, "%")
	for _, owner := range c.Owners.Owners {
		out.add(s, owner.Name, "share_pct", 100*owner.Share, "%")
	}
}

func (o *Outlook) addFlexible(out *rows) {
	s := source{"flexible", assumed, FlexibleSource}
	for n, pct := range o.Flexible.EnergyPct {
		key := fmt.Sprintf("connectable_mw_at_%g_pct", pct)
		out.add(s, "all", key, o.Flexible.TotalMW[n], "MW")
		for _, a := range o.Flexible.Areas {
			out.add(s, a.Area, key, a.MW[n], "MW")
		}
	}
	s = source{"shift", assumed, ShiftSource}
	out.add(s, "all", "movable_pct", o.Shift.MovablePct, "%")
	out.add(s, "all", "curtailed_twh", o.Shift.CurtailedTWh, "TWh")
	out.add(s, "all", "movable_twh", o.Shift.MovableTWh, "TWh")
	out.add(s, "all", "shifted_twh", o.Shift.ShiftedTWh, "TWh")
}

func (o *Outlook) addBenchmarks(out *rows) {
	for _, b := range o.Benchmarks {
		s := source{"benchmarks", b.Evidence, b.Source}
		out.add(s, b.ID, "published", b.Value, b.Unit)
		s = source{"benchmarks", modelled, planSource}
		out.add(s, b.ID, "computed", b.Computed, b.Unit)
		out.add(s, b.ID, "ratio", b.Ratio, "")
		out.say(s, b.ID, "why", b.Why)
	}
}

// Files returns outlook.csv with every figure in tidy form and outlook.json with
// the same, the notes and the sentence on what siting alone can do.
func (o *Outlook) Files() ([]folder.File, error) {
	all := o.Rows()
	cells := make([][]string, len(all))
	for i, r := range all {
		value := table.FormatNumber(r.Value)
		if r.Text != "" {
			value = table.Plain(r.Text)
		}
		cells[i] = []string{r.Section, table.Plain(r.Item), table.Plain(r.Key), value, r.Unit, string(r.Evidence), table.Plain(r.Source)}
	}
	sheet, err := table.Encode([]string{"section", "item", "key", "value", "unit", "evidence", "source"}, cells)
	if err != nil {
		return nil, fmt.Errorf("outlook.csv: %w", err)
	}
	doc := struct {
		Method   string   `json:"method"`
		Years    []int    `json:"years"`
		Sentence string   `json:"siting_sentence,omitempty"`
		Notes    []string `json:"notes"`
		Rows     []Row    `json:"rows"`
	}{Method: string(o.Method), Years: o.Years, Notes: append([]string{}, o.Notes...), Rows: all}
	if o.Balance != nil {
		doc.Sentence = o.Balance.Sentence
	}
	data, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("outlook.json: %w", err)
	}
	return []folder.File{{Name: "outlook.csv", Data: sheet}, {Name: "outlook.json", Data: append(data, '\n')}}, nil
}
