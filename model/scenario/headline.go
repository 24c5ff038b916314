package scenario

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// Figure is one headline figure of a run: a number with its unit, or a text such
// as the name of a place.
type Figure struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Value  float64     `json:"value"`          // NaN when missing, and for a text; null in JSON
	Text   string      `json:"text,omitempty"` // of a figure that is no number
	Unit   string      `json:"unit"`
	Better site.Better `json:"better"`
	// Evidence is the weakest of what the figure stands on; empty where it is
	// missing or merely counts.
	Evidence atlas.Evidence `json:"evidence,omitempty"`
}

// MarshalJSON writes a missing value as null.
func (f Figure) MarshalJSON() ([]byte, error) {
	type plain Figure
	out := struct {
		plain
		Value *float64 `json:"value"`
	}{plain: plain(f)}
	if !math.IsNaN(f.Value) {
		out.Value = &f.Value
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads null as a missing value.
func (f *Figure) UnmarshalJSON(data []byte) error {
	type plain Figure
	in := struct {
		*plain
		Value *float64 `json:"value"`
	}{plain: (*plain)(f)}
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	f.Value = math.NaN()
	if in.Value != nil {
		f.Value = *in.Value
	}
	return nil
}

// Same tells whether two figures say the same.
func (f Figure) Same(g Figure) bool {
	return f.Text == g.Text && (f.Value == g.Value || math.IsNaN(f.Value) && math.IsNaN(g.Value))
}

// String prints the figure without its unit, no finer than it deserves.
func (f Figure) String() string {
	switch {
	case f.Text != "":
		return f.Text
	case math.IsNaN(f.Value):
		return "—"
	case f.Unit == "year":
		return strconv.Itoa(int(f.Value))
	case f.Unit == pointsUnit:
		return Thousands(f.Value, 1)
	}
	return Thousands(f.Value, site.Indicator{Unit: f.Unit}.Decimals())
}

// Place is a place in a list of a headline.
type Place struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// List is an ordered choice of places, such as the top list.
type List struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Places []Place `json:"places"`
}

// Headline is what two runs are compared by.
type Headline struct {
	Figures []Figure `json:"figures"`
	Lists   []List   `json:"lists"`
}

// Figure returns the figure with that id; false when there is none.
func (h Headline) Figure(id string) (Figure, bool) {
	for _, f := range h.Figures {
		if f.ID == id {
			return f, true
		}
	}
	return Figure{}, false
}

const pointsUnit = "points"

// headlineIndicators are the figures of the first that a headline tells.
var headlineIndicators = []string{
	site.FirmMW, site.TimeToPowerYears, site.ConnectionMJPYMW, site.PowerPriceJPYKWh, site.CarbonGPerKWh,
	site.MetroRTTMs, site.TokyoRTTMs, site.HubPairKm,
}

// nearConcentrationKm is how near to the centre of a concentration a place
// counts as part of it: an assumption of wattbit, about the reach of a metro.
const nearConcentrationKm = 50

// Headline sums the run up. Every run has the same figures in the same order; what
// it does not know is missing.
func (r *Result) Headline() Headline {
	var h Headline
	add := func(figures ...Figure) { h.Figures = append(h.Figures, figures...) }
	add(r.firstFigures()...)
	add(r.listFigures()...)
	add(r.OutlookFigures()...)
	top := List{ID: "top", Title: fmt.Sprintf("Top %d", r.Scenario.Report.Top), Places: []Place{}}
	for _, row := range r.top() {
		c := r.Table.Candidates[row]
		top.Places = append(top.Places, Place{c.ID, c.Name})
	}
	h.Lists = append([]List{top}, r.planLists()...)
	return h
}

// firstFigures are about the candidate that ranks first.
func (r *Result) firstFigures() []Figure {
	name := Figure{ID: "first", Title: "First", Value: math.NaN(), Better: site.Neutral}
	score := Figure{ID: "first_score", Title: "Score of the first", Value: math.NaN(), Unit: pointsUnit, Better: site.Higher}
	lead := Figure{ID: "first_lead", Title: "Lead of the first over the second", Value: math.NaN(), Unit: pointsUnit, Better: site.Higher}
	sure := Figure{ID: "first_acceptability_pct", Title: "Samples in which the first ranks first", Value: math.NaN(), Unit: "%", Better: site.Higher}
	row := -1
	if order := r.Ranking.Order; len(order) > 0 {
		row = order[0]
		c := r.Table.Candidates[row]
		name.Text = fmt.Sprintf("%s (%s)", c.Name, c.ID)
		score.Value, score.Evidence = 100*r.Ranking.Score[row], r.weakest(row)
		if len(order) > 1 {
			lead.Value = 100 * (r.Ranking.Score[row] - r.Ranking.Score[order[1]])
			lead.Evidence = atlas.Weakest(score.Evidence, r.weakest(order[1]))
		}
	}
	if a := r.Robustness; a != nil && a.Acceptability != nil {
		sure.Value, sure.Evidence = 100*a.Acceptability.First[0], atlas.Assumed // the prior of the weights is
	}
	out := []Figure{name, score, lead, sure}
	for _, id := range headlineIndicators {
		i := indicators[id]
		f := Figure{ID: "first_" + id, Title: i.Name + " of the first", Value: math.NaN(), Unit: i.Unit, Better: i.Better}
		if column := r.Table.Column(id); column != nil && row >= 0 {
			f.Value, f.Evidence = column.Values[row], r.evidence(column, row)
		}
		out = append(out, f)
	}
	return out
}

// weakest is what the weakest of a row's figures that weigh anything stands on.
func (r *Result) weakest(row int) atlas.Evidence {
	weakest := atlas.Published
	for k, column := range r.columns {
		if r.Ranking.Criteria[k].Weight > 0 {
			weakest = atlas.Weakest(weakest, r.evidence(column, row))
		}
	}
	return weakest
}

// listFigures are about the candidates that pass and about the top list.
func (r *Result) listFigures() []Figure {
	soft := math.NaN()
	if order := r.Ranking.Order; len(order) > 0 {
		soft = 100 * r.MeanStanding(order).Soft()
	}
	out := []Figure{
		{ID: "candidates", Title: "Candidates", Value: float64(len(r.Figures.IDs)), Better: site.Neutral},
		{ID: "passed", Title: "Candidates that pass every gate", Value: float64(len(r.Ranking.Order)), Better: site.Higher},
		{ID: "estimated_weight_pct", Title: "Weight on estimates and assumptions, mean of those that pass", Value: soft, Unit: "%", Better: site.Lower},
	}
	near := Figure{ID: "top_near_concentration_pct", Title: fmt.Sprintf("Top list within %d km of a concentration", nearConcentrationKm), Value: math.NaN(), Unit: "%", Better: site.Lower}
	column, top := r.Table.Column(site.DispersionKm), r.top()
	if column != nil && len(top) > 0 && !slices.ContainsFunc(top, func(row int) bool { return math.IsNaN(column.Values[row]) }) {
		n := 0
		for _, row := range top {
			if column.Values[row] <= nearConcentrationKm {
				n++
			}
		}
		near.Value, near.Evidence = 100*float64(n)/float64(len(top)), atlas.Assumed
	}
	return append(out, near)
}
