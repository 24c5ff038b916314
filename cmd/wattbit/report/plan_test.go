package report

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestValidatePlan(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Plan)
		want  string
	}{
		{"years", func(p *Plan) { p.Years[1] = p.Years[0] }, "plan: year 2027 after 2027, expected them to rise"},
		{"row", func(p *Plan) { p.Rows[0].Values = p.Rows[0].Values[1:] }, "3 values, expected one for each of 4 years"},
		{"site twice", func(p *Plan) { p.Sites[1].ID = p.Sites[0].ID }, "plan: site id"},
		{"MW of a site", func(p *Plan) { p.Sites[0].ITMW = nil }, "0 values"},
		{"place of a site", func(p *Plan) { p.Sites[0].At = orb.Point{35, 139} }, "is not a longitude and latitude"},
		{"area", func(p *Plan) { p.Areas[0].Served = nil }, "plan: area Hokkaido: 0 values"},
		{"side", func(p *Plan) { p.Builds[0].Side = Other }, `side "", expected watts or bits`},
		{"path", func(p *Plan) { p.Builds[0].Path[0][0] = orb.Point{0, math.NaN()} }, "a point is not"},
		{"accepted", func(p *Plan) { p.Methods[0].Accepted = "maybe" }, `accepted "maybe"`},
		{"evidence", func(p *Plan) { p.Benchmarks[0].Evidence = "rumour" }, `unknown evidence "rumour"`},
		{"reference", func(p *Plan) { p.Swap.Reference = 2 }, "reference 2, expected one of 2 lines"},
		{"unit cost", func(p *Plan) { p.Swap.Lines[0].Low = 0 }, "expected them above 0 and in order"},
		{"unit cost unknown", func(p *Plan) { p.Swap.Lines[0].High = Missing }, "expected them above 0 and in order"},
		{"swap site", func(p *Plan) { p.Swap.Sites[0].Fiber = Missing }, "expected them above 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := small(20)
			c.spoil(d.Plan)
			var buf bytes.Buffer
			err := Write(&buf, d)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, expected it to say %q", err, c.want)
			}
			if buf.Len() > 0 {
				t.Error("something was written")
			}
		})
	}
}

// sectionOf cuts a section out of a page, empty where it has none.
func sectionOf(page, id string) string {
	_, rest, ok := strings.Cut(page, `<section id="`+id+`"`)
	if !ok {
		return ""
	}
	body, _, _ := strings.Cut(rest, "</section>")
	return body
}

func TestPlanSections(t *testing.T) {
	d := small(20)
	page := write(t, d)
	for id, wants := range map[string][]string{
		"plan":          {d.Plan.Title, `class="site y1"`, `class="site y3"`, `class="build build-bits"`, "N-1 secure", ">modelled<", ">published<", "17,385.0"},
		"plantime":      {"北海道", "Its metros go without 263 MW in 2027.", "Nothing is asked for or built in Shikoku."},
		"planapart":     {"no plan: no solution yet", "accepted", "refused", "81.5", "¥75 bn a year, 2040", "The plan says nothing of it."},
		"swap":          {"3.1 to 3.3 times", `class="swap-break"`, `class="swap-dot below"`, `class="swap-dot above"`},
		"concentration": {"88 % of today", "4 data centers have no MW."},
		"plansites":     {d.Plan.Sites[0].NameLocal, "66–77 kV at Naka"},
	} {
		body := sectionOf(page, id)
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("section %s lacks %q", id, want)
			}
		}
	}
	if got := strings.Count(sectionOf(page, "plan"), `<circle class="site`); got != len(d.Plan.Sites) {
		t.Errorf("%d sites on the map, expected %d", got, len(d.Plan.Sites))
	}
}

func TestClashInPlaceOfPlan(t *testing.T) {
	d := small(20)
	d.Plan = &Plan{Clash: &Clash{Why: "Nothing fits.", Conflict: []string{"budget in 2030"}, Smallest: []string{"budget in 2030: by 3 bn JPY"}}}
	page := write(t, d)
	for _, want := range []string{"There is no plan.", "Nothing fits.", "budget in 2030: by 3 bn JPY"} {
		if !strings.Contains(sectionOf(page, "plan"), want) {
			t.Errorf("no %q", want)
		}
	}
	for _, id := range []string{"plantime", "planapart", "swap", "concentration", "plansites"} {
		if sectionOf(page, id) != "" {
			t.Errorf("section %s is there without a plan", id)
		}
	}
}

func TestBreakEvenText(t *testing.T) {
	for _, c := range []struct {
		b    *BreakEven
		want string
	}{
		{nil, "was not computed"},
		{&BreakEven{Low: Missing, High: Missing}, "was not computed"},
		{&BreakEven{2, 2.1, "sequential"}, "stops paying against sequential when all fiber costs 2.0 to 2.1 times"},
		{&BreakEven{100, Missing, "sequential"}, "still pays against sequential when all fiber costs 100.0 times"},
		{&BreakEven{0.1, 0.1, "sequential"}, "does not pay against sequential"},
	} {
		if got := (&Swap{BreakEven: c.b}).breakText(); !strings.Contains(got, c.want) {
			t.Errorf("%+v: %q, expected %q", c.b, got, c.want)
		}
	}
}

// A degree of latitude is as long on the plan's map as on the earth, east is right
// and north is up.
func TestConic(t *testing.T) {
	for _, box := range []orb.Bound{
		{Min: orb.Point{123, 24}, Max: orb.Point{146, 46}}, {Min: orb.Point{34, -5}, Max: orb.Point{42, 5}}, {Min: orb.Point{140, 36}, Max: orb.Point{140, 36}},
	} {
		c := newConic(box)
		at := box.Center()
		x0, y0 := c.km(at)
		if math.Hypot(x0, y0) > 1e-6 {
			t.Errorf("%v: the middle is at %v, %v", box, x0, y0)
		}
		x, y := c.km(orb.Point{at[0], at[1] + 0.1})
		if length := math.Hypot(x, y); y >= 0 || math.Abs(length/(earthKm*0.1*rad)-1) > 0.02 {
			t.Errorf("%v: a step to the north goes to %v, %v", box, x, y)
		}
		if x, _ := c.km(orb.Point{at[0] + 0.1, at[1]}); math.Abs(x/(earthKm*0.1*rad*math.Cos(at[1]*rad))-1) > 0.02 {
			t.Errorf("%v: a step to the east is %v km", box, x)
		}
	}
}

func TestLabelsKeepApart(t *testing.T) {
	f := frame{width: 900, height: 900, k: 1}
	taken := []box{{95, 95, 105, 105}}
	var boxes []box
	for range 6 {
		_, at, ok := f.label("Kitakyushu", 100, 100, 5, taken)
		if !ok {
			break
		}
		for _, other := range boxes {
			if other.meets(at) {
				t.Fatalf("%v meets %v", at, other)
			}
		}
		boxes, taken = append(boxes, at), append(taken, at)
	}
	if len(boxes) != 4 {
		t.Errorf("%d labels found room, expected 4", len(boxes))
	}
	if _, _, ok := f.label("Kitakyushu", 100, 100, 5, []box{{0, 0, 900, 900}}); ok {
		t.Error("a label stands where there is no room")
	}
}
