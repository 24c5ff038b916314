package main

import (
	"encoding/csv"
	"strconv"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	powergrid "github.com/wattbit/wattbit/model/grid"
)

// gridHosting is what hosting prints.
type gridHosting struct {
	gridHead
	Tau           string         `json:"tau"`
	TauKV         []string       `json:"tau_kv"`
	Policy        string         `json:"policy"`
	Contingencies []string       `json:"contingencies"`
	Redispatch    string         `json:"redispatch,omitempty"`
	Additive      bool           `json:"additive"` // always false
	Elements      int            `json:"elements"`
	Outages       int            `json:"outages"`
	Pairs         int64          `json:"pairs"`
	Evaluated     int64          `json:"pairs_evaluated"`
	Skipped       []string       `json:"skipped_outages"`
	PreExisting   int            `json:"pre_existing_overloads"`
	Worst         []overloadView `json:"worst_pre_existing"`
	Buses         []hostingView  `json:"hosting"`

	c       *gridCase
	hosting *powergrid.Hosting
	options string
	top     int
}

type overloadView struct {
	Branch      string        `json:"branch"`
	Contingency string        `json:"contingency"`
	FlowMW      report.Number `json:"flow_mw"`
	LimitMW     report.Number `json:"limit_mw"`
}

// hostingView is the answer for a bus.
type hostingView struct {
	Bus              string         `json:"bus"`
	Name             string         `json:"name"`
	KV               report.Number  `json:"kv"`
	HostingMW        report.Number  `json:"hosting_mw"`
	Binding          limitView      `json:"binding"`
	NextMW           report.Number  `json:"next_mw"`
	UnlockedMW       report.Number  `json:"unlocked_mw"`
	Next             limitView      `json:"next"`
	BaseMW           report.Number  `json:"n0_mw"`
	BaseBinding      limitView      `json:"n0_binding"`
	RedispatchMW     *report.Number `json:"redispatch_mw,omitempty"`
	Radial           bool           `json:"radial"`
	RadialBranch     string         `json:"radial_branch"`
	Aggravated       int            `json:"aggravated_overloads"`
	WorstAggravated  limitView      `json:"worst_aggravated"`
	Residual         int            `json:"residual_overloads"`
	ResidualMW       report.Number  `json:"residual_mw"`
	WorstResidual    limitView      `json:"worst_residual"`
	OutOfServiceFlag bool           `json:"out_of_service"`
}

// worstShown is how many overloads that existed before an answer lists.
const worstShown = 20

func newGridHosting(c *gridCase, h *powergrid.Hosting, o *gridHostingOptions) *gridHosting {
	a := &gridHosting{gridHead: c.head(), Tau: o.tau, TauKV: append([]string{}, o.tauKV...), Policy: o.policy, Contingencies: o.contingencies,
		Elements: h.Elements, Outages: h.Outages, Pairs: h.Pairs, Evaluated: h.Evaluated, Skipped: []string{},
		PreExisting: len(h.PreExisting), Worst: []overloadView{}, Buses: make([]hostingView, 0, len(h.Buses)),
		c: c, hosting: h, options: o.text(), top: o.top}
	for _, s := range h.Skipped {
		a.Skipped = append(a.Skipped, c.OutageLabel(s))
	}
	for _, v := range h.PreExisting[:min(worstShown, len(h.PreExisting))] {
		a.Worst = append(a.Worst, overloadView{c.ElementLabel(v.Limit), c.contingency(v.Outage), number(v.FlowMW, mwDecimals), number(v.LimitMW, mwDecimals)})
	}
	for i := range h.Buses {
		a.Buses = append(a.Buses, c.viewHosting(&h.Buses[i]))
	}
	return a
}

func (c *gridCase) viewHosting(b *powergrid.BusHosting) hostingView {
	bus := &c.net.Buses[b.Bus]
	out := c.IslandOf(b.Bus) < 0
	v := hostingView{Bus: bus.ID, Name: bus.Name, KV: number(bus.KV, 6), OutOfServiceFlag: out,
		HostingMW: number(b.FirmMW, mwDecimals), Binding: c.limit(b.Binding, out),
		NextMW: number(b.NextMW, mwDecimals), UnlockedMW: number(b.NextMW-b.FirmMW, mwDecimals), Next: c.limit(b.Next, out),
		BaseMW: number(b.BaseMW, mwDecimals), BaseBinding: c.limit(b.BaseBinding, out),
		Radial: b.Radial, Aggravated: b.Aggravated, WorstAggravated: c.limit(b.WorstAggravated, b.WorstAggravated.None()),
		Residual: b.Residual, ResidualMW: number(b.ResidualMW, mwDecimals), WorstResidual: c.limit(b.WorstResidual, b.WorstResidual.None())}
	if b.RadialBranch >= 0 {
		v.RadialBranch = c.BranchLabel(b.RadialBranch)
	}
	return v
}

func (a *gridHosting) csv(w *csv.Writer) error {
	header := []string{"bus", "hosting_mw", "binding_branch", "binding_contingency", "n0_mw", "radial"}
	if a.Redispatch != "" {
		header = append(header, "redispatch_mw")
	}
	if err := w.Write(header); err != nil {
		return err
	}
	for i := range a.Buses {
		b := &a.Buses[i]
		record := []string{b.Bus, cell(float64(b.HostingMW), mwDecimals), b.Binding.Branch, b.Binding.Contingency, cell(float64(b.BaseMW), mwDecimals),
			strconv.FormatBool(b.Radial)}
		if b.RedispatchMW != nil {
			record = append(record, cell(float64(*b.RedispatchMW), mwDecimals))
		}
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return nil
}

// features are the buses with their figures.
func (a *gridHosting) features() ([]*geojson.Feature, error) {
	if err := a.c.needPlaces(); err != nil {
		return nil, err
	}
	var list []*geojson.Feature
	for i := range a.Buses {
		b := &a.Buses[i]
		properties := map[string]any{"hosting_mw": known(float64(b.HostingMW)), "n0_mw": known(float64(b.BaseMW)), "unlocked_mw": known(float64(b.UnlockedMW)),
			"binding_branch": b.Binding.Branch, "binding_contingency": b.Binding.Contingency, "sensitivity": known(float64(b.Binding.Sensitivity)),
			"radial": b.Radial, "residual_overloads": b.Residual, "aggravated_overloads": b.Aggravated}
		if f := a.c.busFeature(a.hosting.Buses[i].Bus, properties); f != nil {
			list = append(list, f)
		}
	}
	return list, nil
}
