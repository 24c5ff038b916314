package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/site"
)

// loadingClasses are the classes of lines by how much of their rating they carry.
var loadingClasses = []struct {
	below float64
	class report.Class
}{
	{0.5, report.Class{Name: "below 50 % of the rating", Tone: report.ToneMuted, Size: 1}},
	{0.8, report.Class{Name: "50–80 %", Tone: report.ToneWatt, Size: 1.4}},
	{1, report.Class{Name: "80–100 %", Tone: report.ToneCost, Size: 1.8}},
	{math.Inf(1), report.Class{Name: "above the rating", Tone: report.ToneHazard, Size: 2.2}},
}

// lineLayer draws the lines by their loading at the peak, as modelled.
func lineLayer(r *scenario.Result) (report.Layer, bool) {
	if r.Capacity == nil {
		return report.Layer{}, false
	}
	layer := report.Layer{ID: "lines", Name: "Lines by modelled loading", Side: report.Watts,
		Credit: credits(r.Atlas, r.Atlas.GridBranches, func(b atlas.GridBranch) string { return b.License })}
	for _, c := range loadingClasses {
		layer.Classes = append(layer.Classes, c.class)
	}
	for _, l := range r.Capacity.Loadings(r.Atlas) {
		if len(l.Line.Path) < 2 || math.IsNaN(l.Loading) {
			continue
		}
		class := 0
		for l.Loading >= loadingClasses[class].below {
			class++
		}
		layer.Lines = append(layer.Lines, report.LayerLine{Class: class, Path: orb.MultiLineString{l.Line.Path},
			Label: report.Label{Name: l.Line.ID, NameLocal: l.Line.NameLocal,
				Detail: fmt.Sprintf("%.0f MW on each of %d circuits, %.0f %% of the rating (modelled)", math.Abs(l.FlowMW), l.Line.Circuits, 100*l.Loading)}})
	}
	return layer, true
}

// headroomClasses are the classes of substations by firm megawatts.
var headroomClasses = []struct {
	below float64
	class report.Class
}{
	{50, report.Class{Name: "below 50 MW", Tone: report.ToneHazard, Shape: report.Square, Size: 4}},
	{300, report.Class{Name: "50–300 MW", Tone: report.ToneCost, Shape: report.Square, Size: 5}},
	{math.Inf(1), report.Class{Name: "300 MW and more", Tone: report.ToneSite, Shape: report.Square, Size: 6}},
}

// headroomLayer draws the substations by what they could host for a site of the
// asked size.
func headroomLayer(r *scenario.Result) (report.Layer, bool) {
	if r.Capacity == nil {
		return report.Layer{}, false
	}
	class := cost.ClassFor(r.Scenario.Site.MW)
	layer := report.Layer{ID: "headroom", Name: "Substations by firm capacity", Side: report.Watts,
		Credit: credits(r.Atlas, r.Atlas.GridBuses, func(b atlas.GridBus) string { return b.License })}
	for _, c := range headroomClasses {
		layer.Classes = append(layer.Classes, c.class)
	}
	for _, s := range r.Atlas.Substations {
		answer, ok := r.Capacity.At(s.ID, class.MinKV)
		if !ok || math.IsNaN(answer.FirmMW) {
			continue
		}
		k := 0
		for answer.FirmMW >= headroomClasses[k].below {
			k++
		}
		layer.Points = append(layer.Points, report.LayerPoint{Class: k, At: s.Location, Label: report.Label{Name: s.Name, NameLocal: s.NameLocal,
			Detail: fmt.Sprintf("%s, firm %s MW (modelled); stops at %s", voltages(s.VoltagesKV), scenario.Thousands(answer.FirmMW, 0), r.Capacity.Limit(answer.Binding))}})
	}
	return layer, true
}

// connectionView is one way to connect a site, as explain prints it.
type connectionView struct {
	Substation  string        `json:"substation"`
	Name        string        `json:"name"`
	Class       string        `json:"class"`
	RouteKm     report.Number `json:"route_km"`
	FirmMW      report.Number `json:"firm_mw"`
	FlexibleMW  report.Number `json:"flexible_mw"`
	Published   bool          `json:"published"`
	Radial      bool          `json:"radial"`
	CostLowJPY  report.Number `json:"cost_low_jpy"`
	CostJPY     report.Number `json:"cost_jpy"`
	CostHighJPY report.Number `json:"cost_high_jpy"`
	YearsLow    report.Number `json:"years_low"`
	Years       report.Number `json:"years"`
	YearsHigh   report.Number `json:"years_high"`
	Reinforced  bool          `json:"reinforced"`
	Binding     string        `json:"binding"`
	UnlockedMW  report.Number `json:"unlocked_mw"`
}

// connectionsExplained is how many ways explain lists.
const connectionsExplained = 6

func connectionViews(r *scenario.Result, row int) ([]connectionView, error) {
	ways, err := r.Connections(row, 3)
	if err != nil {
		return nil, err
	}
	var views []connectionView
	for _, w := range ways[:min(connectionsExplained, len(ways))] {
		views = append(views, viewConnection(r, w))
	}
	return views, nil
}

func viewConnection(r *scenario.Result, w site.Connection) connectionView {
	total := w.Cost.Total()
	v := connectionView{
		Substation: w.Substation.ID, Name: w.Substation.Name + " " + w.Substation.NameLocal, Class: w.Class.Name,
		RouteKm: report.Number(w.RouteKm), FirmMW: report.Number(w.FirmMW), FlexibleMW: report.Number(w.FlexibleMW),
		Published: w.Published, Reinforced: w.Reinforced, UnlockedMW: report.Number(w.UnlockedMW),
		CostLowJPY: report.Number(total.Low), CostJPY: report.Number(total.Base), CostHighJPY: report.Number(total.High),
		YearsLow: report.Number(w.Years.Low), Years: report.Number(w.Years.Base), YearsHigh: report.Number(w.Years.High),
	}
	switch {
	case w.Published:
		v.Binding = "published by the operator"
	case !w.Modelled:
		v.Binding = "not in the network model"
	default:
		v.Radial = w.Hosting.Radial
		v.Binding = r.Capacity.Limit(w.Hosting.Binding)
		if v.Radial {
			v.Binding = "radial: one outage blacks it out; else " + v.Binding
		}
	}
	return v
}
