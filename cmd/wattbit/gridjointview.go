package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	powergrid "github.com/wattbit/wattbit/model/grid"
)

// gridJoint is what joint prints.
type gridJoint struct {
	gridHead
	Tau           string           `json:"tau"`
	Policy        string           `json:"policy"`
	Contingencies []string         `json:"contingencies"`
	Feasible      bool             `json:"feasible"`
	Scale         report.Number    `json:"scale"` // null: no limit
	ScaleBy       limitView        `json:"scale_by"`
	ShortMW       report.Number    `json:"short_mw"`
	Exceeded      int              `json:"exceeded"`
	PreExisting   int              `json:"pre_existing_overloads"`
	Aggravated    int              `json:"aggravated_overloads"`
	Loads         []loadView       `json:"loads"`
	Tightest      []constraintView `json:"tightest"`

	c       *gridCase
	joint   *powergrid.Joint
	buses   []int
	options string
}

type loadView struct {
	Bus  string        `json:"bus"`
	Name string        `json:"name"`
	MW   report.Number `json:"mw"`
}

// constraintView is Σ per_mw·MW ≤ margin_mw.
type constraintView struct {
	Branch      string          `json:"branch"`
	Contingency string          `json:"contingency"`
	FlowMW      report.Number   `json:"flow_mw"`
	LimitMW     report.Number   `json:"limit_mw"`
	MarginMW    report.Number   `json:"margin_mw"`
	ChangeMW    report.Number   `json:"change_mw"`
	ExcessMW    report.Number   `json:"excess_mw"`
	PerMW       []report.Number `json:"per_mw"`
}

func newGridJoint(c *gridCase, loads []powergrid.SiteLoad, j *powergrid.Joint, o *securityOptions) *gridJoint {
	out := &gridJoint{gridHead: c.head(), Tau: o.tau, Policy: o.policy, Contingencies: o.contingencies, Feasible: j.Feasible,
		Scale: number(j.Scale, mwDecimals), ScaleBy: c.limit(j.ScaleBy, math.IsInf(j.Scale, 1)), ShortMW: number(j.ShortMW, mwDecimals),
		Exceeded: j.Exceeded, PreExisting: j.PreExisting, Aggravated: j.Aggravated, Tightest: []constraintView{}, c: c, joint: j, options: o.text()}
	for _, l := range loads {
		b := &c.net.Buses[l.Bus]
		out.Loads = append(out.Loads, loadView{b.ID, b.Name, number(l.MW, mwDecimals)})
		out.buses = append(out.buses, l.Bus)
	}
	for i := range j.Tightest {
		r := &j.Tightest[i]
		v := constraintView{c.ElementLabel(r.Limit), c.contingency(r.Outage), number(r.FlowMW, mwDecimals), number(r.LimitMW, mwDecimals),
			number(r.MarginMW, mwDecimals), number(r.ChangeMW, mwDecimals), number(r.ExcessMW(), mwDecimals), nil}
		for _, s := range r.PerSite {
			v.PerMW = append(v.PerMW, number(s, factorDecimals))
		}
		out.Tightest = append(out.Tightest, v)
	}
	return out
}

func (j *gridJoint) csv(w *csv.Writer) error {
	header := []string{"branch", "contingency", "flow_mw", "limit_mw", "margin_mw", "change_mw", "excess_mw"}
	for _, l := range j.Loads {
		header = append(header, "per_mw_"+l.Bus)
	}
	if err := w.Write(header); err != nil {
		return err
	}
	for _, r := range j.Tightest {
		record := []string{r.Branch, r.Contingency}
		for _, v := range append([]report.Number{r.FlowMW, r.LimitMW, r.MarginMW, r.ChangeMW, r.ExcessMW}, r.PerMW...) {
			record = append(record, cell(float64(v), factorDecimals))
		}
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return nil
}

func (j *gridJoint) print(w io.Writer) {
	j.gridHead.print(w)
	fmt.Fprintln(w, j.options)
	total := 0.0
	for _, l := range j.Loads {
		total += float64(l.MW)
	}
	verdict := "fit together"
	if !j.Feasible {
		verdict = "do not fit together"
	}
	fmt.Fprintf(w, "%d loads of %s MW in all %s: %s.\n", len(j.Loads), shown(total, 1), bold(w, verdict), j.reason())
	if j.PreExisting > 0 {
		fmt.Fprintf(w, "%d pairs of element and outage are overloaded without the loads; the loads make %d of them worse.\n", j.PreExisting, j.Aggravated)
	}
	g := grid{header: []string{"tightest at", "when lost", "flow MW", "limit MW", "excess MW"}, right: map[int]bool{2: true, 3: true, 4: true}}
	for _, bus := range j.buses {
		g.right[len(g.header)] = true
		g.header = append(g.header, "per MW of "+clip(j.c.busName(bus), nameCells))
	}
	for i := range j.Tightest {
		r, v := &j.joint.Tightest[i], &j.Tightest[i]
		record := []string{clip(j.c.elementName(r.Limit), elementCells), clip(j.c.outageName(r.Outage), elementCells), shown(r.FlowMW, 1), shown(r.LimitMW, 1), shown(float64(v.ExcessMW), 1)}
		for _, s := range r.PerSite {
			record = append(record, shown(s, 3))
		}
		g.rows = append(g.rows, record)
	}
	g.print(w)
}

// reason says what the loads could be multiplied by and what stops them.
func (j *gridJoint) reason() string {
	by := "the units' headroom"
	if !j.joint.ScaleBy.None() {
		by = j.c.elementName(j.joint.ScaleBy)
		if j.joint.ScaleBy.Outage.Kind != powergrid.BaseCase {
			by += " when " + j.c.outageName(j.joint.ScaleBy.Outage) + " is lost"
		}
	}
	switch {
	case math.IsInf(j.joint.Scale, 1):
		return "they are nothing"
	case j.joint.ShortMW > 0:
		return fmt.Sprintf("the units lack %s MW; at most %s of it, stopped by %s", shown(j.joint.ShortMW, 1), wholePercent(j.joint.Scale), by)
	case j.Feasible:
		return fmt.Sprintf("up to %.2f times as much would, then stopped by %s", j.joint.Scale, by)
	}
	return fmt.Sprintf("%d constraints are exceeded; at most %s of it fits, stopped by %s", j.Exceeded, wholePercent(math.Floor(100*j.joint.Scale)/100), by)
}
