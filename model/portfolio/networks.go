package portfolio

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/plan"
)

// bits is the optical network with or without a span that may be built.
type bits struct {
	network *fiber.Network
	// one joins a site by its nearest node alone, two by a diverse pair.
	one, two *siting.Survey
	options  siting.Options // of two
	span     int            // of Settings.Fiber.Spans, −1 for none
}

// addNetworks prepares the optical network as it is, with the spans that come
// anyhow, and once with each span that may be built.
func (st *Study) addNetworks(ctx context.Context) error {
	base := st.in.Routes.Network
	var err error
	for k, s := range st.Settings.Fiber.Spans {
		if s.Built {
			if base, err = withSpan(base, s); err != nil {
				return inSetting("fiber.spans", fmt.Errorf("fiber.spans[%d]: %w", k, err))
			}
		}
	}
	asIs, err := st.newBits(ctx, base, -1)
	if err != nil {
		return err
	}
	st.networkFor = []*bits{asIs}
	for k, s := range st.Settings.Fiber.Spans {
		if s.Built {
			continue
		}
		network, err := withSpan(base, s)
		if err != nil {
			return inSetting("fiber.spans", fmt.Errorf("fiber.spans[%d]: %w", k, err))
		}
		b, err := st.newBits(ctx, network, k)
		if err != nil {
			return err
		}
		cost, _, err := st.book.Get(s.Cost, "JPY/km")
		if err != nil {
			return inSetting("fiber.spans", fmt.Errorf("fiber.spans[%d].cost: %w", k, err))
		}
		st.networkFor = append(st.networkFor, b)
		st.Problem.Shared = append(st.Problem.Shared, plan.Shared{
			ID: "span:" + s.ID, Fiber: true, ReadyYear: s.Year,
			Capex: st.networkCapex(plan.Money{System: cost.Base * s.Km * st.Settings.Fiber.CostFactor}),
		})
	}
	return nil
}

// withSpan adds a span of a stated length, which no geodesic may exceed.
func withSpan(n *fiber.Network, s Span) (*fiber.Network, error) {
	var ends [2]orb.Point
	for k, id := range []string{s.From, s.To} {
		v, err := n.NodeIndex(id)
		if err != nil {
			return nil, err
		}
		ends[k] = n.Node(v).Location
	}
	if air := geo.DistanceKm(ends[0], ends[1]); s.Km < air {
		return nil, fmt.Errorf("span %q is %g km long, less than the air line of %.1f km", s.ID, s.Km, air)
	}
	return n.Apply(spanEdit(s))
}

func spanEdit(s Span) fiber.Edit {
	return fiber.AddSpan{Span: optical.Span{
		ID: s.ID, Name: s.Title, From: s.From, To: s.To, LengthKm: s.Km, LengthBasis: optical.Estimated,
		SharedRisk: s.Risks, CapacityGbps: math.NaN(), ReadyForService: strconv.Itoa(s.Year),
	}}
}

func (st *Study) newBits(ctx context.Context, network *fiber.Network, span int) (*bits, error) {
	o := st.in.Routes.Options
	o.Kinds = []fiber.Disjointness{fiber.EdgeDisjoint, fiber.NodeDisjoint, fiber.RiskNodeDisjoint}
	o.Centres, o.People, o.Classes = nil, nil, nil
	for _, m := range st.Metros {
		o.Centres = append(o.Centres, siting.Centre{ID: m.ID, Location: m.Location})
	}
	b := &bits{network: network, span: span, options: o}
	var err error
	if b.two, err = siting.New(ctx, network, o, st.workers()); err != nil {
		return nil, err
	}
	o.Near = 1
	b.one, err = siting.New(ctx, network, o, st.workers())
	return b, err
}

func (st *Study) workers() int {
	if st.in.Workers > 0 {
		return st.in.Workers
	}
	return 1
}
