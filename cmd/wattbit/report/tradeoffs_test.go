package report

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"
)

func TestTradeoffSections(t *testing.T) {
	page := write(t, small(10))
	for id, wants := range map[string][]string{
		"fronts": {
			"7 limits on the measure were tried and 5 plans are left", "1 of 4 differences to the cheapest plan are within the gaps", "own plan", ">650.0<", "600.0 to 770.0", "within the gaps",
			"in: Ishikari; out: Inzai", "the same sites, of other sizes or years", "The plan at 12.00 fails its check", "The first plan builds nothing.", "is in the table and not drawn",
			"The front is not complete", "less of the measure than the first is not proven", "No plan has less of the measure than the first.", "(bau) is off the front: 301.00", "Event quake: JMA", `class="front-near"`,
		},
		"alternatives": {
			"no probability", "Within 5 %: 3 plans", "Only the joint plan was found within 1 %", "must be, proven", "in all that were found", "To avoid, proven: Minoh",
			"7 sites</summary>", "Plan 2 fails its check", "1 search went into proofs", "widest percentage", "<td class=\"num\">—</td>", "had a time limit", `class="alt-must" x="0" y="0" width="100.00"`, `class="alt-some" x="0" y="0" width="33.33"`,
		},
		"compare": {
			"out/a&lt;b", "-4.9", "3 stayed, 2 of them in another position. Entered: Muroran. Left: Kushiro.", `class="slope-up"`, "No headline figure differs; all 33", "No assumption differs", "interaction",
			`<rect class="effect-less" x="0.00" y="0" width="96.30"`, "were not switched one at a time", "first from Chitose",
		},
		"sweep": {"130 variants of the scenario", ">base<", "129 variants, least 61.0", "1 variant has no figure", "3 of 40 figures are shown. All of them: out/sweep.csv.", "sweep-table long", "Tomakomai"},
	} {
		body := sectionOf(page, id)
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("section %s lacks %q", id, want)
			}
		}
	}
	if got := strings.Count(sectionOf(page, "sweep"), `<circle class="strip-`); got != 129+130 {
		t.Errorf("%d dots, expected one for each figure of a variant", got)
	}
}

var (
	svgPart  = regexp.MustCompile(`(?s)<svg class="(?:front|slope|strip)".*?</svg>`)
	idOf     = regexp.MustCompile(` id="([^"]+)"`)
	pathTo   = regexp.MustCompile(`href="#([a-z]+)"`)
	dotPlace = regexp.MustCompile(`c[xy]="([^"]*)"`)
)

// TestDrawingsAreWellFormed holds that each drawing is XML, names itself, and that
// no id is there twice.
func TestDrawingsAreWellFormed(t *testing.T) {
	page := write(t, small(10))
	drawings := svgPart.FindAllString(page, -1)
	if len(drawings) != 2+1+2 {
		t.Errorf("%d drawings, expected 5", len(drawings))
	}
	for _, text := range drawings {
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in %.200s", err, text)
			}
		}
		if !strings.Contains(text, "<title id=") || !strings.Contains(text, "<desc id=") {
			t.Errorf("no name or no description: %.200s", text)
		}
		for _, at := range dotPlace.FindAllStringSubmatch(text, -1) {
			if strings.ContainsAny(at[1], "Na") {
				t.Errorf("a dot at %q", at[1])
			}
		}
	}
	seen := map[string]bool{}
	for _, id := range idOf.FindAllStringSubmatch(page, -1) {
		if seen[id[1]] {
			t.Errorf("id %q is there twice", id[1])
		}
		seen[id[1]] = true
	}
}

// TestPageOfOnePart holds that a page with one part only is whole: its links lead
// somewhere, and nothing of a ranking is left.
func TestPageOfOnePart(t *testing.T) {
	for id, fill := range map[string]func(*Data){
		"fronts":       func(d *Data) { d.Fronts = sampleFronts() },
		"alternatives": func(d *Data) { d.Alternatives = sampleAlternatives() },
		"compare":      func(d *Data) { d.Comparison = sampleComparison() },
		"sweep":        func(d *Data) { d.Sweep = sampleSweep(3) },
	} {
		d := &Data{Title: "A part"}
		fill(d)
		page := write(t, d)
		for _, link := range pathTo.FindAllStringSubmatch(page, -1) {
			if sectionOf(page, link[1]) == "" {
				t.Errorf("%s: a link to #%s, which is not there", id, link[1])
			}
		}
		if !strings.Contains(page, `<a class="skip" href="#`+id+`">`) || sectionOf(page, id) == "" {
			t.Errorf("%s: the first link does not lead to its part", id)
		}
		for _, other := range []string{"ranking", "gates", "map", "criteria", "provenance"} {
			if sectionOf(page, other) != "" {
				t.Errorf("%s: section %s is there", id, other)
			}
		}
		if body := sectionOf(page, id); strings.Contains(body, "NaN") || strings.Contains(body, "Inf") {
			t.Errorf("%s: a missing figure is shown as a number", id)
		}
	}
}

func TestTradeoffsAreChecked(t *testing.T) {
	for want, spoil := range map[string]func(*Data){
		`front id "metro"`:                func(d *Data) { d.Fronts[1].ID = "metro" },
		"no points":                       func(d *Data) { d.Fronts[0].Points = nil },
		"costs to fall":                   func(d *Data) { d.Fronts[0].Points[1].CostBn = 1e6 },
		"no value or no cost":             func(d *Data) { d.Fronts[0].Points[1].Value = Missing },
		"above its cost":                  func(d *Data) { d.Fronts[0].Points[1].BoundBn = 1e6 },
		"the joint plan at least":         func(d *Data) { d.Alternatives.Plans = nil },
		"0 plans within":                  func(d *Data) { d.Alternatives.Within[0].Plans = 0 },
		"in 9 of 3 plans":                 func(d *Data) { d.Alternatives.Within[1].Sites[0].Plans = 9 },
		"expected the first within":       func(d *Data) { d.Alternatives.Within[1].Areas[0].NoMore = 300 },
		`run "Z"`:                         func(d *Data) { d.Comparison.Differences[0].B = "Z" },
		"the ranks 0 and 0":               func(d *Data) { d.Comparison.Differences[0].Lists[0].Ranks[0] = RankChange{} },
		"no variants":                     func(d *Data) { d.Sweep.Variants = nil },
		"has 1 values and 3 results, exp": func(d *Data) { d.Sweep.Variants[1].Values = []string{"1"} },
	} {
		d := small(5)
		spoil(d)
		if err := d.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestAxis holds that the ends are round, hold all values, and that the ticks are
// few.
func TestAxis(t *testing.T) {
	for _, values := range [][]Number{{0, 24.1}, {14520, 15290}, {5}, {0}, {-3, Missing, 8e9}, {Missing}, {1e-7, 3e-7}, {0.3, 0.3}} {
		a := newAxis(values, 50, 700, 7)
		for _, v := range values {
			if at := a.at(v); v.Known() && (at < 50-1e-6 || at > 700+1e-6) {
				t.Errorf("%v: %v is at %g", values, v, at)
			}
		}
		ticks := a.ticks()
		if len(ticks) < 2 || len(ticks) > 11 {
			t.Errorf("%v: %d ticks", values, len(ticks))
		}
		seen := map[string]bool{}
		for _, tick := range ticks {
			if seen[tick.Text] {
				t.Errorf("%v: the tick %s is there twice", values, tick.Text)
			}
			seen[tick.Text] = true
		}
		if x := a.lo / a.step; math.Abs(x-math.Round(x)) > 1e-6 {
			t.Errorf("%v begins at %g, steps of %g", values, a.lo, a.step)
		}
	}
}
