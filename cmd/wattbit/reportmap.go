package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/scenario"
)

func reportOutlines(a *atlas.Atlas) []report.Outline {
	names := map[string]atlas.Region{}
	for _, region := range a.Regions {
		names[region.ID] = region
	}
	var outlines []report.Outline
	for _, o := range a.Outlines {
		region := names[o.Region]
		outlines = append(outlines, report.Outline{ID: o.Region, Name: region.Name, NameLocal: region.NameLocal, Shape: o.Shape})
	}
	return outlines
}

func reportLayers(r *scenario.Result) []report.Layer {
	var layers []report.Layer
	for _, make := range []func(*scenario.Result) (report.Layer, bool){lineLayer, headroomLayer, fiberLayer} {
		if layer, ok := make(r); ok {
			layers = append(layers, layer)
		}
	}
	layers = append(layers, substationLayer(r.Atlas), hubLayer(r.Atlas), existingLayer(r.Atlas))
	return append(layers, planLayers(r)...)
}

func substationLayer(a *atlas.Atlas) report.Layer {
	layer := report.Layer{
		ID: "substations", Name: "Substations", Side: report.Watts,
		Credit: credits(a, a.Substations, func(s atlas.Substation) string { return s.License }),
		Classes: []report.Class{
			{Name: "500 kV", Tone: report.ToneWatt, Shape: report.Square, Size: 7},
			{Name: "187–275 kV", Tone: report.ToneWatt, Shape: report.Square, Size: 5},
			{Name: "110–154 kV", Tone: report.ToneWatt, Shape: report.Square, Size: 3},
		},
	}
	for _, s := range a.Substations {
		class := 2
		if top := s.VoltagesKV[0]; top >= 500 {
			class = 0
		} else if top >= 187 {
			class = 1
		}
		layer.Points = append(layer.Points, report.LayerPoint{Class: class, At: s.Location,
			Label: report.Label{Name: s.Name, NameLocal: s.NameLocal, Detail: voltages(s.VoltagesKV)}})
	}
	return layer
}

func voltages(kv []float64) string {
	parts := make([]string, len(kv))
	for i, v := range kv {
		parts[i] = trim(v)
	}
	return strings.Join(parts, "/") + " kV"
}

var hubClasses = []struct {
	kind  atlas.FiberNodeKind
	name  string
	shape report.Shape
	size  report.Number
}{
	{atlas.IXP, "Internet exchange city", report.Diamond, 9},
	{atlas.DataCentre, "Carrier hotel", report.Ring, 7},
	{atlas.CableLanding, "Cable landing", report.Triangle, 8},
}

func hubLayer(a *atlas.Atlas) report.Layer {
	layer := report.Layer{ID: "hubs", Name: "Exchanges and landings", Side: report.Bits, On: true,
		Credit: credits(a, a.FiberNodes, func(n atlas.FiberNode) string { return n.License })}
	for i, class := range hubClasses {
		layer.Classes = append(layer.Classes, report.Class{Name: class.name, Tone: report.ToneBit, Shape: class.shape, Size: class.size})
		for _, n := range a.FiberNodes {
			if n.Kind != class.kind {
				continue
			}
			detail := n.Role
			if n.ReadyYear != 0 {
				detail = fmt.Sprintf("planned for %d; %s", n.ReadyYear, detail)
			}
			layer.Points = append(layer.Points, report.LayerPoint{Class: i, At: n.Location,
				Label: report.Label{Name: n.Name, NameLocal: n.NameLocal, Detail: detail}})
		}
	}
	return layer
}

func existingLayer(a *atlas.Atlas) report.Layer {
	layer := report.Layer{ID: "existing", Name: "Data centers and fabs, in use or announced", Side: report.Other,
		Classes: []report.Class{
			{Name: "Data center", Tone: report.ToneSite, Shape: report.Cross, Size: 8},
			{Name: "Fab", Tone: report.ToneCost, Shape: report.Cross, Size: 8},
		},
		Credit: credits(a, a.Existing, func(f atlas.Facility) string { return f.License })}
	for _, f := range a.Existing {
		class := 0
		switch f.Kind {
		case atlas.DataCenter:
		case atlas.Fab:
			class = 1
		default:
			continue // sums of clusters are no buildings
		}
		detail := f.Stage + ", " + f.LocationBasis
		if !math.IsNaN(f.MW) {
			detail = scenario.Thousands(f.MW, 0) + " MW, " + detail
		}
		layer.Points = append(layer.Points, report.LayerPoint{Class: class, At: f.Location,
			Label: report.Label{Name: f.Name, NameLocal: f.NameLocal, Detail: detail}})
	}
	return layer
}

// credits lists the credits of the licences of some rows, in the order of the
// atlas's licences.
func credits[T any](a *atlas.Atlas, rows []T, license func(T) string) string {
	used := map[string]bool{}
	for _, row := range rows {
		used[license(row)] = true
	}
	var out []string
	for _, l := range a.Meta.Licenses {
		if used[l.ID] && l.Credit != "" {
			out = append(out, l.Credit)
		}
	}
	return strings.Join(out, "; ")
}
