package site_test

import (
	"math"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

func TestMixes(t *testing.T) {
	areas := 0
	for id, m := range site.Mixes(atlas.Japan()) {
		areas++
		if !(m.RenewablePct > 0 && m.NuclearPct >= 0 && m.CleanPct() < 100) || math.Abs(m.CleanPct()+m.FuelledPct()-100) > 1e-9 || !m.Evidence.Valid() {
			t.Errorf("%s: %+v", id, m)
		}
	}
	if areas != 10 {
		t.Errorf("%d areas, want 10", areas)
	}
	a := &atlas.Atlas{Regions: []atlas.Region{{ID: "a"}, {ID: "b"}, {ID: "c"}}, Areas: []atlas.Figure{
		{Subject: "a", Quantity: "renewable_share", Value: 30, Year: 2025, Provenance: atlas.Provenance{Evidence: atlas.Derived}},
		{Subject: "a", Quantity: "renewable_share", Value: 20, Year: 2020, Provenance: atlas.Provenance{Evidence: atlas.Published}},
		{Subject: "a", Quantity: "nuclear_share", Value: 10, Year: 2020, Provenance: atlas.Provenance{Evidence: atlas.Estimated}},
		{Subject: "b", Quantity: "nuclear_share", Value: 5, Provenance: atlas.Provenance{Evidence: atlas.Published}},
	}}
	mixes := site.Mixes(a)
	if m := mixes["a"]; m.RenewablePct != 30 || m.CleanPct() != 40 || m.Evidence != atlas.Estimated {
		t.Errorf("a: %+v", m)
	}
	if m := mixes["b"]; !math.IsNaN(m.CleanPct()) || m.NuclearPct != 5 {
		t.Errorf("b: %+v", m)
	}
	if _, there := mixes["c"]; there {
		t.Error("c has no figures")
	}
}
