package site

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
)

// Routes is what the optical network of an atlas offers to sites.
type Routes struct {
	Network *fiber.Network
	Survey  *siting.Survey
	Options siting.Options
}

// ReachLimitsMs are the round-trip times in ms within which people are counted: the
// limits of the workload classes.
var ReachLimitsMs = []float64{2, 5, 10, 20, 50, 100}

// RouteOptions say which routes are meant.
type RouteOptions struct {
	Hubs    []string // ids of the fiber nodes, one or more, to which diverse routes are sought
	Profile string   // transport profile: packet or apn
	Workers int      // goroutines; the result does not depend on it
	// IXMinGbps is the port capacity from which an exchange counts; one whose
	// capacity is unknown counts.
	IXMinGbps float64
}

// NewRoutes prepares the optical network of an atlas. An atlas without spans
// gives nil and no error.
func NewRoutes(ctx context.Context, a *atlas.Atlas, opts RouteOptions) (*Routes, error) {
	if len(a.FiberSpans) == 0 {
		return nil, nil
	}
	network, findings, err := fiber.New(a.Optical(), fiber.DefaultOptions())
	if err != nil {
		return nil, fmt.Errorf("routes: %w", err)
	}
	if fatal := findings.Fatal(); len(fatal) > 0 {
		return nil, fmt.Errorf("routes: the atlas's optical network cannot be used: %w", fatal[0])
	}
	profile, err := fiber.ProfileNamed(opts.Profile)
	if err != nil {
		return nil, fmt.Errorf("routes: %w", err)
	}
	options, err := siting.AtlasOptions(a, network, opts.Hubs...)
	if err != nil {
		return nil, fmt.Errorf("routes: %w", err)
	}
	if options.Exchanges, err = exchanges(a, network, opts.IXMinGbps); err != nil {
		return nil, fmt.Errorf("routes: %w", err)
	}
	options.Profiles = []fiber.Profile{profile}
	options.LimitsMs = ReachLimitsMs
	survey, err := siting.New(ctx, network, options, workersOf(opts.Workers))
	if err != nil {
		return nil, fmt.Errorf("routes: %w", err)
	}
	return &Routes{network, survey, options}, nil
}

// exchanges lists the nodes of the network that count as internet exchanges.
func exchanges(a *atlas.Atlas, network *fiber.Network, minGbps float64) ([]int, error) {
	list := []int{}
	for _, n := range a.FiberNodes {
		if n.Kind != atlas.IXP || tooSmall(n, minGbps) {
			continue
		}
		v, err := network.NodeIndex(n.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// tooSmall tells an exchange that is known to have less port capacity.
func tooSmall(n atlas.FiberNode, minGbps float64) bool {
	return n.Kind == atlas.IXP && n.CapacityGbps < minGbps // false where unknown
}

// routeSource is what every figure of a route stands on.
var routeSource = atlas.Provenance{
	Source:   "wattbit: shortest routes on the atlas's optical network, its spans estimated along expressways, tunnels, bridges and cables; spurs by route factor",
	License:  "wattbit",
	Evidence: atlas.Estimated,
}

// routeIndicators are the columns of the routes, in the order of routeCells.
var routeIndicators = []string{
	LongHaulKm, LongHaulAirKm, IXRouteKm, CarrierHotelRouteKm, LandingRouteKm,
	LongHaulRTTMs, IXRTTMs, CarrierHotelRTTMs, LandingRTTMs, MetroRTTMs, TokyoRTTMs, OsakaRTTMs,
	People2msPct, People5msPct, People10msPct, People20msPct,
	DiverseRoutes, HubsEdgeRoutes, HubsRiskRoutes,
	Hub1EdgeRoutes, Hub1NodeRoutes, Hub1RiskRoutes, Hub2EdgeRoutes, Hub2NodeRoutes, Hub2RiskRoutes,
	HubPairKm, PairDifferenceKm, SpurMJPY, SpursMJPY, WorkloadClasses,
}

// routes measures what the optical network gives to every candidate.
func (b *builder) routes() (family, error) {
	var f family
	for _, id := range routeIndicators {
		f.columns = append(f.columns, spec{Indicator: indicator(id), bracketed: true})
	}
	if b.opts.Routes == nil {
		f.fill = func(_ context.Context, candidates []Candidate, cells [][]cell) error {
			for k := range cells {
				for i := range candidates {
					cells[k][i] = noCell
				}
			}
			return nil
		}
		return f, nil
	}
	origin, err := b.reg.add(routeSource)
	if err != nil {
		return family{}, err
	}
	f.whole = func(ctx context.Context, candidates []Candidate, cells [][]cell, workers int) error {
		points := make([]orb.Point, len(candidates))
		for i, c := range candidates {
			points[i] = c.Location
		}
		answers, err := b.opts.Routes.Survey.Sites(ctx, points, workers)
		if err != nil {
			return err
		}
		for i := range answers {
			for k, c := range b.opts.Routes.cells(&answers[i]) {
				c.origin, c.nearest = origin, -1
				cells[k][i] = c
			}
		}
		return nil
	}
	return f, nil
}

// cells are the figures of one answer in the order of routeIndicators.
func (r *Routes) cells(a *siting.Answer) []cell {
	pair := noPair
	for _, p := range a.Apart.Pairs {
		if p.Kind == fiber.NodeDisjoint && p.Found {
			pair = p
		}
	}
	apart := a.Apart
	row := []cell{
		band(a.LongHaul.Km), exactly(a.LongHaul.AirKm), band(a.Exchange.Km), band(a.CarrierHotel.Km), band(a.Landing.Km),
		roundTrip(a.LongHaul), roundTrip(a.Exchange), roundTrip(a.CarrierHotel), roundTrip(a.Landing),
		nearestCentre(a.Centres), r.centre(a, tokyoID), r.centre(a, osakaID),
		share(a.PeopleShare, 0), share(a.PeopleShare, 1), share(a.PeopleShare, 2), share(a.PeopleShare, 3),
		count(apart.NodeRoutes), count(apart.EdgeRoutes), count(apart.RiskRoutes),
	}
	for h := range hubsMeasured {
		row = append(row, hubRoutes(a.Hubs, h)...)
	}
	return append(row,
		exactly(pair.LongKm), exactly(pair.DifferenceKm),
		million(a.OneSpurJPY), million(a.TwoSpursJPY), count(served(a.Served)),
	)
}

// hubsMeasured is how many hubs have columns of their own.
const hubsMeasured = 2

// hubRoutes counts the routes to a hub by kind of disjointness, missing where the
// scenario names fewer hubs.
func hubRoutes(hubs []siting.HubAccess, h int) []cell {
	if h >= len(hubs) {
		return []cell{noCell, noCell, noCell}
	}
	return []cell{count(hubs[h].EdgeRoutes), count(hubs[h].NodeRoutes), count(hubs[h].RiskRoutes)}
}

func count(n int) cell { return exactly(float64(n)) }

// roundTrip is the delay of a way, missing where there is none.
func roundTrip(a siting.Access) cell {
	if len(a.RTTms) == 0 {
		return noCell
	}
	return band(a.RTTms[0])
}

var noPair = siting.Pair{ShortKm: math.NaN(), LongKm: math.NaN(), DifferenceKm: math.NaN()}

func band(b fiber.Band) cell { return cell{value: b.Base, low: b.Low, high: b.High} }

func million(b fiber.Band) cell {
	return cell{value: b.Base / 1e6, low: b.Low / 1e6, high: b.High / 1e6}
}

// nearestCentre is the round trip to the demand centre that is reached first.
func nearestCentre(centres []siting.Access) cell {
	best := noCell
	for _, c := range centres {
		if rtt := roundTrip(c); math.IsNaN(best.value) || rtt.value < best.value {
			best = rtt
		}
	}
	return best
}

// centre is the round trip to one demand centre.
func (r *Routes) centre(a *siting.Answer, id string) cell {
	for i, c := range r.Options.Centres {
		if c.ID == id {
			return roundTrip(a.Centres[i])
		}
	}
	return noCell
}

func share(shares []float64, i int) cell {
	if i >= len(shares) {
		return noCell
	}
	return exactly(100 * shares[i])
}

// served counts the workload classes that a place can serve.
func served(verdicts []fiber.Served) int {
	n := 0
	for _, v := range verdicts {
		if v.Verdict == fiber.Yes {
			n++
		}
	}
	return n
}
