package portfolio

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/plan"
)

// Clause is some requirements of a kind that differ in year and metro only.
type Clause struct {
	Text  string // "demand: class az in Tokyo, Osaka must be served in 2030, 2035"
	Years []int
	// Stated are the limits and By the violations in their unit, by year and summed
	// over the metros; empty where the words say the limit already.
	Stated, By []string
}

// Clauses sums requirements up, in the order of the first of each kind.
func Clauses(list []plan.Violation) []Clause {
	var out []Clause
	for _, g := range byMetro(byYear(list)) {
		c := Clause{Text: g.text()}
		for t, v := range g.years {
			c.Years = append(c.Years, v.Requirement.Year)
			if s := v.Requirement.Stated(); s != "" {
				c.Stated = append(c.Stated, s)
			}
			c.By = append(c.By, g.years[t].Amount())
		}
		out = append(out, c)
	}
	return out
}

// Required makes violations of nothing of requirements, to sum them up.
func Required(list []plan.Requirement) []plan.Violation {
	out := make([]plan.Violation, len(list))
	for i, r := range list {
		out[i].Requirement = r
	}
	return out
}

// alike are requirements of the same words, one a year.
type alike struct {
	years  []plan.Violation
	metros []string
}

func (g alike) text() string {
	r := g.years[0].Requirement
	if len(g.metros) > 1 {
		r.What = strings.Replace(r.What, " in "+r.Metro, " in "+strings.Join(g.metros, ", "), 1)
	}
	var years []string
	for _, v := range g.years {
		years = append(years, fmt.Sprint(v.Requirement.Year))
	}
	if r.Year = 0; g.years[0].Requirement.Year == 0 {
		return InWords(r)
	}
	return InWords(r) + " in " + strings.Join(years, ", ")
}

// byYear joins the years of the same words.
func byYear(list []plan.Violation) []alike {
	var out []alike
	at := map[string]int{}
	for _, v := range list {
		r := v.Requirement
		key := r.Kind + "\x00" + r.What
		n, again := at[key]
		if !again {
			n, at[key] = len(out), len(out)
			out = append(out, alike{metros: []string{r.Metro}})
		}
		out[n].years = append(out[n].years, v)
	}
	for _, g := range out {
		slices.SortStableFunc(g.years, func(a, b plan.Violation) int { return a.Requirement.Year - b.Requirement.Year })
	}
	return out
}

// byMetro joins the metros of what is alike in class and years.
func byMetro(groups []alike) []alike {
	var out []alike
	at := map[string]int{}
	for _, g := range groups {
		r := g.years[0].Requirement
		key := r.Kind + "\x00" + r.What
		if r.Metro != "" {
			key = r.Kind + "\x00" + strings.Replace(r.What, " in "+r.Metro, " in ", 1)
		}
		for _, v := range g.years {
			key += fmt.Sprint("\x00", v.Requirement.Year)
		}
		n, again := at[key]
		if !again {
			at[key] = len(out)
			out = append(out, g)
			continue
		}
		out[n].metros = append(out[n].metros, g.metros...)
		years := slices.Clone(out[n].years)
		for t := range years {
			years[t].By += g.years[t].By
			years[t].Requirement.Limit += g.years[t].Requirement.Limit
		}
		out[n].years = years
	}
	return out
}
