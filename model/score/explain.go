package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Explanation says why one candidate stands where it stands.
type Explanation struct {
	ID        string  `json:"id"`
	Status    State   `json:"status"`
	Score     float64 `json:"score"`
	Lower     float64 `json:"lower"`
	Upper     float64 `json:"upper"`
	Geometric float64 `json:"geometric"`
	Rank      int     `json:"rank"`
	BestRank  int     `json:"best_rank"`
	WorstRank int     `json:"worst_rank"`
	// Contributions are sorted by points, largest first.
	Contributions []Contribution `json:"contributions"`
	// Groups are the points of each group and of the groups above it, in the
	// order of the tree: by path.
	Groups []GroupPoints `json:"groups"`
	Gates  []GateFinding `json:"gates"`
	// TopK is the k of the counterfactuals and Threshold the score of the
	// candidate that holds place k among the others; NaN when there are fewer.
	TopK      int     `json:"top_k"`
	Threshold float64 `json:"threshold"`
	// Changes has, for each figure, the smallest change that alone would bring
	// the candidate into the top k: possible ones first. It is empty when the
	// candidate is there already.
	Changes []Change `json:"changes"`
}

// Contribution is one criterion's part of a candidate's score.
type Contribution struct {
	Criterion string `json:"criterion"`
	Name      string `json:"name,omitempty"`
	NameLocal string `json:"name_local,omitempty"`
	Group     string `json:"group"`
	// Figure in Unit; NaN when missing.
	Figure float64 `json:"figure"`
	Unit   string  `json:"unit"`
	// Value is the partial value, Lower and Upper its interval.
	Value float64 `json:"value"`
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
	// Weight is normalised. Points is Weight·Value: the points of all criteria
	// sum to the score.
	Weight  float64 `json:"weight"`
	Points  float64 `json:"points"`
	Missing bool    `json:"missing"`
	// Minimum and Veto say whether the partial value reaches the criterion's
	// levels; Pass where there is none.
	Minimum State `json:"minimum"`
	Veto    State `json:"veto"`
}

// GateFinding is one gate's verdict on one candidate.
type GateFinding struct {
	Gate   Gate    `json:"gate"`
	State  State   `json:"state"`
	Figure float64 `json:"figure"` // NaN when missing
}

// Explain explains one candidate of a result that this scorer computed from
// that table, with the changes that would bring it into the top k.
func (s *Scorer) Explain(t *Table, r *Result, id string, k int) (*Explanation, error) {
	row := slices.Index(t.IDs, id)
	if row < 0 {
		return nil, fmt.Errorf("%w: it has no row %q", ErrTable, id)
	}
	if len(r.IDs) != len(t.IDs) || r.IDs[row] != id {
		return nil, fmt.Errorf("%w: the result was not computed from this table", ErrTable)
	}
	if k < 1 {
		return nil, fmt.Errorf("%w: top %d, must be 1 or more", ErrModel, k)
	}
	gates, criteria, err := s.bind(t)
	if err != nil {
		return nil, err
	}
	e := &Explanation{
		ID: id, Status: r.Status[row], Score: r.Score[row], Lower: r.Lower[row], Upper: r.Upper[row],
		Geometric: r.Geometric[row], Rank: r.Rank[row], BestRank: r.BestRank[row], WorstRank: r.WorstRank[row], TopK: k,
	}
	for g, c := range gates {
		e.Gates = append(e.Gates, GateFinding{s.gates[g], s.gates[g].testCell(c, row), c.Values[row]})
	}
	e.Contributions = s.contributions(criteria, row)
	e.Groups = groupPoints(e.Contributions)
	e.Threshold = r.placeAmongOthers(k, row)
	if r.inTop(k, row) {
		return e, nil
	}
	e.Changes = s.changes(changing{s, t, r, gates, criteria, row, k})
	return e, nil
}

func (s *Scorer) contributions(criteria []*Column, row int) []Contribution {
	var out []Contribution
	for j, col := range criteria {
		c := &s.criteria[j]
		v := c.cell(col, row, c.fn.At(col.Values[row]))
		unit := c.Unit
		if unit == "" {
			unit = col.Unit
		}
		part := Contribution{
			Criterion: c.ID, Name: c.Name, NameLocal: c.NameLocal, Group: c.Group, Figure: col.Values[row], Unit: unit,
			Value: v.value, Lower: v.lower, Upper: v.upper, Weight: c.weight, Points: float64(c.weight * v.value), Missing: v.missing,
		}
		if c.Minimum != nil {
			part.Minimum = v.atLeast(*c.Minimum)
		}
		if c.Veto != nil {
			part.Veto = v.atLeast(*c.Veto)
		}
		out = append(out, part)
	}
	slices.SortStableFunc(out, func(a, b Contribution) int { return cmp.Compare(b.Points, a.Points) })
	return out
}

// placeAmongOthers returns the score of place k when row is left out.
func (r *Result) placeAmongOthers(k, row int) float64 {
	for _, i := range r.Order {
		if i == row {
			continue
		}
		if k--; k == 0 {
			return r.Score[i]
		}
	}
	return math.NaN()
}

// inTop reports whether the row is one of the first k of the order.
func (r *Result) inTop(k, row int) bool {
	return slices.Contains(r.Order[:min(k, len(r.Order))], row)
}

// wouldBeInTop reports whether a passed candidate of that score would be among
// the first k, ties by id as in the order.
func (r *Result) wouldBeInTop(k, row int, score float64) bool {
	for _, i := range r.Order {
		if i == row {
			continue
		}
		if score > r.Score[i] || score == r.Score[i] && r.IDs[row] < r.IDs[i] {
			return true
		}
		if k--; k == 0 {
			return false
		}
	}
	return true
}
