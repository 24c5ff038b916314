package report_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
)

func ExampleWrite() {
	d := report.Data{
		Title:      "Two places",
		Groups:     []report.Group{{ID: "power", Name: "Power", Tone: report.ToneWatt}},
		Figures:    []report.Figure{{ID: "km", Name: "Distance to a substation", Unit: "km", Decimals: 1, InTable: true}},
		Criteria:   []report.Criterion{{ID: "km", Name: "Near a substation", Group: "power", Figure: "km", MaxPoints: 100}},
		Considered: 1,
		Candidates: []report.Candidate{{
			ID: "inzai", Name: "Inzai", NameLocal: "印西市", Rank: 1, Lon: 140.15, Lat: 35.83,
			Score: 96, ScoreLow: 96, ScoreHigh: 96, WattScore: 96, BitScore: report.Missing,
			Points:  []report.Number{96},
			Figures: []report.Datum{{Value: 2, Evidence: report.Published, Source: "TEPCO Power Grid, 2024"}},
		}},
	}
	var page bytes.Buffer
	if err := report.Write(&page, &d); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(strings.Contains(page.String(), `Inzai <span lang="ja">印西市</span>`))
	// Output: true
}
