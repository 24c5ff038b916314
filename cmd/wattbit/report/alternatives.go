package report

import (
	"fmt"
	"strings"
)

// Alternatives are plans that cost little more than the joint plan and differ from
// it most. MW are IT MW of the last period, money is bn JPY.
type Alternatives struct {
	Year         int         `json:"year"` // first of the last period
	GapPct       Number      `json:"gap_pct"`
	Plans        []AltPlan   `json:"plans"` // the joint plan first
	Within       []AltWithin `json:"within"`
	Proofs       int         `json:"proofs"` // searches that went into proofs
	Reproducible bool        `json:"reproducible"`
	Interrupted  bool        `json:"interrupted"`
}

// AltPlan is one of the plans found.
type AltPlan struct {
	Name     string   `json:"name"` // "joint", "1"
	CostBn   Number   `json:"cost_bjpy"`
	MorePct  Number   `json:"more_pct"`
	Sites    int      `json:"sites"`
	MetroPct Number   `json:"metro_pct"`
	Unserved Number   `json:"unserved_mw"`
	In       []string `json:"in"` // sites, against the joint plan
	Out      []string `json:"out"`
	Accepted bool     `json:"accepted"`
}

// AltWithin is what is known of the plans within a percentage of the cost.
type AltWithin struct {
	Pct   Number    `json:"pct"`
	Plans int       `json:"plans"` // of those found, the joint plan included
	Sites []AltSite `json:"sites"` // of the study, the most frequent first
	Areas []AltArea `json:"areas"`
}

// AltSite is how a site stands among the plans found.
type AltSite struct {
	Name   string `json:"name"`
	Area   string `json:"power_area"`
	Plans  int    `json:"plans"`
	LowMW  Number `json:"low_mw"`
	MeanMW Number `json:"mean_mw"`
	HighMW Number `json:"high_mw"`
	// Proven: no plan at all within the percentage leaves out a site that is in all
	// plans found, or builds one that is in none.
	Proven bool `json:"proven"`
}

// AltArea is what a power area can hold. NoMore is missing where nothing is proven.
type AltArea struct {
	Name           string `json:"name"`
	Low, High      Number `json:"-"` // found
	NoLess, NoMore Number `json:"-"` // proven
}

// shortlistRemark says what bounds are about.
const shortlistRemark = "What is proven holds for plans of the shortlisted sites (plan.sites.per_area, per_demand); wattbit plan tells how far a plan of all sites could be below."

// Remarks say what a reader of the alternatives must know.
func (a *Alternatives) Remarks() []string {
	out := []string{"The plans are sought to differ: how often a site appears is no probability."}
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if a.Proofs == 0 {
		say("No search went into proofs of single sites.")
	} else {
		say("%s went into proofs.", counted(a.Proofs, "search", "searches"))
	}
	say("The joint plan itself is within %s %% of the best: costs that differ by less cannot be told apart.", formatFixed(a.GapPct, 2))
	if a.ranged() {
		say("The megawatts found in the power areas are those of the plans in the table; proven is what no plan within the widest percentage goes beyond.")
	}
	say("%s", shortlistRemark)
	for _, p := range a.Plans {
		if p.MorePct < 0 {
			say("Plan %s costs %s %% less than the joint plan, whose search stopped within its gap.", p.Name, formatFixed(-p.MorePct, 2))
		}
	}
	for _, p := range a.Plans {
		if !p.Accepted {
			say("Plan %s fails its check of the grid or of the optical network.", p.Name)
		}
	}
	switch {
	case a.Interrupted:
		say("An interrupt ended the search: more plans and proofs may be out there.")
	case !a.Reproducible:
		say("The searches had a time limit: a repeat may give other plans.")
	}
	return out
}

func (a *Alternatives) ranged() bool {
	for _, w := range a.Within {
		if len(w.Areas) > 0 {
			return true
		}
	}
	return false
}

// Alone says that there is nothing to count within the percentage; empty where
// there is.
func (w AltWithin) Alone() string {
	if w.Plans > 1 {
		return ""
	}
	return fmt.Sprintf("Only the joint plan was found within %s %%: how often a site appears says nothing.", formatPct(w.Pct))
}

// None says how many sites no plan found builds, and how many of them are proven.
func (w AltWithin) None() string {
	none, proven := 0, 0
	for _, s := range w.Sites {
		if s.Plans == 0 {
			none++
			if s.Proven {
				proven++
			}
		}
	}
	where := "In none of the plans"
	if w.Plans == 1 {
		where = "Not in the joint plan"
	}
	return fmt.Sprintf("%s: %d of %d sites; proven that no plan within %s %% builds them: %d", where, none, len(w.Sites), formatPct(w.Pct), proven)
}

// formatPct writes 1 and 0.5 without zeros behind.
func formatPct(n Number) string { return formatPlain(float64(n), 6) }

// Standing says how a site stands in words: must, in all, to avoid; else empty.
func (w AltWithin) Standing(s AltSite) string {
	switch {
	case s.Plans == w.Plans && s.Proven:
		return "must be, proven"
	case s.Plans == w.Plans && w.Plans > 1:
		return "in all that were found"
	case s.Plans == 0 && s.Proven:
		return "to avoid, proven"
	}
	return ""
}

// Shown are the areas where a site of the study stands.
func (w AltWithin) Shown() []AltArea {
	var out []AltArea
	for _, a := range w.Areas {
		if a.High > 0 || a.NoMore > 0 || !a.NoMore.Known() {
			out = append(out, a)
		}
	}
	return out
}

// alternativesView adds bars.
type alternativesView struct {
	*Alternatives
	Parts []altPart
}

type altPart struct {
	AltWithin
	Rows   []altRow
	Absent string // names of the sites that are proven to be in none
	Ranges []altRange
	Most   Number // end of the ranges' scale, MW
}

type altRow struct {
	AltSite
	Bar, Words, Class string
}

type altRange struct {
	AltArea
	X, W   string // found
	FX, FW string // proven
	Open   bool   // nothing is proven of the most
}

func alternativesContent(d *Data) any {
	a := d.Alternatives
	if a == nil {
		return nil
	}
	v := alternativesView{Alternatives: a}
	for _, w := range a.Within {
		v.Parts = append(v.Parts, newAltPart(w))
	}
	return v
}

func newAltPart(w AltWithin) altPart {
	p := altPart{AltWithin: w}
	var absent []string
	for _, s := range w.Sites {
		if s.Plans > 0 {
			words := w.Standing(s)
			class := "some"
			if words != "" {
				class = "all"
			}
			if s.Proven {
				class = "must"
			}
			p.Rows = append(p.Rows, altRow{s, formatFixed(100*Number(s.Plans)/Number(w.Plans), 2), words, class})
		} else if s.Proven {
			absent = append(absent, s.Name)
		}
	}
	p.Absent = strings.Join(absent, ", ")
	shown := w.Shown()
	for _, a := range shown {
		p.Most = max(p.Most, a.High)
		if a.NoMore.Known() {
			p.Most = max(p.Most, a.NoMore)
		}
	}
	if !(p.Most > 0) {
		p.Most = 1
	}
	for _, a := range shown {
		r := altRange{AltArea: a, X: formatFixed(100*a.Low/p.Most, 2), W: formatFixed(100*(a.High-a.Low)/p.Most, 2), FX: formatFixed(100*a.NoLess/p.Most, 2), Open: !a.NoMore.Known()}
		end := p.Most
		if !r.Open {
			end = a.NoMore
		}
		r.FW = formatFixed(100*(end-a.NoLess)/p.Most, 2)
		p.Ranges = append(p.Ranges, r)
	}
	return p
}

func (d *Data) checkAlternatives() error {
	a := d.Alternatives
	if a == nil {
		return nil
	}
	if len(a.Plans) == 0 {
		return fmt.Errorf("alternatives: no plans, expected the joint plan at least")
	}
	for _, w := range a.Within {
		if w.Plans < 1 || !w.Pct.Known() {
			return fmt.Errorf("alternatives: %d plans within %v %%, expected one or more", w.Plans, w.Pct)
		}
		for _, s := range w.Sites {
			if s.Plans < 0 || s.Plans > w.Plans {
				return fmt.Errorf("alternatives: site %q in %d of %d plans", s.Name, s.Plans, w.Plans)
			}
		}
		for _, r := range w.Areas {
			if !(r.Low <= r.High) || r.NoLess > r.Low || r.NoMore < r.High {
				return fmt.Errorf("alternatives: power area %q: found %v to %v MW, proven %v to %v; expected the first within the second", r.Name, r.Low, r.High, r.NoLess, r.NoMore)
			}
		}
	}
	return nil
}
