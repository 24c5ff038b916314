package score_test

import (
	"slices"
	"testing"

	"github.com/wattbit/wattbit/model/score"
)

func TestPresetsSumTo100AndNameTheirSource(t *testing.T) {
	presets := score.Presets()
	if presets[0].ID != score.DefaultPreset {
		t.Errorf("the first preset is %q", presets[0].ID)
	}
	for _, p := range presets {
		sum := 0.0
		for _, g := range p.Groups {
			sum += g.Weight
		}
		if sum != 100 || p.Source == "" || p.Title == "" {
			t.Errorf("preset %q: weights sum to %v, source %q", p.ID, sum, p.Source)
		}
		if got, ok := score.PresetByID(p.ID); !ok || got.Title != p.Title {
			t.Errorf("preset %q is not found by its id", p.ID)
		}
	}
	if _, ok := score.PresetByID("none"); ok {
		t.Error("a preset that is none was found")
	}
}

func TestApplyPreset(t *testing.T) {
	m := score.Model{Criteria: []score.Criterion{
		{ID: "headroom", Group: "watts/power", Weight: 3, WeightRange: []float64{0, 1}}, {ID: "reserve", Group: "watts/power", Weight: 1},
		{ID: "hub", Group: "bits/fiber"}, {ID: "landing", Group: "bits/fiber"},
		{ID: "moon", Group: "sky"},
	}}
	p := score.Preset{ID: "p", Groups: []score.PresetGroup{
		{Name: "grid", Weight: 40, Members: []string{"power", "price"}}, {Name: "fiber", Weight: 50}, {Name: "water", Weight: 10},
	}}
	got, use, err := p.Apply(m)
	if err != nil {
		t.Fatal(err)
	}
	var weights []float64
	for _, c := range got.Criteria {
		weights = append(weights, c.Weight)
	}
	if want := []float64{30, 10, 25, 25, 0}; !slices.Equal(weights, want) {
		t.Errorf("weights %v, want %v", weights, want)
	}
	if !slices.Equal(use.Unused, []string{"water"}) || !slices.Equal(use.Unweighted, []string{"moon"}) {
		t.Errorf("use %+v", use)
	}
	if got.Criteria[0].WeightRange != nil {
		t.Error("a preset's weight refers to the value function's range, not to one that was stated for another weight")
	}
	if m.Criteria[0].Weight != 3 {
		t.Error("the model that was given has changed")
	}
	p.Groups[0].Weight = -1
	if _, _, err := p.Apply(m); err == nil {
		t.Error("a negative weight was accepted")
	}
	if _, _, err := (score.Preset{ID: "q", Groups: []score.PresetGroup{{Name: "water", Weight: 1}}}).Apply(m); err == nil {
		t.Error("a preset that covers nothing was accepted")
	}
}

func TestSwing(t *testing.T) {
	w, err := score.Swing(20, []float64{0, 100}, []float64{0, 250})
	if err != nil || w != 50 {
		t.Errorf("weight %v, %v; want 50", w, err)
	}
	if _, err := score.Swing(1, []float64{1}, []float64{0, 1}); err == nil {
		t.Error("a range of one figure was accepted")
	}
}
