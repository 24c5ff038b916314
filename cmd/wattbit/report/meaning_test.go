package report

import (
	"strings"
	"testing"
)

// sampleMeaning is a plan's meaning with every part, some figures missing.
func sampleMeaning() *Meaning {
	return &Meaning{
		Method: "joint",
		Facts:  []KeyFigure{{"Sites of the plan", "12", "", ""}, {"Metros' share after", "47.5", "%", "of known MW"}},
		Survival: []SurvivalTable{{Title: "An <earthquake>", Hours: []string{"hour 0", "day 3"}, Note: "Assumed.", Curves: []SurvivalCurve{
			{"and reach a hub", 4000, []Number{0.95, 0.93}, []Number{0.9, 0.8}, []Number{1, 1}},
			{"sovereign cloud", 0, []Number{Missing, Missing}, []Number{Missing, Missing}, []Number{Missing, Missing}},
		}}},
		Cut:  "The worst cut of 3 spans takes 40 %.",
		Cost: &CostBridge{Year: 2040, Steps: []CostStep{{"Building and plant", 30}, {"Energy", 20}}, Total: 50, Also: []string{"52.00 ¥/kWh with 80 %"}, Note: "No taxes."},
		Accounts: &AccountTable{Year: 2040, Lines: []AccountLine{{"Imported fuel", 0.027, 181, "wattbit, assumption"}}, Retained: 0.376, Sentence: "Siting alone moves nothing.",
			Cases: []AccountCase{{"Base, 30 %", 18000, -1149, 846, 2314, 181}}},
		Control:    &ControlTable{Low: 0, High: 0.1, Weakest: "hardware", Parts: []CostStep{{"ownership", Missing}, {"hardware", 0.1}}, Rule: "The least of six", Owners: "Most owners are not known."},
		Flexible:   &FlexibleTable{EnergyPct: []Number{0, 1}, Areas: []FlexibleRow{{"All areas", []Number{12000, 15000}}, {"tokyo", []Number{0, Missing}}}, Shift: "0.68 TWh could move.", Note: "Straight lines"},
		Benchmarks: []BenchmarkLine{{"Saving by five hubs", "MRI", "bn ¥ a year", 75, Missing, Missing, "Another question.", "press"}},
		Notes:      []string{"A note."},
	}
}

func TestMeaningSection(t *testing.T) {
	d := small(10)
	page := write(t, d)
	start, stop := strings.Index(page, `<section id="meaning"`), strings.Index(page, `<section id="gates"`)
	if start < 0 || stop < start {
		t.Fatal("no section on what the plan means")
	}
	section := page[start:stop]
	for _, want := range []string{"An &lt;earthquake&gt;", "not known", "Siting alone moves nothing.", "37.6 %", "12,000", `points="12,`, `x="60.00" y="0" width="40.00"`, "between 0.0 % and 10.0 %", "Another question.", "A note."} {
		if !strings.Contains(section, want) {
			t.Errorf("the section lacks %s", want)
		}
	}
	d.Meaning = nil
	if page := write(t, d); strings.Contains(page, `id="meaning"`) {
		t.Error("a section without a plan")
	}
}

func TestMeaningIsChecked(t *testing.T) {
	for want, spoil := range map[string]func(*Meaning){
		"1 figures, expected 2 hours": func(m *Meaning) { m.Survival[0].Curves[0].Mean = m.Survival[0].Curves[0].Mean[:1] },
		"flexible headroom of tokyo":  func(m *Meaning) { m.Flexible.Areas[1].MW = nil },
	} {
		d := small(10)
		spoil(d.Meaning)
		if err := d.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
