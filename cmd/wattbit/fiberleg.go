package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
)

// routeView is one route with its length and its delay.
type routeView struct {
	Km          bandView            `json:"km"`
	Basis       optical.LengthBasis `json:"length_basis"`
	GivenKm     report.Number       `json:"given_km"`
	EstimatedKm report.Number       `json:"estimated_km"`
	AirLineKm   report.Number       `json:"air_line_km"`
	Stretch     report.Number       `json:"stretch"`
	RTTms       bandView            `json:"rtt_ms"`
	OneWayUs    bandView            `json:"oneway_us"`
	Delay       delayView           `json:"delay"`
	Gbps        report.Number       `json:"gbps"`
	ReadyYear   int                 `json:"ready_year,omitempty"`
	Nodes       []nodeView          `json:"nodes"`
	Spans       []spanView          `json:"spans"`
	line        orb.LineString
}

// delayView is the one-way delay of a route by element.
type delayView struct {
	PropagationUs report.Number `json:"propagation_us"`
	AmplifierUs   report.Number `json:"amplifier_us"`
	RegeneratorUs report.Number `json:"regenerator_us"`
	TransponderUs report.Number `json:"transponder_us"`
	SwitchUs      report.Number `json:"switch_us"`
	Amplifiers    int           `json:"amplifiers"`
	Regenerators  int           `json:"regenerators"`
	Terminals     int           `json:"terminals"`
	Switches      int           `json:"switches"`
}

func viewDelay(d fiber.Delay) delayView {
	return delayView{
		report.Number(d.PropagationUs), report.Number(d.AmplifierUs), report.Number(d.RegeneratorUs), report.Number(d.TransponderUs), report.Number(d.SwitchUs),
		d.Amplifiers, d.Regenerators, d.Terminals, d.Switches,
	}
}

func (f *fiberNet) viewRoute(r fiber.Route) routeView {
	delay := f.profile.Delay(r)
	return routeView{
		Km: viewBand(r.Km), Basis: r.Basis, GivenKm: report.Number(r.GivenKm), EstimatedKm: report.Number(r.EstimatedKm),
		AirLineKm: report.Number(r.AirLineKm), Stretch: report.Number(r.Stretch()),
		RTTms: viewBand(delay.RTTms()), OneWayUs: viewBand(delay.OneWayUs()), Delay: viewDelay(delay.Base),
		Gbps: report.Number(r.Gbps), ReadyYear: r.ReadyYear,
		Nodes: f.viewNodes(r.Nodes), Spans: f.viewSpans(r.Spans), line: f.Line(r),
	}
}

func (f *fiberNet) viewRoutes(routes ...fiber.Route) []routeView {
	views := make([]routeView, len(routes))
	for i, r := range routes {
		views[i] = f.viewRoute(r)
	}
	return views
}

// routeHeader names the cells of a route in CSV.
func routeHeader() []string {
	return []string{
		"from", "to", "km_low", "km", "km_high", "length_basis", "given_km", "estimated_km", "air_line_km", "stretch",
		"rtt_ms_low", "rtt_ms", "rtt_ms_high", "oneway_us", "gbps", "ready_year", "nodes", "spans",
	}
}

func (v routeView) cells() []string {
	ids := nodeIDs(v.Nodes)
	cells := append([]string{ids[0], ids[len(ids)-1]}, v.Km.cells()...)
	cells = append(cells, string(v.Basis), numberCell(v.GivenKm), numberCell(v.EstimatedKm), numberCell(v.AirLineKm), numberCell(v.Stretch))
	cells = append(cells, v.RTTms.cells()...)
	return append(cells, numberCell(v.OneWayUs.Base), numberCell(v.Gbps), yearCell(v.ReadyYear),
		optical.JoinList(ids), optical.JoinList(spanIDs(v.Spans)))
}

// summary is a route in a line.
func (v routeView) summary() string {
	text := fmt.Sprintf("%s, RTT %s, %s of %s", v.Km.text(1, "km"), v.RTTms.text(2, "ms"), counted(len(v.Spans), "span"), basisText(v.Basis))
	if v.ReadyYear > 0 {
		text += fmt.Sprintf(", the last ready in %d", v.ReadyYear)
	}
	return text
}

// counted is a number of things in words.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// printHops prints the spans of a route, one a line.
func (v routeView) printHops(w io.Writer) {
	hops := grid{header: []string{"to", "km", "basis", "span"}, right: map[int]bool{1: true}}
	for i, s := range v.Spans {
		hops.rows = append(hops.rows, []string{clip(v.Nodes[i+1].label, 40), figureText(s.Km.Base, 1), string(s.Basis), clip(strings.TrimSpace(s.ID+" "+s.Name), 60)})
	}
	fmt.Fprintf(w, "from %s\n", v.Nodes[0].label)
	hops.print(w)
}

// printDelay prints what the round trip consists of.
func (v routeView) printDelay(w io.Writer) {
	d := v.Delay
	fmt.Fprintf(w, "one way: light %s µs, %s %s µs, %s %s µs, %s %s µs, %s %s µs\n", figureText(d.PropagationUs, 1),
		counted(d.Amplifiers, "amplifier"), figureText(d.AmplifierUs, 1), counted(d.Regenerators, "regenerator"), figureText(d.RegeneratorUs, 1),
		counted(d.Terminals, "terminal"), figureText(d.TransponderUs, 1), counted(d.Switches, "packet hop"), figureText(d.SwitchUs, 1))
	fmt.Fprintf(w, "air line %s km, stretch %s; %s km given or surveyed, %s km estimated\n",
		figureText(v.AirLineKm, 1), figureText(v.Stretch, 2), figureText(v.GivenKm, 1), figureText(v.EstimatedKm, 1))
}

// feature draws the route; nil when it has no two places.
func (v routeView) feature(properties map[string]any) *geojson.Feature {
	if len(v.line) < 2 {
		return nil
	}
	ids := nodeIDs(v.Nodes)
	properties["from"], properties["to"] = ids[0], ids[len(ids)-1]
	properties["km"], properties["length_basis"], properties["rtt_ms"] = v.Km.Base, string(v.Basis), v.RTTms.Base
	properties["nodes"], properties["spans"] = optical.JoinList(ids), optical.JoinList(spanIDs(v.Spans))
	return feature(v.line, properties)
}
