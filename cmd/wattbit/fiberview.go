package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	orbjson "github.com/paulmach/orb/geojson"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/scenario"
)

// nodeView names a node.
type nodeView struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty"`
	label string
}

// spanView names a span.
type spanView struct {
	ID    string              `json:"id"`
	Name  string              `json:"name,omitempty"`
	From  string              `json:"from"`
	To    string              `json:"to"`
	Km    bandView            `json:"km"`
	Basis optical.LengthBasis `json:"length_basis"`
}

// bandView is a figure with its range.
type bandView struct {
	Low  report.Number `json:"low"`
	Base report.Number `json:"base"`
	High report.Number `json:"high"`
}

func viewBand(b fiber.Band) bandView {
	return bandView{report.Number(b.Low), report.Number(b.Base), report.Number(b.High)}
}

// text prints a figure and, where it is not certain, its range.
func (b bandView) text(decimals int, unit string) string {
	text := figureText(b.Base, decimals)
	if b.Base.Known() {
		text += " " + unit
	}
	if b.Low != b.High && b.Base.Known() {
		text += fmt.Sprintf(" (%s to %s)", scenario.Thousands(float64(b.Low), decimals), scenario.Thousands(float64(b.High), decimals))
	}
	return text
}

// cells are the three figures of a band as CSV.
func (b bandView) cells() []string {
	return []string{numberCell(b.Low), numberCell(b.Base), numberCell(b.High)}
}

func numberCell(x report.Number) string { return table.FormatNumber(float64(x)) }

func (f *fiberNet) viewNode(i int) nodeView {
	node := f.whole.Node(i)
	return nodeView{ID: node.ID, Name: node.Name, label: f.nodes.entries[i].label}
}

func (f *fiberNet) viewNodes(list []int) []nodeView {
	views := make([]nodeView, len(list))
	for i, v := range list {
		views[i] = f.viewNode(v)
	}
	return views
}

func (f *fiberNet) viewSpan(i int) spanView {
	s := f.Span(i)
	return spanView{s.ID, s.Name, s.From, s.To, viewBand(s.Km), s.Basis}
}

func (f *fiberNet) viewSpans(list []int) []spanView {
	views := make([]spanView, len(list))
	for i, s := range list {
		views[i] = f.viewSpan(s)
	}
	return views
}

func nodeLabels(nodes []nodeView) string {
	var labels []string
	for _, n := range nodes {
		labels = append(labels, n.label)
	}
	return strings.Join(labels, ", ")
}

func nodeIDs(nodes []nodeView) []string {
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return ids
}

func spanIDs(spans []spanView) []string {
	ids := make([]string, len(spans))
	for i, s := range spans {
		ids[i] = s.ID
	}
	return ids
}

// weaker returns the weaker of two bases.
func weaker(a, b optical.LengthBasis) optical.LengthBasis {
	for _, basis := range []optical.LengthBasis{optical.Estimated, optical.Given, optical.Surveyed} {
		if a == basis || b == basis {
			return basis
		}
	}
	return ""
}

// basisText says what a length stands on.
func basisText(basis optical.LengthBasis) string {
	switch basis {
	case optical.Estimated:
		return "estimated lengths"
	case optical.Given:
		return "given lengths"
	case optical.Surveyed:
		return "surveyed lengths"
	}
	return "no span"
}

// feature makes a feature of a shape and its properties; numbers that are missing
// are null.
func feature(shape orb.Geometry, properties map[string]any) *geojson.Feature {
	made := orbjson.NewFeature(shape)
	for name, value := range properties {
		if number, ok := value.(report.Number); ok {
			value = nil
			if number.Known() {
				value = float64(number)
			}
		}
		made.Properties[name] = value
	}
	return made
}

// spanFeature draws a span; nil when an end has no location.
func (f *fiberNet) spanFeature(i int, properties map[string]any) *geojson.Feature {
	s := f.Span(i)
	line := f.Line(fiber.Route{Nodes: []int{s.A, s.B}, Spans: []int{i}})
	if len(line) < 2 {
		return nil
	}
	properties["span"], properties["from"], properties["to"] = s.ID, s.From, s.To
	properties["km"], properties["length_basis"] = report.Number(s.Km.Base), string(s.Basis)
	return feature(line, properties)
}

// nodeFeature draws a node; nil when it has no location.
func (f *fiberNet) nodeFeature(i int, properties map[string]any) *geojson.Feature {
	node := f.Node(i)
	if !node.Located() {
		return nil
	}
	properties["node"], properties["name"] = node.ID, node.Name
	return feature(node.Location, properties)
}

// drawn drops what has no place on the map.
func drawn(features ...*geojson.Feature) []*geojson.Feature {
	var kept []*geojson.Feature
	for _, one := range features {
		if one != nil {
			kept = append(kept, one)
		}
	}
	return kept
}

func yearCell(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

func boolCell(yes bool) string { return strconv.FormatBool(yes) }
