package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/score/method"
	"github.com/wattbit/wattbit/model/score/smaa"
)

// Uncertainty says what is known of weights and figures.
type Uncertainty struct {
	Samples int           `yaml:"samples" json:"samples" jsonschema:"minimum=0,maximum=1000000,description=how often weights and figures are drawn; 0 leaves the analysis out"`
	Top     int           `yaml:"top" json:"top" jsonschema:"minimum=1,maximum=100,description=k of the acceptability of the first k ranks"`
	Weights WeightPrior   `yaml:"weights" json:"weights"`
	Figures FigureSpreads `yaml:"figures" json:"figures"`
	Methods []string      `yaml:"methods" json:"methods" jsonschema:"description=ids of the methods whose rankings are compared with the score's"`
}

// WeightPrior says how far the weights may be from the scenario's.
type WeightPrior struct {
	Prior         string  `yaml:"prior" json:"prior" jsonschema:"enum=dirichlet,enum=uniform,enum=ordinal,enum=interval,description=dirichlet: around the weights; uniform: nothing is known; ordinal: their order alone; interval: each within a share of itself"`
	Concentration float64 `yaml:"concentration" json:"concentration" jsonschema:"exclusiveMinimum=0,description=of dirichlet: a weight w has the standard deviation sqrt(w(1-w)/(concentration+1))"`
	Spread        float64 `yaml:"spread" json:"spread" jsonschema:"exclusiveMinimum=0,maximum=1,description=of interval: a weight may be this share of itself smaller or larger"`
	Source        string  `yaml:"source" json:"source" jsonschema:"description=whose judgement it is"`
}

// FigureSpreads are the standard deviations of figures by what they stand on.
type FigureSpreads struct {
	Published  Spread            `yaml:"published" json:"published"`
	Derived    Spread            `yaml:"derived" json:"derived"`
	Estimated  Spread            `yaml:"estimated" json:"estimated"`
	Assumed    Spread            `yaml:"assumed" json:"assumed"`
	Indicators map[string]Spread `yaml:"indicators,omitempty" json:"indicators,omitempty" jsonschema:"description=spreads of single indicators in place of the one of the evidence; brackets of a figure go before both"`
	Source     string            `yaml:"source" json:"source" jsonschema:"description=whose judgement it is"`
}

// Spread is a standard deviation: the largest of its three parts.
type Spread struct {
	Relative float64 `yaml:"relative,omitempty" json:"relative,omitempty" jsonschema:"minimum=0,description=share of the figure"`
	OfRange  float64 `yaml:"of_range,omitempty" json:"of_range,omitempty" jsonschema:"minimum=0,description=share of the declared range of the criterion"`
	Absolute float64 `yaml:"absolute,omitempty" json:"absolute,omitempty" jsonschema:"minimum=0,description=in the indicator's unit; only for single indicators"`
}

// sd is the standard deviation of a figure on a declared range of that length.
func (s Spread) sd(x, length float64) float64 {
	return max(s.Relative*math.Abs(x), s.OfRange*length, s.Absolute)
}

// of returns the spread of an indicator's figure with that evidence.
func (f *FigureSpreads) of(indicator string, e atlas.Evidence) Spread {
	if own, ok := f.Indicators[indicator]; ok {
		return own
	}
	switch e {
	case atlas.Published:
		return f.Published
	case atlas.Derived:
		return f.Derived
	case atlas.Estimated:
		return f.Estimated
	default:
		return f.Assumed
	}
}

// The priors of weights.
const (
	dirichlet = "dirichlet"
	uniform   = "uniform"
	ordinal   = "ordinal"
	interval  = "interval"
)

// prior returns what is known of the weights around the given ones, which are
// above 0.
func (w WeightPrior) prior(weights []float64) (smaa.Prior, error) {
	switch w.Prior {
	case uniform:
		return smaa.Uniform{}, nil
	case ordinal:
		order := make([]int, len(weights))
		for j := range order {
			order[j] = j
		}
		slices.SortStableFunc(order, func(a, b int) int { return compareDown(weights[a], weights[b]) })
		return smaa.Ordinal{Order: order}, nil
	case interval:
		low, high := make([]float64, len(weights)), make([]float64, len(weights))
		for j, x := range weights {
			low[j], high[j] = x*(1-w.Spread), min(1, x*(1+w.Spread))
		}
		return smaa.NewInterval(low, high)
	default:
		return smaa.Dirichlet{Base: weights, Concentration: w.Concentration}, nil
	}
}

func (u *Uncertainty) problems(path string) []problem {
	const maxSamples, maxTop = 1_000_000, 100
	switch {
	case u.Samples < 0 || u.Samples > maxSamples:
		return at(path+".samples", fmt.Sprintf("samples %d; expected 0 to %d", u.Samples, maxSamples))
	case u.Samples == 0:
		return nil
	case u.Top < 1 || u.Top > maxTop:
		return at(path+".top", fmt.Sprintf("top %d; expected 1 to %d", u.Top, maxTop))
	case !slices.Contains([]string{dirichlet, uniform, ordinal, interval}, u.Weights.Prior):
		return at(path+".weights.prior", fmt.Sprintf("prior %q; expected dirichlet, uniform, ordinal or interval", u.Weights.Prior))
	case !(u.Weights.Concentration > 0) || !finite(u.Weights.Concentration):
		return at(path+".weights.concentration", fmt.Sprintf("concentration %v; expected a number above 0", u.Weights.Concentration))
	case !(u.Weights.Spread > 0 && u.Weights.Spread <= 1):
		return at(path+".weights.spread", fmt.Sprintf("spread %v; expected a share above 0 and at most 1", u.Weights.Spread))
	}
	for i, id := range u.Methods {
		if _, ok := method.VariantByID(id); !ok {
			return at(fmt.Sprintf("%s.methods[%d]", path, i), fmt.Sprintf("unknown method %q; expected one of %s", id, joined(MethodIDs())))
		}
	}
	return u.Figures.problems(path + ".figures")
}

func (f *FigureSpreads) problems(path string) []problem {
	kinds := map[string]Spread{"published": f.Published, "derived": f.Derived, "estimated": f.Estimated, "assumed": f.Assumed}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		if found := kinds[kind].problems(path + "." + kind); found != nil {
			return found
		}
		if kinds[kind].Absolute != 0 {
			return at(path+"."+kind+".absolute", "an absolute spread has a unit; expected it under indicators")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(f.Indicators)) {
		if _, ok := indicators[id]; !ok {
			return at(path+".indicators."+id, unknownIndicator(id))
		}
		if found := f.Indicators[id].problems(path + ".indicators." + id); found != nil {
			return found
		}
	}
	return nil
}

func (s Spread) problems(path string) []problem {
	for _, x := range []float64{s.Relative, s.OfRange, s.Absolute} {
		if !(x >= 0) || !finite(x) {
			return at(path, fmt.Sprintf("spread %v; expected a number from 0", x))
		}
	}
	return nil
}

// MethodIDs lists the ids of all methods.
func MethodIDs() []string {
	var ids []string
	for _, v := range method.Variants() {
		ids = append(ids, v.ID)
	}
	return ids
}
