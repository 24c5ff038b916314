package site

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// Mix is what a power area's energy is made of, in percent; NaN where it is not
// known.
type Mix struct {
	RenewablePct, NuclearPct float64
	Evidence                 atlas.Evidence // the weaker of the two
}

// CleanPct is the share of renewable and nuclear power.
func (m Mix) CleanPct() float64 { return m.RenewablePct + m.NuclearPct }

// FuelledPct is the rest: power from fuel that is burned, and of unknown kind.
func (m Mix) FuelledPct() float64 { return 100 - m.CleanPct() }

// Mixes reads the generation mix of the power areas by id, the latest year of each
// figure. An area without any figure is not in it.
func Mixes(a *atlas.Atlas) map[string]Mix {
	const renewable, nuclear = "renewable_share", "nuclear_share"
	latest := map[[2]string]atlas.Figure{}
	for _, f := range a.Areas {
		key := [2]string{f.Subject, f.Quantity}
		if old, seen := latest[key]; !seen || f.Year >= old.Year {
			latest[key] = f
		}
	}
	mixes := map[string]Mix{}
	for _, region := range a.Regions {
		r, hasR := latest[[2]string{region.ID, renewable}]
		n, hasN := latest[[2]string{region.ID, nuclear}]
		mix := Mix{RenewablePct: math.NaN(), NuclearPct: math.NaN()}
		switch {
		case hasR && hasN:
			mix = Mix{r.Value, n.Value, atlas.Weakest(r.Evidence, n.Evidence)}
		case hasR:
			mix.RenewablePct, mix.Evidence = r.Value, r.Evidence
		case hasN:
			mix.NuclearPct, mix.Evidence = n.Value, n.Evidence
		default:
			continue
		}
		mixes[region.ID] = mix
	}
	return mixes
}
