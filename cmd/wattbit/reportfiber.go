package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/scenario"
)

// fiberLayerID names the layer whose lines are the spans of the network, in order.
const fiberLayerID = "fiber"

// fiberClasses are the classes of spans by how they are laid; the last holds what
// is planned.
var fiberClasses = []struct {
	kinds []atlas.FiberSpanKind
	class report.Class
}{
	{[]atlas.FiberSpanKind{atlas.Expressway, atlas.Railway}, report.Class{Name: "along a road or railway", Tone: report.ToneBit2, Size: 1.4}},
	{[]atlas.FiberSpanKind{atlas.Tunnel, atlas.Bridge}, report.Class{Name: "tunnel or bridge", Tone: report.ToneHazard, Size: 2}},
	{[]atlas.FiberSpanKind{atlas.Submarine}, report.Class{Name: "under the sea", Tone: report.ToneClimate, Size: 1.6}},
	{nil, report.Class{Name: "in a metro, other", Tone: report.ToneMuted, Size: 1}},
	{nil, report.Class{Name: "planned", Tone: report.ToneBit2, Size: 1.4, Dash: true}},
}

// fiberLayer draws the spans of the optical network.
func fiberLayer(r *scenario.Result) (report.Layer, bool) {
	if r.Routes == nil {
		return report.Layer{}, false
	}
	layer := report.Layer{ID: fiberLayerID, Name: "Fiber routes, estimated", Side: report.Bits,
		Credit: credits(r.Atlas, r.Atlas.FiberSpans, func(s atlas.FiberSpan) string { return s.License })}
	for _, c := range fiberClasses {
		layer.Classes = append(layer.Classes, c.class)
	}
	records := make(map[string]atlas.FiberSpan, len(r.Atlas.FiberSpans))
	for _, s := range r.Atlas.FiberSpans {
		records[s.ID] = s
	}
	net := r.Routes.Network
	for i := range net.NumSpans() {
		span := net.Span(i)
		from, to := net.Node(span.A), net.Node(span.B)
		line := report.LayerLine{Class: fiberClass(records[span.ID], today(r)),
			Label: report.Label{Name: from.Name + " – " + to.Name, Detail: spanDetail(records[span.ID], span.Km.Base, span.Basis)}}
		if from.Located() && to.Located() {
			line.Path = orb.MultiLineString{{from.Location, to.Location}}
		}
		layer.Lines = append(layer.Lines, line)
	}
	return layer, true
}

// today is the year of the atlas, after which a span is planned; 0 when it has none.
func today(r *scenario.Result) int {
	year, err := strconv.Atoi(strings.SplitN(r.Atlas.Meta.Version, "-", 2)[0])
	if err != nil {
		return 0
	}
	return year
}

// fiberClass is the class of a span: planned where it is ready after the year.
func fiberClass(s atlas.FiberSpan, year int) int {
	planned := len(fiberClasses) - 1
	if s.ReadyYear > year {
		return planned
	}
	for i, c := range fiberClasses {
		for _, k := range c.kinds {
			if k == s.Kind {
				return i
			}
		}
	}
	return planned - 1
}

func spanDetail(s atlas.FiberSpan, km float64, basis optical.LengthBasis) string {
	text := fmt.Sprintf("%s, %s km of fiber, %s", s.Kind, scenario.Thousands(km, 0), basis)
	if s.Name != "" {
		text = s.Name + "; " + text
	}
	if s.ReadyYear != 0 {
		text += fmt.Sprintf("; ready %d", s.ReadyYear)
	}
	return text
}
