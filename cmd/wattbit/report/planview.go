package report

// planView is the section that a board reads.
type planView struct {
	*Plan
	Map *planMap // nil where there is nothing to draw
}

func planContent(d *Data) any {
	if d.Plan == nil {
		return nil
	}
	return planView{d.Plan, newPlanMap(d)}
}

// planned is the plan of a report, nil where there is none.
func planned(d *Data) *Plan {
	if d.Plan == nil || d.Plan.Clash != nil {
		return nil
	}
	return d.Plan
}

func planMethodsContent(d *Data) any {
	if p := d.Plan; p != nil && len(p.Methods) > 0 && p.Clash == nil {
		return p
	}
	return nil
}

// planSitesView is the table of sites; only those that are among the candidates
// can be opened.
type planSitesView struct {
	Years []int
	Last  int
	Rows  []planSiteRow
}

type planSiteRow struct {
	PlanSite
	Listed bool
}

func planSitesContent(d *Data) any {
	p := planned(d)
	if p == nil || len(p.Sites) == 0 {
		return nil
	}
	listed := map[string]bool{}
	for i := range d.Candidates {
		listed[d.Candidates[i].ID] = true
	}
	v := planSitesView{Years: p.Years, Last: p.Years[len(p.Years)-1]}
	for _, s := range p.Sites {
		v.Rows = append(v.Rows, planSiteRow{s, listed[s.ID]})
	}
	return v
}

// concentrationView adds bars in hundredths of the largest area.
type concentrationView struct {
	*Concentration
	Rows []concentrationRow
}

type concentrationRow struct {
	ConcentrationArea
	After Number
	Share [2]Number // before and after, of all MW
	Bar   []segment
}

func concentrationContent(d *Data) any {
	p := planned(d)
	if p == nil || p.Concentration == nil {
		return nil
	}
	c := p.Concentration
	var before, after, most Number
	for _, a := range c.Areas {
		before += a.Before
		after += a.Before + a.Committed + a.New
		most = max(most, a.Before+a.Committed+a.New)
	}
	v := concentrationView{Concentration: c}
	for _, a := range c.Areas {
		row := concentrationRow{ConcentrationArea: a, After: a.Before + a.Committed + a.New}
		row.Share = [2]Number{a.Before / before, row.After / after}
		x := Number(0)
		for _, part := range []struct {
			class, label string
			mw           Number
		}{{"before", "in use", a.Before}, {"committed", "on the way", a.Committed}, {"new", "of the plan", a.New}} {
			w := part.mw / most * 100
			if w > 0 {
				row.Bar = append(row.Bar, segment{part.class, formatFixed(x, 2), formatFixed(w, 2), formatFixed(part.mw, 0) + " MW " + part.label})
			}
			x += w
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
