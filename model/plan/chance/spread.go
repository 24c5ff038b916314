package chance

import (
	"math"
	"math/rand/v2"

	"github.com/wattbit/wattbit/model/plan"
)

// Spread says how uncertain figures are: the standard deviation of the
// logarithm of a factor with median 1, so that 0.1 is about ±10 %. A factor is
// one draw for all sites; BySite is drawn for each on top.
type Spread struct {
	Demand, Site, Land, Connection, Fiber, Reinforcement float64
	Energy, Wheeling, Fixed, CarbonPrice, Unserved       float64

	System float64 // the weight of the system's costs against the private ones
	BySite float64 // capex, land and energy of each site
}

// Perturb draws a problem, for Study.Perturb. Every factor is drawn, whatever
// its spread, so that studies of one seed share their draws.
func (s Spread) Perturb(r *rand.Rand, p *plan.Problem) (*plan.Problem, error) {
	draw := func(sd float64) float64 { return math.Exp(sd * r.NormFloat64()) }
	f := plan.Factors{
		Demand: draw(s.Demand), Site: draw(s.Site), Land: draw(s.Land), Connection: draw(s.Connection),
		Fiber: draw(s.Fiber), Reinforcement: draw(s.Reinforcement), Energy: draw(s.Energy),
		Wheeling: draw(s.Wheeling), Fixed: draw(s.Fixed), CarbonPrice: draw(s.CarbonPrice),
		Unserved: draw(s.Unserved), System: draw(s.System),
	}
	for range p.Sites {
		f.BySite = append(f.BySite, draw(s.BySite))
	}
	return p.Scaled(f), nil
}
