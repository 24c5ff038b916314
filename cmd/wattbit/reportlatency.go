package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/scenario"
)

const (
	// waysReported is for how many ranks, besides the best of each power area, the
	// report holds routes: about 1 kB each.
	waysReported = 300
	// isochroneMaps is how many demand centres have a map of round trips of their own.
	isochroneMaps = 3
	// metroReachKm is how far an exchange may stand from the centre that it serves.
	metroReachKm = 60
)

// bandsMs are the bands of the round trip that the report colors.
var bandsMs = []float64{2, 5, 10, 20}

// latencyReport asks the network for the ways of the rows that the report shows.
type latencyReport struct {
	r       *scenario.Result
	places  map[string]atlas.Place
	hubName []string
}

// reportLatency puts round trips and routes into the words of the report; nil
// without an optical network.
func reportLatency(r *scenario.Result, shown []int) (*report.Latency, error) {
	if r.Routes == nil || len(shown) == 0 {
		return nil, nil
	}
	b := &latencyReport{r: r, places: map[string]atlas.Place{}}
	for _, p := range r.Atlas.Places {
		b.places[p.ID] = p
	}
	net, o := r.Routes.Network, r.Routes.Options
	out := &report.Latency{Profile: o.Profiles[0].Name, Basis: b.basis(), Layer: fiberLayerID, Limits: report.Numbers(bandsMs)}
	out.Targets = []string{"different hubs"}
	for _, h := range o.Hubs {
		b.hubName = append(b.hubName, net.Node(h).Name)
	}
	out.Targets = append(out.Targets, b.hubName...)
	for k, kind := range o.Kinds {
		out.Kinds = append(out.Kinds, kind.String())
		if kind == fiber.NodeDisjoint {
			out.Drawn = k
		}
	}
	for _, c := range o.Classes {
		out.Classes = append(out.Classes, report.WorkClass{Name: c.Name, MaxRTT: report.Number(c.MaxRTTms), Source: c.Source})
	}
	var err error
	if out.Centres, err = b.centres(); err != nil {
		return nil, err
	}
	out.Sites, err = b.sites(shown)
	return out, err
}

func (b *latencyReport) basis() string {
	planned, now := 0, today(b.r)
	net := b.r.Routes.Network
	for i := range net.NumSpans() {
		planned = max(planned, net.Span(i).ReadyYear())
	}
	text := "Routes follow the estimated network of the atlas, drawn straight from node to node; ranges come from the route factor and from the transport profile. " +
		b.r.Routes.Options.Profiles[0].Source + "."
	if planned > now {
		text += fmt.Sprintf(" Spans planned until %d count as there.", planned)
	}
	return text
}

// answers asks the survey for some points.
func (b *latencyReport) answers(points []orb.Point) ([]siting.Answer, error) {
	answers, err := b.r.Routes.Survey.Sites(context.Background(), points, runtime.GOMAXPROCS(0))
	if err != nil {
		return nil, fmt.Errorf("report: routes: %w", err)
	}
	return answers, nil
}

// centres are the centres of demand with the people around them.
func (b *latencyReport) centres() ([]report.Centre, error) {
	o := b.r.Routes.Options
	points := make([]orb.Point, len(o.Centres))
	for i, c := range o.Centres {
		points[i] = c.Location
	}
	answers, err := b.answers(points)
	if err != nil {
		return nil, err
	}
	main := mainCentres(b.r.Atlas, o.Centres)
	var out []report.Centre
	for i, c := range o.Centres {
		centre := report.Centre{Name: b.places[c.ID].Name, NameLocal: b.places[c.ID].NameLocal, At: c.Location, Main: slices.Contains(main, i)}
		for _, limit := range bandsMs {
			centre.People = append(centre.People, peopleWithin(o, &answers[i], limit))
		}
		for _, class := range o.Classes {
			centre.ClassPeople = append(centre.ClassPeople, peopleWithin(o, &answers[i], class.MaxRTTms))
		}
		out = append(out, centre)
	}
	return out, nil
}

// peopleWithin is the share of the people within a limit that was surveyed; all of
// them where there is no limit.
func peopleWithin(o siting.Options, a *siting.Answer, limitMs float64) report.Number {
	if math.IsNaN(limitMs) {
		return 1
	}
	if i := slices.Index(o.LimitsMs, limitMs); i >= 0 {
		return report.Number(a.PeopleShare[i])
	}
	return report.Missing
}

// mainCentres are the centres with the largest exchanges beside them, then those
// with the most people.
func mainCentres(a *atlas.Atlas, centres []siting.Centre) []int {
	gbps := make([]float64, len(centres))
	for _, n := range a.FiberNodes {
		nearest, least := -1, float64(metroReachKm)
		for i, c := range centres {
			if km := geo.DistanceKm(n.Location, c.Location); n.Kind == atlas.IXP && n.CapacityGbps > 0 && km <= least {
				nearest, least = i, km
			}
		}
		if nearest >= 0 {
			gbps[nearest] += n.CapacityGbps
		}
	}
	people := map[string]float64{}
	for _, p := range a.Places {
		people[p.ID] = p.Population
	}
	order := make([]int, len(centres))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(gbps[y], gbps[x]), cmp.Compare(people[centres[y].ID], people[centres[x].ID]))
	})
	return order[:min(isochroneMaps, len(order))]
}

func (b *latencyReport) sites(shown []int) ([]report.NetworkAt, error) {
	points := make([]orb.Point, len(shown))
	for i, row := range shown {
		points[i] = b.r.Table.Candidates[row].Location
	}
	answers, err := b.answers(points)
	if err != nil {
		return nil, err
	}
	best := b.r.BestByArea()
	out := make([]report.NetworkAt, len(shown))
	for i, row := range shown {
		out[i].Candidate = b.r.Table.Candidates[row].ID
		for _, c := range answers[i].Centres {
			out[i].RTT = append(out[i].RTT, report.Number(c.RTTms[0].Base))
		}
		if rank := b.r.Ranking.Rank[row]; rank > 0 && rank <= waysReported || slices.Contains(best, row) {
			out[i].Ways = b.ways(&answers[i])
		}
	}
	return out, nil
}

func (b *latencyReport) ways(a *siting.Answer) *report.NetworkWays {
	net, o := b.r.Routes.Network, b.r.Routes.Options
	w := &report.NetworkWays{}
	for _, c := range a.Centres {
		w.RTTLow, w.RTTHigh = append(w.RTTLow, report.Number(c.RTTms[0].Low)), append(w.RTTHigh, report.Number(c.RTTms[0].High))
		w.Km = append(w.Km, report.Number(c.Km.Base))
	}
	for _, limit := range bandsMs {
		w.People = append(w.People, peopleWithin(o, a, limit))
	}
	for _, s := range a.Served {
		w.Served = append(w.Served, service(s))
	}
	for _, s := range a.Spurs {
		w.Spurs = append(w.Spurs, report.SpurTo{Name: net.Node(s.Node).Name, At: net.Node(s.Node).Location, Km: report.Number(s.Km.Base)})
	}
	w.Routes = append(w.Routes, b.routes(a.Apart))
	for _, h := range a.Hubs {
		w.Routes = append(w.Routes, b.routes(h.Diversity))
	}
	return w
}

func service(s fiber.Served) report.Service {
	switch s.Verdict {
	case fiber.Yes:
		return report.Service{Verdict: report.Pass}
	case fiber.No:
		return report.Service{Verdict: report.Fail, Why: strings.Join(s.Failed, ", ")}
	}
	return report.Service{Verdict: report.Unknown, Why: strings.Join(s.Missing, ", ") + " not known"}
}

func (b *latencyReport) routes(d siting.Diversity) report.RouteCounts {
	out := report.RouteCounts{AtLeast: !d.RiskProven || d.RiskRoutes == siting.MaxRiskRoutes}
	for _, p := range d.Pairs {
		out.Pairs = append(out.Pairs, report.RoutePair{
			Found: p.Found, Proven: p.Proven, DifferenceMs: report.Number(p.DifferenceMs),
			Planned: b.planned(p.Short, p.Long),
			Short:   b.path(p.Short, p.ShortKm), Long: b.path(p.Long, p.LongKm),
		})
		switch p.Kind {
		case fiber.EdgeDisjoint:
			out.Counts = append(out.Counts, d.EdgeRoutes)
		case fiber.NodeDisjoint:
			out.Counts = append(out.Counts, d.NodeRoutes)
		default:
			out.Counts = append(out.Counts, d.RiskRoutes)
		}
	}
	return out
}

// planned is the last year after today's in which a span of the ways is ready, 0
// for none.
func (b *latencyReport) planned(ways ...siting.Way) int {
	year, now := 0, today(b.r)
	for _, w := range ways {
		for _, s := range w.Spans {
			if ready := b.r.Routes.Network.Span(s).ReadyYear(); ready > now {
				year = max(year, ready)
			}
		}
	}
	return year
}

func (b *latencyReport) path(w siting.Way, km float64) report.Path {
	p := report.Path{Km: report.Number(km), Spur: w.Spur, Spans: w.Spans}
	if w.End >= 0 {
		p.End = b.r.Routes.Network.Node(w.End).Name
	}
	return p
}
