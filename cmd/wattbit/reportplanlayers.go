package main

import (
	"fmt"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/scenario"
)

// planSizes are the classes of the plan's sites on the large map.
var planSizes = []struct {
	below float64
	class report.Class
}{
	{50, report.Class{Name: "below 50 MW", Tone: report.ToneHazard, Shape: report.Ring, Size: 9}},
	{150, report.Class{Name: "50–150 MW", Tone: report.ToneHazard, Shape: report.Ring, Size: 13}},
	{1e9, report.Class{Name: "150 MW and more", Tone: report.ToneHazard, Shape: report.Ring, Size: 18}},
}

// planLayers draw the joint plan over the large map: what it builds for more than
// one site, and its sites.
func planLayers(r *scenario.Result) []report.Layer {
	if r.Plan == nil || !r.Plan.Found() {
		return nil
	}
	st, p := r.Plan.Study, r.Plan.Comparison.Joint.Plan
	sites := report.Layer{ID: "plan-sites", Name: "The plan's sites"}
	for _, c := range planSizes {
		sites.Classes = append(sites.Classes, c.class)
	}
	last := len(st.Settings.Periods) - 1
	for _, s := range st.SiteRows(p) {
		class := 0
		for s.ITMW[last] >= planSizes[class].below {
			class++
		}
		sites.Points = append(sites.Points, report.LayerPoint{Class: class, At: st.Sites[s.Site].Candidate.Location, Label: report.Label{
			Name: s.Name, NameLocal: s.NameLocal, Detail: fmt.Sprintf("%s MW of IT by %d, from %d, at %s (modelled)", scenario.Thousands(s.ITMW[last], 0), lastYear(st), s.Year, s.Class)}})
	}
	layers := []report.Layer{sites}
	watts := report.Layer{ID: "plan-lines", Name: "The plan's lines", Side: report.Watts, Classes: []report.Class{{Name: "reinforced", Tone: report.ToneWatt, Size: 4}},
		Credit: credits(r.Atlas, r.Atlas.GridBranches, func(b atlas.GridBranch) string { return b.License })}
	bits := report.Layer{ID: "plan-fiber", Name: "The plan's fiber", Side: report.Bits, Classes: []report.Class{{Name: "new span, drawn straight", Tone: report.ToneBit, Size: 4, Dash: true}}}
	for _, b := range st.Builds(p) {
		built := planBuild(r, b)
		if len(built.Path) == 0 {
			continue
		}
		line := report.LayerLine{Path: built.Path, Label: report.Label{Name: b.Name, Detail: fmt.Sprintf("%s, from %d, ¥%s bn (modelled)", built.Kind, b.Year, figureText(built.Cost, 1))}}
		if built.Side == report.Bits {
			bits.Lines = append(bits.Lines, line)
		} else {
			watts.Lines = append(watts.Lines, line)
		}
	}
	for _, l := range []report.Layer{watts, bits} {
		if len(l.Lines) > 0 {
			layers = append(layers, l)
		}
	}
	return layers
}
