package compare

import (
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/scenario"
)

// Difference is what tells run B from run A.
type Difference struct {
	A, B    string
	Figures []FigurePair // those that differ
	Same    int          // how many do not
	Lists   []ListPair
	// Assumptions are those that differ, by key.
	Assumptions []AssumptionPair
	// Groups are the groups of those keys, in alphabetical order.
	Groups []string
	// Explanation is nil until asked for; see Explain.
	Explanation *Explanation
}

// FigurePair is a headline figure in both runs. A figure that one of them does
// not have is missing there.
type FigurePair struct {
	A, B scenario.Figure
}

// Change is B less A; NaN where one is missing or a text.
func (p FigurePair) Change() float64 { return p.B.Value - p.A.Value }

// ListPair says which places entered and left a list, and which moved in it.
type ListPair struct {
	ID, Title     string
	Entered, Left []scenario.Place
	Stayed        int
	// Moved counts the places of both lists that stand at another position.
	Moved int
}

// AssumptionPair is a value in both scenarios, as JSON; empty where a scenario
// does not have the key.
type AssumptionPair struct {
	Key, Group, A, B string
}

// Between compares two runs.
func Between(a, b Side) (*Difference, error) {
	d := &Difference{A: a.Name, B: b.Name}
	d.Figures, d.Same = figures(a.Headline, b.Headline)
	d.Lists = lists(a.Headline, b.Headline)
	var err error
	if d.Assumptions, err = assumptions(a.Scenario, b.Scenario); err != nil {
		return nil, err
	}
	for _, p := range d.Assumptions {
		d.Groups = append(d.Groups, p.Group)
	}
	slices.Sort(d.Groups)
	d.Groups = slices.Compact(d.Groups)
	return d, nil
}

// figures pairs the figures of two headlines, those of a first. What neither run
// knows is no figure of theirs.
func figures(a, b scenario.Headline) (differ []FigurePair, same int) {
	for _, x := range a.Figures {
		y, ok := b.Figure(x.ID)
		if !ok {
			y = missing(x)
		}
		switch {
		case math.IsNaN(x.Value) && x.Text == "" && math.IsNaN(y.Value) && y.Text == "":
		case x.Same(y):
			same++
		default:
			differ = append(differ, FigurePair{x, y})
		}
	}
	for _, y := range b.Figures {
		if _, both := a.Figure(y.ID); !both {
			differ = append(differ, FigurePair{missing(y), y})
		}
	}
	return differ, same
}

// missing is the figure without its value.
func missing(f scenario.Figure) scenario.Figure {
	f.Value, f.Text, f.Evidence = math.NaN(), "", ""
	return f
}

func lists(a, b scenario.Headline) []ListPair {
	var out []ListPair
	for _, x := range a.Lists {
		for _, y := range b.Lists {
			if x.ID == y.ID && len(x.Places)+len(y.Places) > 0 {
				out = append(out, pairLists(x, y))
			}
		}
	}
	return out
}

func pairLists(a, b scenario.List) ListPair {
	p := ListPair{ID: a.ID, Title: a.Title}
	for i, place := range b.Places {
		before := slices.IndexFunc(a.Places, func(q scenario.Place) bool { return q.ID == place.ID })
		switch {
		case before < 0:
			p.Entered = append(p.Entered, place)
		default:
			p.Stayed++
			if before != i {
				p.Moved++
			}
		}
	}
	for _, place := range a.Places {
		if !slices.ContainsFunc(b.Places, func(q scenario.Place) bool { return q.ID == place.ID }) {
			p.Left = append(p.Left, place)
		}
	}
	return p
}

func assumptions(a, b *scenario.Scenario) ([]AssumptionPair, error) {
	left, err := a.Assumptions()
	if err != nil {
		return nil, err
	}
	right, err := b.Assumptions()
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	for _, x := range right {
		values[x.Key] = x.Value
	}
	var out []AssumptionPair
	seen := map[string]bool{}
	for _, x := range left {
		seen[x.Key] = true
		if values[x.Key] != x.Value {
			out = append(out, AssumptionPair{x.Key, scenario.GroupOf(x.Key), x.Value, values[x.Key]})
		}
	}
	for _, y := range right {
		if !seen[y.Key] {
			out = append(out, AssumptionPair{y.Key, scenario.GroupOf(y.Key), "", y.Value})
		}
	}
	slices.SortStableFunc(out, func(p, q AssumptionPair) int { return strings.Compare(p.Key, q.Key) })
	return out, nil
}
