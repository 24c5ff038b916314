package portfolio

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/plan"
)

// Files returns the tables of the answer: plan_methods.csv with the cost of each
// method by item, plan_sites.csv with what each builds, plan_builds.csv with the
// lines, ties and spans, plan_served.csv with who serves whom, plan_areas.csv
// with what each power area asks and gets, and plan_limits.csv with what binds.
func (a *Answer) Files() ([]folder.File, error) {
	var files []folder.File
	for _, t := range []struct {
		name string
		make func() ([]string, [][]string)
	}{
		{"plan_methods.csv", a.methodsTable}, {"plan_sites.csv", a.sitesTable}, {"plan_builds.csv", a.buildsTable},
		{"plan_served.csv", a.servedTable}, {"plan_areas.csv", a.areasTable}, {"plan_limits.csv", a.limitsTable},
	} {
		header, rows := t.make()
		data, err := table.Encode(header, rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		files = append(files, folder.File{Name: t.name, Data: data})
	}
	return files, nil
}

// number prints a figure to a number of decimals; NaN and infinities are empty.
func number(x float64, decimals int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	if text := strconv.FormatFloat(x, 'f', decimals, 64); text != "-"+strconv.FormatFloat(0, 'f', decimals, 64) {
		return text
	}
	return strconv.FormatFloat(0, 'f', decimals, 64)
}

// million prints JPY in millions.
func million(jpy float64) string { return number(jpy/1e6, 1) }

// CostItem is an item of a plan's cost.
type CostItem struct {
	ID string
	plan.Money
}

// CostItems lists the items of a plan's net present cost.
func CostItems(c plan.Costs) []CostItem {
	return []CostItem{
		{"site", c.Site}, {"land", c.Land}, {"connection", c.Connection}, {"fiber", c.Fiber}, {"reinforcement", c.Reinforcement},
		{"energy", c.Energy}, {"wheeling", c.Wheeling}, {"carbon", c.Carbon}, {"fixed", c.Fixed}, {"unserved", c.Unserved}, {"residual", c.Residual},
	}
}

func (a *Answer) methodsTable() ([]string, [][]string) {
	header := []string{"method", "status", "stop", "gap_pct", "bound_mjpy", "total_mjpy", "private_mjpy", "system_mjpy"}
	for _, item := range CostItems(plan.Costs{}) {
		header = append(header, item.ID+"_mjpy")
	}
	header = append(header, "value_of_joint_mjpy", "value_of_joint_mjpy_per_year", "sites", "mean_rtt_ms")
	for _, year := range a.Study.Settings.Periods {
		header = append(header, fmt.Sprintf("it_mw_%d", year), fmt.Sprintf("unserved_mw_%d", year), fmt.Sprintf("metro_pct_%d", year), fmt.Sprintf("carbon_g_kwh_%d", year))
	}
	var rows [][]string
	for _, m := range a.Methods() {
		out, _ := a.Outcome(m)
		row := []string{string(m), out.Status.String(), out.Stop.String()}
		if !found(out) {
			rows = append(rows, append(row, make([]string, len(header)-len(row))...))
			continue
		}
		e := out.Evaluation
		total := e.Costs.Total()
		row = append(row, number(100*out.Gap, 3), million(out.BoundJPY), million(e.TotalJPY), million(total.Private), million(total.System))
		for _, item := range CostItems(e.Costs) {
			row = append(row, million(item.Total()))
		}
		value, perYear := a.valueOf(m)
		row = append(row, million(value), million(perYear), strconv.Itoa(len(a.Study.SiteRows(out.Plan))), number(a.Study.MeanRTTms(out.Plan), 3))
		metro, carbon := a.Study.MetroPct(out.Plan), a.Study.CarbonGPerKWh(out.Plan)
		for t := range a.Study.Settings.Periods {
			row = append(row, number(e.ITMW[t], 1), number(e.UnservedMW[t], 1), number(metro[t], 2), number(carbon[t], 1))
		}
		rows = append(rows, row)
	}
	return header, rows
}

// valueOf is what planning together saves against a method.
func (a *Answer) valueOf(m plan.Method) (jpy, perYear float64) {
	for _, b := range a.Comparison.Baselines {
		if b.Method == m {
			return b.ValueJPY, b.ValueJPYPerYear
		}
	}
	return 0, 0
}

// each calls do for every method that has a plan.
func (a *Answer) each(do func(method string, out plan.Outcome)) {
	for _, m := range a.Methods() {
		if out, _ := a.Outcome(m); found(out) {
			do(string(m), out)
		}
	}
}

func (a *Answer) sitesTable() ([]string, [][]string) {
	header := []string{"method", "id", "name", "name_local", "region", "area", "lon", "lat", "metro", "first_year", "substation", "voltage", "flexible",
		"spurs", "span", "fiber_year", "nearest_metro_rtt_ms", "serves", "capex_mjpy", "running_mjpy", "connection_mjpy", "fiber_mjpy"}
	for _, year := range a.Study.Settings.Periods {
		header = append(header, fmt.Sprintf("it_mw_%d", year))
	}
	var rows [][]string
	a.each(func(method string, out plan.Outcome) {
		for _, s := range a.Study.SiteRows(out.Plan) {
			at := a.Study.Sites[s.Site].Candidate.Location
			c := s.Costs
			row := []string{method, s.ID, s.Name, s.NameLocal, s.Region, s.Area, number(at[0], 6), number(at[1], 6), strconv.FormatBool(s.Metro), strconv.Itoa(s.Year),
				s.Substation, s.Class, strconv.FormatBool(s.Flexible), strconv.Itoa(s.Spurs), s.Span, strconv.Itoa(s.FiberYear), number(s.RTTms, 3), strings.Join(s.Serves, " "),
				million(c.Site.Plus(c.Land).Total()), million(c.Energy.Plus(c.Wheeling).Plus(c.Carbon).Plus(c.Fixed).Total()), million(c.Connection.Total()), million(c.Fiber.Total())}
			for _, mw := range s.ITMW {
				row = append(row, number(mw, 1))
			}
			rows = append(rows, row)
		}
	})
	return header, rows
}

func (a *Answer) buildsTable() ([]string, [][]string) {
	var rows [][]string
	a.each(func(method string, out plan.Outcome) {
		for _, b := range a.Study.Builds(out.Plan) {
			rows = append(rows, []string{method, b.Kind, b.ID, b.Name, strconv.Itoa(b.Year), number(b.MW, 0), number(b.Km, 1), million(b.CostJPY)})
		}
	})
	return []string{"method", "kind", "id", "name", "year", "adds_mw", "km", "cost_mjpy"}, rows
}

func (a *Answer) servedTable() ([]string, [][]string) {
	var rows [][]string
	p := a.Study.Problem
	a.each(func(method string, out plan.Outcome) {
		for _, f := range out.Plan.Flows {
			if f.MW > 1e-6 {
				rows = append(rows, []string{method, p.Sites[f.Site].ID, p.Classes[f.Class].ID, p.Metros[f.Metro].ID, strconv.Itoa(p.Years[f.Period]),
					number(f.MW, 3), strconv.FormatBool(f.Backup)})
			}
		}
	})
	return []string{"method", "site", "class", "metro", "year", "mw", "backup"}, rows
}

func (a *Answer) areasTable() ([]string, [][]string) {
	var rows [][]string
	p := a.Study.Problem
	a.each(func(method string, out plan.Outcome) {
		for _, r := range a.Study.AreaRows(out) {
			for t, year := range p.Years {
				rows = append(rows, []string{method, p.Areas[r.Area].ID, strconv.Itoa(year), number(r.AskedMW[t], 1), number(r.ServedMW[t], 1), number(r.BuiltMW[t], 1), number(r.RoomMW[t], 1)})
			}
		}
	})
	return []string{"method", "area", "year", "asked_it_mw", "served_it_mw", "built_it_mw", "own_spare_before_plan_mw"}, rows
}

func (a *Answer) limitsTable() ([]string, [][]string) {
	var rows [][]string
	for _, s := range a.Shadows {
		r := s.Requirement
		rows = append(rows, []string{r.Kind, r.What, yearText(r.Year), r.Unit, number(s.JPYPerUnit/1e6, 3)})
	}
	return []string{"kind", "limit", "year", "unit", "mjpy_per_unit"}, rows
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
