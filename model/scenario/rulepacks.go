package scenario

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/site"
)

// RuleMatrix holds candidates against rule packs.
type RuleMatrix struct {
	Rows  []int // of the result's table, best first
	Packs []*rulepack.Pack
	Cells [][]rulepack.Judgement // by row and pack
	r     *Result
}

// BuiltinRulePacks are the packs that every run is held against.
func BuiltinRulePacks() []*rulepack.Pack {
	packs, err := RulePacks(rulepack.Names()...)
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return packs
}

// RulePacks reads packs by name or path. Two of one id are an error.
func RulePacks(names ...string) ([]*rulepack.Pack, error) {
	figures := RuleFigures()
	var packs []*rulepack.Pack
	for _, name := range names {
		pack, err := rulepack.Load(name, figures)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(packs, func(p *rulepack.Pack) bool { return p.ID == pack.ID }) {
			return nil, fmt.Errorf("rule pack %s: another has the id %q too; expected each once", name, pack.ID)
		}
		packs = append(packs, pack)
	}
	return packs, nil
}

// Top returns the first candidates that pass every gate: as many as the report's
// top list holds, or all.
func (r *Result) Top(all bool) []int {
	if all {
		return r.Ranking.Order
	}
	return r.Ranking.Order[:min(r.Scenario.Report.Top, len(r.Ranking.Order))]
}

// Rules holds rows of the table against packs.
func (r *Result) Rules(packs []*rulepack.Pack, rows []int) *RuleMatrix {
	m := &RuleMatrix{Rows: rows, Packs: packs, r: r}
	mixes := site.Mixes(r.Atlas)
	for _, row := range rows {
		cells := make([]rulepack.Judgement, len(packs))
		for k, pack := range packs {
			cells[k] = pack.Judge(func(id string) rulepack.Value { return r.ruleFigure(row, id, mixes) })
		}
		m.Cells = append(m.Cells, cells)
	}
	return m
}

var unknownFigure = rulepack.Value{X: math.NaN()}

// ruleFigure answers for one figure of one candidate. A figure of the candidate
// goes before what the scenario states for any site.
func (r *Result) ruleFigure(row int, id string, mixes map[string]site.Mix) rulepack.Value {
	switch id {
	case askedMW:
		return rulepack.Value{X: r.Scenario.Site.MW, Evidence: atlas.Assumed}
	case askedMVA:
		return rulepack.Value{X: r.Scenario.Site.MW / cost.PowerFactor, Evidence: atlas.Assumed}
	case areaRenewablePct, areaCleanPct:
		mix, ok := mixes[r.Table.Candidates[row].Area]
		x := mix.CleanPct()
		if id == areaRenewablePct {
			x = mix.RenewablePct
		}
		if !ok || math.IsNaN(x) {
			return unknownFigure
		}
		return rulepack.Value{X: x, Evidence: mix.Evidence}
	}
	if c := r.Table.Column(id); c != nil && !math.IsNaN(c.Values[row]) {
		return rulepack.Value{X: c.Values[row], Evidence: r.evidence(c, row)}
	}
	for _, f := range siteFacts {
		if x := f.of(r.Scenario.Site); f.key == id && x != nil {
			return rulepack.Value{X: *x, Evidence: atlas.Assumed}
		}
	}
	return unknownFigure
}

// WriteCSV writes one row a candidate, pack and rule.
func (m *RuleMatrix) WriteCSV(w io.Writer) error {
	header := []string{"rank", "id", "name", "pack", "pack_state", "rule", "state", "figure", "value", "at_least", "at_most", "unit", "figure_evidence", "rule_evidence", "text", "measures", "source"}
	return writeRows(w, csvHeader(header), "", len(m.Rows), 1, func(b []byte, n int) []byte {
		for _, cell := range m.Cells[n] {
			for _, v := range cell.Verdicts {
				b = m.appendVerdict(b, m.Rows[n], cell, v)
			}
		}
		return b
	})
}

func (m *RuleMatrix) appendVerdict(b []byte, row int, cell rulepack.Judgement, v rulepack.Verdict) []byte {
	c := m.r.Table.Candidates[row]
	b = appendPlain(append(appendRank(b, m.r.Ranking.Rank[row]), ','), c.ID)
	for _, text := range []string{c.Name, cell.Pack.ID, cell.State().String(), v.Rule.ID, v.State.String(), v.Rule.Figure} {
		b = appendPlain(append(b, ','), text)
	}
	b = appendNumber(append(b, ','), v.Value.X, m.decimals(v.Rule.Figure))
	for _, limit := range []*float64{v.Rule.AtLeast, v.Rule.AtMost} {
		b = append(b, ',')
		if limit != nil {
			b = appendNumber(b, *limit, -1)
		}
	}
	for _, text := range []string{v.Rule.Unit, string(v.Value.Evidence), string(v.Rule.Evidence), v.Text, v.Rule.Measures, v.Rule.Source} {
		b = appendPlain(append(b, ','), text)
	}
	return append(b, '\n')
}

// decimals is how finely a figure is written: an indicator as in candidates.csv,
// what a scenario states as it was stated.
func (m *RuleMatrix) decimals(figure string) int {
	if i, ok := indicators[figure]; ok && m.r.Table.Column(figure) != nil {
		return i.Decimals()
	}
	if figure == askedMVA || strings.HasPrefix(figure, "area_") {
		return 1
	}
	return -1
}

// indicatorIDs lists the indicators in the order of the catalogue.
func indicatorIDs() []string {
	var ids []string
	for _, i := range site.Catalogue() {
		ids = append(ids, i.ID)
	}
	return ids
}

// Count counts the candidates of the matrix in a state of one pack.
func (m *RuleMatrix) Count(pack int, state score.State) int {
	n := 0
	for _, cells := range m.Cells {
		if cells[pack].State() == state {
			n++
		}
	}
	return n
}
