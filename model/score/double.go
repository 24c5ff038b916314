package score

import "github.com/wattbit/wattbit/model/score/agree"

// correlationRows is about how many rows, evenly spread, the check for double
// counting looks at.
const correlationRows = 10_000

// doubleCounting warns of criteria whose partial values go together.
func (s *Scorer) doubleCounting(t *Table, r *Result) error {
	_, criteria, err := s.bind(t)
	if err != nil {
		return err
	}
	step := max(1, t.Rows()/correlationRows)
	var columns [][]float64
	var names []string
	for j, col := range criteria {
		c := &s.criteria[j]
		if c.weight == 0 {
			continue
		}
		values := make([]float64, 0, t.Rows()/step+1)
		for i := 0; i < t.Rows(); i += step {
			values = append(values, c.fn.At(col.Values[i]))
		}
		columns, names = append(columns, values), append(names, c.ID)
	}
	pairs, err := agree.Correlated(columns, agree.DoubleCounted)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		r.Warnings = append(r.Warnings, p.Warning(names))
	}
	return nil
}
