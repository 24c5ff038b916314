package portfolio

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/plan"
)

// addFibers adds the ways to join a draft to one state of the optical network.
// With a span that may be built only a way that reaches or protects more counts.
func (st *Study) addFibers(d *draft, network int, one, two *siting.Answer) {
	b := st.networkFor[network]
	ways := []*siting.Answer{one, two}
	if b.span >= 0 {
		ways = ways[1:]
	}
	for _, a := range ways {
		spurs := min(len(a.Spurs), 2)
		if a == one {
			spurs = min(len(a.Spurs), 1)
		}
		jpy := a.OneSpurJPY.Base
		if a == two {
			jpy = a.TwoSpursJPY.Base
		}
		if spurs == 0 || math.IsNaN(jpy) || a.Spurs[0].Crosses {
			continue
		}
		f := st.fiberOption(b, a, spurs, jpy, network)
		if math.IsNaN(f.option.RTTms) {
			continue // it reaches no metro
		}
		if b.span >= 0 && !addsReach(f.option, d.site.Fibers) {
			continue
		}
		d.Fibers = append(d.Fibers, f.FiberWay)
		d.site.Fibers = append(d.site.Fibers, f.option)
	}
}

// fiberOption is an option with what it stands for.
type fiberOption struct {
	FiberWay
	option plan.Fiber
}

func (st *Study) fiberOption(b *bits, a *siting.Answer, spurs int, spursJPY float64, network int) fiberOption {
	s := st.Settings
	f := fiberOption{FiberWay: FiberWay{Spurs: spurs, Span: b.span, Answer: a}}
	f.option = plan.Fiber{
		ID: fmt.Sprintf("%d-spur", spurs), ReadyYear: st.readyYear(s.Fiber.LeadYears), Hubs: 1,
		Capex: st.networkCapex(plan.Money{Private: spursJPY * s.Fiber.CostFactor}),
	}
	if b.span >= 0 {
		f.option.ID += "+" + s.Fiber.Spans[b.span].ID
		f.option.Shared = []int{network - 1}
		f.option.ReadyYear = max(f.option.ReadyYear, s.Fiber.Spans[b.span].Year)
	}
	if month, _, err := st.book.Get("apn-100g", "JPY/month"); err == nil {
		f.option.PerYear = plan.Money{Private: 12 * month.Base * float64(s.Fiber.Wavelengths*spurs) * s.Fiber.CostFactor}
	}
	if spurs == 2 {
		f.option.Diversity, f.option.Hubs = diversityOf(a)
	}
	for m := range st.Metros {
		rtt := math.NaN()
		if m < len(a.Centres) && len(a.Centres[m].RTTms) > 0 {
			rtt = a.Centres[m].RTTms[0].Base
		}
		f.RTTms = append(f.RTTms, rtt)
	}
	f.option.RTTms = st.meanRTTms(f.RTTms)
	for _, id := range st.classIDs {
		limit := s.Classes[id].RTTms
		reach := make([]bool, len(st.Metros))
		for m, rtt := range f.RTTms {
			reach[m] = !math.IsNaN(rtt) && (limit == 0 || rtt <= limit)
		}
		f.option.Reach = append(f.option.Reach, reach)
	}
	return f
}

// leastRTTms keeps the mean round trip of a site next to the only metro above 0.
const leastRTTms = 1e-3

// meanRTTms is the mean round trip to the metros that are reached, by their
// people, whoever the site serves; metros whose people are not known count
// nothing unless none is known. NaN where no metro is reached.
func (st *Study) meanRTTms(rtts []float64) float64 {
	sum, people, plain, reached := 0.0, 0.0, 0.0, 0.0
	for m, weight := range st.peopleShares() {
		if rtt := rtts[m]; !math.IsNaN(rtt) {
			sum += float64(rtt * weight)
			people += weight
			plain += rtt
			reached++
		}
	}
	if people > 0 {
		return math.Max(leastRTTms, sum/people)
	}
	return math.Max(leastRTTms, plain/reached)
}

// planKinds are the kinds of disjointness in the words of model/plan.
var planKinds = []struct {
	fiber fiber.Disjointness
	plan  plan.Diversity
}{{fiber.RiskNodeDisjoint, plan.RiskDisjoint}, {fiber.NodeDisjoint, plan.NodeDisjoint}, {fiber.EdgeDisjoint, plan.SpanDisjoint}}

// diversityOf is the best that a site's two spurs offer: routes to two different
// hubs before routes to one.
func diversityOf(a *siting.Answer) (plan.Diversity, int) {
	best := func(d siting.Diversity) plan.Diversity {
		for _, kind := range planKinds {
			for _, p := range d.Pairs {
				if p.Kind == kind.fiber && p.Found {
					return kind.plan
				}
			}
		}
		return plan.SingleRoute
	}
	if d := best(a.Apart); d != plan.SingleRoute {
		return d, 2
	}
	one := plan.SingleRoute
	for _, h := range a.Hubs {
		one = max(one, best(h.Diversity))
	}
	return one, 1
}

// addsReach reports whether an option serves a demand or protects in a way that
// none of the others does.
func addsReach(f plan.Fiber, others []plan.Fiber) bool {
	for _, o := range others {
		covers := o.Diversity >= f.Diversity && o.Hubs >= f.Hubs
		for k := range f.Reach {
			for m := range f.Reach[k] {
				covers = covers && (o.Reach[k][m] || !f.Reach[k][m])
			}
		}
		if covers {
			return false
		}
	}
	return true
}
