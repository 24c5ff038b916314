package main

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// tie is what the sheet of interconnections leaves open.
type tie struct {
	name, kind string
	plan       *plan
}

// plan is the announced next state of a tie. The sheet has one figure for it;
// which direction that is, and from which year it holds, is read here once.
type plan struct {
	year             int
	forward, reverse func(now, sheet float64) float64
	note             string
	evidence         atlas.Evidence
}

func sheetFigure(_, sheet float64) float64 { return sheet }
func unpublished(_, _ float64) float64     { return math.NaN() }
func thousandMore(now, _ float64) float64  { return now + 1000 }

var ties = map[string]tie{
	"HK-TH": {"Hokkaido–Honshu HVDC links (Kitahon, New Kitahon)", "hvdc",
		&plan{2028, sheetFigure, sheetFigure, "both links together, by the end of FY2027", atlas.Published}},
	"TH-TK": {"Tohoku–Tokyo tie (Soma-Futaba and Iwaki trunk lines)", "ac",
		&plan{2027, sheetFigure, unpublished, "second 500 kV route, November 2027", atlas.Published}},
	"TK-CB": {"Tokyo–Chubu frequency converters (Shin-Shinano, Sakuma, Higashi-Shimizu, Hida-Shinano)", "frequency-converter",
		&plan{2028, sheetFigure, sheetFigure, "by the end of FY2027", atlas.Published}},
	"CB-KN": {"Chubu–Kansai tie (Mie-Higashiomi line)", "ac", nil},
	"CB-HR": {"Chubu–Hokuriku back-to-back (Minami-Fukumitsu)", "back-to-back", nil},
	"HR-KN": {"Hokuriku–Kansai tie (Echizen-Reinan line)", "ac", nil},
	"KN-CG": {"Kansai–Chugoku tie (Seiban-Higashiokayama, Yamazaki-Chizu lines)", "ac", nil},
	"KN-SK": {"Kansai–Shikoku HVDC link (Anan-Kihoku)", "hvdc", nil},
	"CG-SK": {"Chugoku–Shikoku tie (Honshi line)", "ac", nil},
	"CG-KY": {"Chugoku–Kyushu tie (Kanmon)", "ac",
		&plan{2039, thousandMore, sheetFigure, "a submarine link of 1 GW, FY2038, aimed at FY2036; the published 3780 MW is Kyushu to Chugoku, the other direction is today's and 1 GW", atlas.Derived}},
	"HK-TK-JPSEA": {"Japan Sea HVDC (Hokkaido–Tohoku–Tokyo, 800 km)", "hvdc",
		&plan{2035, sheetFigure, sheetFigure, "announced for the 2030s, 6–10 years to build; the year is the middle of it", atlas.Estimated}},
}

func (d *deriver) interconnections() {
	for _, r := range d.sheet("interconnections") {
		t, ok := ties[r.text("id")]
		if !ok {
			d.fail("%s:%d: found tie %q, which atlasjapan does not know", r.sheet, r.Line, r.text("id"))
			continue
		}
		now := atlas.Interconnection{ID: "tie-" + slug(r.text("id")), Name: t.name, NameLocal: r.text("name_ja"), From: r.text("from_area"), To: r.text("to_area"),
			Kind: t.kind, ForwardMW: r.number("mw_forward"), ReverseMW: r.number("mw_reverse"), CostLowJPY: math.NaN(), CostHighJPY: math.NaN(),
			Provenance: from("OCCTO operating capacity, via "+r.text("source_now"), bare, atlas.Published)}
		if now.ForwardMW > 0 {
			d.atlas.Interconnections = append(d.atlas.Interconnections, now)
		}
		if t.plan != nil {
			d.atlas.Interconnections = append(d.atlas.Interconnections, planned(r, now, *t.plan))
		}
	}
}

func planned(r row, now atlas.Interconnection, p plan) atlas.Interconnection {
	next, sheet := now, r.number("planned_mw")
	next.Year = p.year
	next.ForwardMW, next.ReverseMW = p.forward(now.ForwardMW, sheet), p.reverse(now.ReverseMW, sheet)
	if r.text("planned_cost_jpy") != "" {
		next.CostLowJPY, next.CostHighJPY = r.interval("planned_cost_jpy")
	}
	next.Provenance = from("OCCTO plan: "+p.note+"; via "+r.text("source_plan"), bare, p.evidence)
	return next
}
