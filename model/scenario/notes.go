package scenario

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/score"
)

// Note explains a result that a reader may not expect.
type Note struct {
	Candidate string `json:"candidate,omitempty"` // id; empty for the whole ranking
	Text      string `json:"text"`
}

// weakValue is the partial value under which a criterion counts as a weak spot.
const weakValue = 0.35

// Notes explains the surprises: top candidates with a weak spot, a top list
// from one corner of the map, and the largest places of today that rank low.
func (r *Result) Notes() []Note {
	top := r.top()
	if len(top) == 0 {
		return []Note{{Text: "The table of the gates shows which gate removes how many."}}
	}
	notes := r.concentrationNotes(top)
	for i, row := range top {
		if weak := r.weakSpots(row); len(weak) > 0 {
			c := r.Table.Candidates[row]
			notes = append(notes, Note{c.ID, fmt.Sprintf("%s ranks %d in spite of %s; it is carried by %s.",
				c.Name, i+1, strings.Join(weak, " and "), strings.Join(r.strengths(row), ", "))})
		}
	}
	return append(notes, r.incumbentNotes(top)...)
}

// top returns the rows of the top list.
func (r *Result) top() []int {
	return r.Ranking.Order[:min(r.Scenario.Report.Top, len(r.Ranking.Order))]
}

// concentrationNotes says when most of the top list shares a region.
func (r *Result) concentrationNotes(top []int) []Note {
	counts := map[string]int{}
	for _, row := range top {
		counts[r.Table.Candidates[row].Region]++
	}
	for _, region := range r.Atlas.Regions {
		n := counts[region.ID]
		if n*2 <= len(top) || len(top) < 4 {
			continue
		}
		shared := r.regionalWeight()
		return []Note{{Text: fmt.Sprintf(
			"%d of the top %d lie in %s. %.0f %% of the weight is on figures that are the same all over a power area or prefecture, so neighbours rank together; the best of each power area stands in a table of its own.",
			n, len(top), region.Name, 100*shared)}}
	}
	return nil
}

// regionalWeight is the weight on indicators that do not vary within a region.
func (r *Result) regionalWeight() float64 {
	sum := 0.0
	for k, c := range r.Model.Criteria {
		if indicators[c.Column].Regional {
			sum += r.Ranking.Criteria[k].Weight
		}
	}
	return sum
}

// weakSpots names the criteria of some weight on which the row does badly, with
// the figure and how many candidates do better.
func (r *Result) weakSpots(row int) []string {
	var weak []string
	for k, column := range r.columns {
		x := column.Values[row]
		if math.IsNaN(x) || r.Ranking.Criteria[k].Weight < 0.02 || r.values[k].At(x) > weakValue {
			continue
		}
		better, known := 0, 0
		for _, other := range column.Values {
			if !math.IsNaN(other) {
				known++
				if r.values[k].At(other) > r.values[k].At(x) {
					better++
				}
			}
		}
		if better == 0 {
			continue // the place is not weak, the whole list is
		}
		weak = append(weak, fmt.Sprintf("%s %s (%s of the candidates do better)", lowerFirst(column.Name), Format(column.Indicator, x), shareText(better, known)))
	}
	return weak
}

// shareText says a part of a whole: a short list is counted out.
func shareText(part, whole int) string {
	if whole < 50 {
		return fmt.Sprintf("%d of %d", part, whole)
	}
	if 100*part < whole {
		return "fewer than 1 %"
	}
	return fmt.Sprintf("%d %%", 100*part/whole)
}

// strengths names the three criteria that bring the most points.
func (r *Result) strengths(row int) []string {
	points := r.Points(row)
	order := make([]int, len(points))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(known(points[b]), known(points[a])) })
	var names []string
	for _, k := range order[:min(3, len(order))] {
		column := r.columns[k]
		names = append(names, fmt.Sprintf("%s %s (%.1f points)", lowerFirst(column.Name), Format(column.Indicator, column.Values[row]), points[k]))
	}
	return names
}

func known(x float64) float64 {
	if math.IsNaN(x) {
		return math.Inf(-1)
	}
	return x
}

// incumbents is how many of today's largest clusters are looked at.
const incumbents = 3

// incumbentNotes says why the largest clusters of today are not in the top.
func (r *Result) incumbentNotes(top []int) []Note {
	clusters := slices.DeleteFunc(slices.Clone(r.Atlas.Existing), func(f atlas.Facility) bool {
		return f.Kind != atlas.ClusterInUse || math.IsNaN(f.MW)
	})
	slices.SortStableFunc(clusters, func(a, b atlas.Facility) int { return cmp.Compare(b.MW, a.MW) })
	var notes []Note
	for _, cluster := range clusters[:min(incumbents, len(clusters))] {
		row := slices.IndexFunc(r.Figures.IDs, func(id string) bool { return id == cluster.Place })
		if row < 0 || slices.Contains(top, row) {
			continue
		}
		notes = append(notes, Note{r.Figures.IDs[row], r.incumbentText(row)})
	}
	return notes
}

func (r *Result) incumbentText(row int) string {
	c := r.Table.Candidates[row]
	if r.Ranking.Status[row] == score.Fail {
		return fmt.Sprintf("%s, a large cluster today, fails a gate: %s.", c.Name, strings.Join(r.failed(row), ", "))
	}
	losses := r.losses(row, r.Ranking.Order[0])
	return fmt.Sprintf("%s, a large cluster today, ranks %d: against rank 1 it loses on %s.", c.Name, r.Ranking.Rank[row], strings.Join(losses, ", "))
}

func (r *Result) failed(row int) []string {
	var titles []string
	for _, g := range r.Model.Gates {
		if g.Test(r.Table.Column(g.Column).Values[row]) == score.Fail {
			titles = append(titles, g.Title)
		}
	}
	return titles
}

// losses names the three criteria on which a row loses most against another.
func (r *Result) losses(row, against int) []string {
	mine, theirs := r.Points(row), r.Points(against)
	order := make([]int, len(mine))
	for k := range order {
		order[k] = k
	}
	loss := func(k int) float64 { return known(theirs[k] - mine[k]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(loss(b), loss(a)) })
	var names []string
	for _, k := range order[:min(3, len(order))] {
		column := r.columns[k]
		names = append(names, fmt.Sprintf("%s (%s against %s, %.1f points)", lowerFirst(column.Name),
			Format(column.Indicator, column.Values[row]), Format(column.Indicator, column.Values[against]), loss(k)))
	}
	return names
}

func lowerFirst(s string) string {
	if len(s) > 1 && strings.ToUpper(s[:2]) != s[:2] {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// RegionName returns the English name of a region, or the id when it has none.
func (r *Result) RegionName(id string) string {
	for _, region := range r.Atlas.Regions {
		if region.ID == id {
			return region.Name
		}
	}
	return id
}

// BestByArea returns the best row of every power area that has one, best first.
func (r *Result) BestByArea() []int {
	seen := map[string]bool{}
	var rows []int
	for _, row := range r.Ranking.Order {
		if area := r.Table.Candidates[row].Area; area != "" && !seen[area] {
			seen[area] = true
			rows = append(rows, row)
		}
	}
	return rows
}
