package report

import "testing"

func TestTonesAreDistinct(t *testing.T) {
	groups := []Group{{ID: "a"}, {ID: "b", Tone: ToneWatt}, {ID: "c"}, {ID: "d"}, {ID: "e"}, {ID: "f"}, {ID: "g"}}
	want := []Tone{ToneBit, ToneWatt, ToneSite, ToneHazard, ToneCost, ToneClimate, ToneMuted}
	for i, g := range toned(groups) {
		if g.Tone != want[i] {
			t.Errorf("group %s has tone %q, expected %q", g.ID, g.Tone, want[i])
		}
	}
	if groups[0].Tone != "" {
		t.Error("the input was changed")
	}
}
