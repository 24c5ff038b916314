package portfolio

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/plan"
)

// SiteRow is a site that a plan builds, in a planner's words.
type SiteRow struct {
	Site       int // of the study
	ID         string
	Name       string
	NameLocal  string
	Region     string
	Area       string
	Metro      bool
	ITMW       []float64 // by period
	Year       int       // of the first block
	Substation string    // id
	SubName    string
	Class      string // voltage
	Flexible   bool
	Spurs      int
	Span       string // built for it; empty for none
	FiberYear  int
	RTTms      float64 // to the nearest of the metros
	Serves     []string
	Costs      plan.Costs // its own, net present; shared assets apart
}

// SiteRows lists what a plan builds, the largest first.
func (st *Study) SiteRows(p plan.Plan) []SiteRow {
	var rows []SiteRow
	last := st.periods() - 1
	for _, s := range p.Sites {
		if s.Levels[last] == 0 {
			continue
		}
		rows = append(rows, st.siteRow(p, s))
	}
	slices.SortStableFunc(rows, func(a, b SiteRow) int {
		return cmp.Or(cmp.Compare(b.ITMW[last], a.ITMW[last]), cmp.Compare(a.ID, b.ID))
	})
	return rows
}

func (st *Study) siteRow(p plan.Plan, s plan.SitePlan) SiteRow {
	site := st.Sites[s.Site]
	con, way := site.Connections[s.Connection], site.Fibers[s.Fiber]
	c := site.Candidate
	row := SiteRow{
		Site: s.Site, ID: c.ID, Name: c.Name, NameLocal: c.NameLocal, Region: c.Region, Area: c.Area, Metro: site.Metro,
		Substation: con.Substation.ID, SubName: con.Substation.Name, Class: con.Class.Name, Flexible: con.Flexible,
		Spurs: way.Spurs, FiberYear: st.Settings.Periods[s.FiberFrom], RTTms: math.NaN(),
	}
	if way.Span >= 0 {
		row.Span = st.Settings.Fiber.Spans[way.Span].ID
	}
	for t, year := range st.Settings.Periods {
		row.ITMW = append(row.ITMW, s.ITMW(st.Problem, t))
		if row.Year == 0 && row.ITMW[t] > 0 {
			row.Year = year
		}
	}
	for _, rtt := range way.RTTms {
		if !math.IsNaN(rtt) && !(rtt >= row.RTTms) {
			row.RTTms = rtt
		}
	}
	for k, id := range st.classIDs {
		if slices.ContainsFunc(p.Flows, func(f plan.Flow) bool { return f.Site == s.Site && f.Class == k && !f.Backup && f.MW > 1e-6 }) {
			row.Serves = append(row.Serves, id)
		}
	}
	row.Costs = plan.PriceSite(st.Problem, s)
	return row
}

// Build is a line, a tie or a span that a plan builds for more than one site.
type Build struct {
	Kind    string // reinforcement, tie, span
	ID      string
	Name    string
	Year    int
	MW      float64 // that it adds to each circuit, or to the tie; NaN for spans
	Km      float64 // NaN where unknown
	CostJPY float64 // to build, not discounted
	Branch  string  // of the atlas, for reinforcements
}

// Builds lists what a plan builds for more than one site, the dearest first.
func (st *Study) Builds(p plan.Plan) []Build {
	var out []Build
	for r, lumps := range p.Lumps {
		t := slices.IndexFunc(lumps, func(n int) bool { return n > 0 })
		if t < 0 {
			continue
		}
		info, what := st.Reinforcements[r], st.Problem.Reinforcements[r]
		b := Build{Kind: "reinforcement", ID: what.ID, Name: info.Name, Year: st.Settings.Periods[t], MW: info.MW, Km: info.Branch.LengthKm, Branch: info.Branch.ID,
			CostJPY: what.Capex.Total() * float64(lumps[len(lumps)-1])}
		if info.Tie != "" {
			b.Kind, b.Km = "tie", math.NaN()
		}
		out = append(out, b)
	}
	for n, t := range p.Shared {
		if t < 0 {
			continue
		}
		s := st.Settings.Fiber.Spans[st.networkFor[n+1].span]
		out = append(out, Build{Kind: "span", ID: s.ID, Name: s.Title, Year: st.Settings.Periods[t], MW: math.NaN(), Km: s.Km, CostJPY: st.Problem.Shared[n].Capex.Total()})
	}
	slices.SortStableFunc(out, func(a, b Build) int { return cmp.Compare(b.CostJPY, a.CostJPY) })
	return out
}

// ClassIDs lists the classes of workload in the order of the problem.
func (st *Study) ClassIDs() []string { return st.classIDs }

// SpanEdits are the spans that a plan's optical network has beyond the atlas's:
// those that come anyhow, and those that the plan builds.
func (st *Study) SpanEdits(p plan.Plan) []fiber.Edit {
	var edits []fiber.Edit
	for _, s := range st.Settings.Fiber.Spans {
		if s.Built {
			edits = append(edits, spanEdit(s))
		}
	}
	for n, t := range p.Shared {
		if t >= 0 {
			edits = append(edits, spanEdit(st.Settings.Fiber.Spans[st.networkFor[n+1].span]))
		}
	}
	return edits
}

// AreaRow is a power area's part of a plan, by period.
type AreaRow struct {
	Area                       int
	AskedMW, BuiltMW, ServedMW []float64 // IT MW asked by its metros, built in it, served to its metros
	RoomMW                     []float64 // MW on the grid left within the area's own supply and reserve, imports and the plan apart; +Inf unknown
}

// AreaRows lists all power areas.
func (st *Study) AreaRows(out plan.Outcome) []AreaRow {
	p, e := st.Problem, out.Evaluation
	rows := make([]AreaRow, len(p.Areas))
	for a := range rows {
		rows[a] = AreaRow{Area: a, AskedMW: st.even(0), BuiltMW: st.even(0), ServedMW: st.even(0), RoomMW: p.Areas[a].SpareMW}
	}
	for m, metro := range p.Metros {
		if metro.Area < 0 {
			continue
		}
		for k := range p.Classes {
			for t := range p.Years {
				rows[metro.Area].AskedMW[t] += p.DemandMW[k][m][t]
				if e.ServedMW != nil {
					rows[metro.Area].ServedMW[t] += e.ServedMW[k][m][t]
				}
			}
		}
	}
	for _, s := range out.Plan.Sites {
		for t := range p.Years {
			rows[p.Sites[s.Site].Area].BuiltMW[t] += s.ITMW(p, t)
		}
	}
	return rows
}

// MetroPct is the share of a plan's IT MW in the metros by period, in percent;
// NaN where nothing is built.
func (st *Study) MetroPct(p plan.Plan) []float64 {
	var out []float64
	for t := range st.Settings.Periods {
		inside, all := 0.0, 0.0
		for _, s := range p.Sites {
			mw := s.ITMW(st.Problem, t)
			all += mw
			if st.Sites[s.Site].Metro {
				inside += mw
			}
		}
		out = append(out, 100*inside/all)
	}
	return out
}

// CarbonGPerKWh is the mean carbon intensity of a plan's sites by period; NaN
// where nothing is built.
func (st *Study) CarbonGPerKWh(p plan.Plan) []float64 {
	var out []float64
	for t := range st.Settings.Periods {
		tonnes, mwh := 0.0, 0.0
		for _, s := range p.Sites {
			tonnes += s.CarbonTPerYear(st.Problem, t)
			mwh += s.MWhPerYear(st.Problem, t)
		}
		out = append(out, 1000*tonnes/mwh)
	}
	return out
}

// MeanRTTms is the mean round trip of what a plan serves under a limit, by MW, in
// the last period; NaN where nothing is.
func (st *Study) MeanRTTms(p plan.Plan) float64 {
	sum, mw := 0.0, 0.0
	fiber := map[int]int{}
	for _, s := range p.Sites {
		fiber[s.Site] = s.Fiber
	}
	for _, f := range p.Flows {
		limit := st.Settings.Classes[st.classIDs[f.Class]].RTTms
		if f.Backup || limit == 0 || f.Period != st.periods()-1 {
			continue
		}
		rtt := st.Sites[f.Site].Fibers[fiber[f.Site]].RTTms[f.Metro]
		sum += rtt * f.MW
		mw += f.MW
	}
	return sum / mw
}

// Price is a limit with what a unit more of it saves.
type Price struct {
	plan.ShadowPrice
	What string // in a planner's words
}

// Binding lists the limits whose relaxation saves the most, demands apart.
func (a *Answer) Binding(most int) []Price {
	var out []Price
	for _, s := range a.Shadows {
		if s.Requirement.Kind != "demand" && s.JPYPerUnit >= 1e5 {
			out = append(out, Price{s, InWords(s.Requirement)})
		}
	}
	slices.SortStableFunc(out, func(x, y Price) int { return cmp.Compare(y.JPYPerUnit, x.JPYPerUnit) })
	return out[:min(most, len(out))]
}

// InWords is a requirement without the id of its row.
func InWords(r plan.Requirement) string {
	if at := strings.LastIndex(r.What, " (row "); at >= 0 {
		r.What = r.What[:at]
	}
	return r.String()
}
