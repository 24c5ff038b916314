package scenario

import (
	"context"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/outlook"
)

// outlookSettings are the sections that an outlook is made from.
func (s *Scenario) outlookSettings() outlook.Settings {
	return outlook.Settings{Accounts: s.Accounts, Sovereignty: s.Sovereignty, Readings: s.Outlook}
}

// outlook looks at the plan that the scenario names. Ctrl-C ends the search for
// plans and not what is said of them, so the outlook outlives its context.
func (r *Result) outlook(ctx context.Context) (err error) {
	in := outlook.Inputs{
		Answer: r.Plan, Atlas: r.Atlas, Hubs: r.Scenario.Fiber.Hubs, Settings: r.Scenario.outlookSettings(), Workers: r.workers,
	}
	if r.Reference != nil {
		in.Against, in.Reference = r.Reference.Name, r.Reference.Plan
	}
	r.Outlook, err = outlook.Make(context.WithoutCancel(ctx), in)
	return err
}

// outlookFiles are the files of the outlook; none without one.
func (r *Result) outlookFiles() ([]folder.File, error) {
	if r.Outlook == nil {
		return nil, nil
	}
	return r.Outlook.Files()
}

// OutlookFigures are the headline figures of the plan and of what it means.
func (r *Result) OutlookFigures() []Figure {
	var out []Figure
	for _, f := range outlook.Figures(r.Outlook) {
		out = append(out, Figure{ID: f.ID, Title: f.Title, Value: f.Value, Text: f.Text, Unit: f.Unit, Better: f.Better, Evidence: f.Evidence})
	}
	return out
}

// planLists are the plan's sites and power areas, the largest first.
func (r *Result) planLists() []List {
	sites := List{ID: "plan_sites", Title: "Sites of the plan", Places: []Place{}}
	areas := List{ID: "plan_areas", Title: "Power areas of the plan", Places: []Place{}}
	if r.Outlook != nil {
		_, out := r.Plan.Main()
		for _, s := range r.Plan.Study.SiteRows(out.Plan) {
			sites.Places = append(sites.Places, Place{s.ID, s.Name})
		}
		for _, a := range r.Outlook.Plan.Largest() {
			areas.Places = append(areas.Places, Place{a.Area, a.Name})
		}
	}
	return []List{sites, areas}
}
