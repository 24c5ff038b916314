package portfolio

import (
	"math"

	"github.com/wattbit/wattbit/model/plan"
)

// Record is what the manifest of a run keeps of the plans: how each was found,
// how good it is proven to be, and that it was checked. It holds no clock time.
type Record struct {
	Screening Screening      `json:"screening"`
	Methods   []MethodRecord `json:"methods"`
	// WholeGapPct is the joint plan's distance from a bound over all candidates,
	// those that the shortlist left out included; null where none is known.
	WholeGapPct *float64 `json:"whole_gap_pct"`
	// Reproducible is false where a time limit or an interrupt ended a search: a
	// repeat may then give another plan.
	Reproducible bool     `json:"reproducible"`
	Notes        []string `json:"notes"`
}

// MethodRecord is a method's part of the record.
type MethodRecord struct {
	Method string      `json:"method"`
	Status string      `json:"status"`
	Stop   string      `json:"stop"`
	GapPct *float64    `json:"gap_pct"`
	Size   plan.Size   `json:"size"`
	Rounds plan.Rounds `json:"rounds"`
	// The residuals of the checks, absent where there is no plan.
	BalanceResidual *float64 `json:"balance_residual,omitempty"`
	GridExcessMW    *float64 `json:"grid_excess_mw,omitempty"`
	RTTExcessMs     *float64 `json:"rtt_excess_ms,omitempty"`
	Contingencies   int      `json:"contingencies,omitempty"`
	Routes          int      `json:"routes,omitempty"`
	Accepted        bool     `json:"accepted"`
}

// Record returns the record of the answer.
func (a *Answer) Record() *Record {
	r := &Record{Screening: a.Study.Screening, WholeGapPct: known(100 * a.WholeGap), Reproducible: true, Notes: a.Study.Notes}
	if r.Notes == nil {
		r.Notes = []string{}
	}
	for _, m := range a.Methods() {
		out, _ := a.Outcome(m)
		row := MethodRecord{Method: string(m), Status: out.Status.String(), Stop: out.Stop.String(), GapPct: known(100 * out.Gap), Size: out.Size, Rounds: out.Rounds}
		if c, ok := a.Checks[m]; ok {
			row.BalanceResidual, row.GridExcessMW, row.RTTExcessMs = known(c.Balance), known(c.GridExcessMW), known(c.RTTExcessMs)
			row.Contingencies, row.Routes, row.Accepted = c.Contingencies, c.Routes, c.OK()
		}
		r.Reproducible = r.Reproducible && out.Stop.Reproducible()
		r.Methods = append(r.Methods, row)
	}
	return r
}

// known is null for a figure that is not known.
func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
