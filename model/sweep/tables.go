package sweep

import (
	"slices"

	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/scenario"
)

// tables makes sweep.csv, one row for each figure of each variant, and wide.csv,
// one row for each variant.
func (p *Plan) tables(records []record) (long, wide []byte, err error) {
	ids := figureIDs(records)
	longHeader := slices.Concat([]string{NameColumn}, p.Keys, []string{"figure", "value", "text", "unit", "better", "evidence"})
	wideHeader := slices.Concat([]string{NameColumn}, p.Keys, ids)
	var longRows, wideRows [][]string
	for i, v := range p.Variants {
		head, err := p.head(v)
		if err != nil {
			return nil, nil, err
		}
		for k := range head {
			head[k] = table.Plain(head[k])
		}
		row := slices.Clone(head)
		for _, id := range ids {
			f, _ := records[i].Headline.Figure(id)
			row = append(row, cell(f))
		}
		wideRows = append(wideRows, row)
		for _, f := range records[i].Headline.Figures {
			longRows = append(longRows, slices.Concat(head, []string{f.ID, table.FormatNumber(f.Value), table.Plain(f.Text), f.Unit, string(f.Better), string(f.Evidence)}))
		}
	}
	if long, err = table.Encode(longHeader, longRows); err != nil {
		return nil, nil, err
	}
	wide, err = table.Encode(wideHeader, wideRows)
	return long, wide, err
}

// head is the name of a variant and what it has at the sweep's keys.
func (p *Plan) head(v Variant) ([]string, error) {
	all, err := v.Scenario.Assumptions()
	if err != nil {
		return nil, err
	}
	filled := map[string]string{}
	for _, a := range all {
		filled[a.Key] = a.Value
	}
	head := []string{v.Name}
	for _, key := range p.Keys {
		head = append(head, v.value(key, filled))
	}
	return head, nil
}

// figureIDs lists the figures of all variants in the order in which they first
// appear.
func figureIDs(records []record) []string {
	var ids []string
	seen := map[string]bool{}
	for _, r := range records {
		for _, f := range r.Headline.Figures {
			if !seen[f.ID] {
				seen[f.ID] = true
				ids = append(ids, f.ID)
			}
		}
	}
	return ids
}

func cell(f scenario.Figure) string {
	if f.ID == "" {
		return "" // this variant has no such figure
	}
	if f.Text != "" {
		return table.Plain(f.Text)
	}
	return table.FormatNumber(f.Value)
}
