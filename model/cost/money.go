package cost

import "math"

// HoursPerYear is the mean of a calendar year without leap days.
const HoursPerYear = 8760

// CRF returns the capital recovery factor r(1+r)^n/((1+r)^n−1): the equal
// payment at the end of each of n years that repays 1 at the rate r. It is 1/n
// for r = 0, and NaN unless r ≥ 0 and n > 0.
func CRF(rate, years float64) float64 {
	if !(rate >= 0) || !(years > 0) {
		return math.NaN()
	}
	if rate == 0 {
		return 1 / years
	}
	return rate / -math.Expm1(-years*math.Log1p(rate))
}

// Discount returns (1+r)^−years, the value today of 1 paid in so many years.
func Discount(rate, years float64) float64 {
	return math.Exp(-years * math.Log1p(rate))
}

// ResidualShare returns what is left of a purchase of the given life at an age,
// as a share of its price, when it is written off in equal annuities: the value
// of the annuities to come, (1−(1+r)^(age−life))/(1−(1+r)^−life). It is linear
// for r = 0, 0 from the end of its life on, and 1 for an infinite life.
func ResidualShare(rate, lifeYears, ageYears float64) float64 {
	switch {
	case !(rate >= 0) || !(lifeYears > 0) || !(ageYears >= 0):
		return math.NaN()
	case math.IsInf(lifeYears, 1):
		return 1
	case ageYears >= lifeYears:
		return 0
	case rate == 0:
		return 1 - ageYears/lifeYears
	}
	g := math.Log1p(rate)
	return math.Expm1((ageYears-lifeYears)*g) / math.Expm1(-lifeYears*g)
}

// Part is an investment within a levelised cost.
type Part struct {
	CapexJPY  float64
	LifeYears float64
}

// Levelised is what goes into the levelised cost of a facility or of compute.
type Levelised struct {
	Rate  float64 // real discount rate, a year
	Parts []Part  // facility, land, connection, fiber, IT

	// FixedJPYPerYear are fixed costs and taxes less subsidies.
	FixedJPYPerYear float64

	ITMW        float64
	Utilization float64 // mean IT load over ITMW
	PUE         float64
	// EnergyJPYPerMWh is energy, wheeling, levies, capacity and carbon at the
	// meter.
	EnergyJPYPerMWh float64
	LossShare       float64 // lost between meter and equipment room, 0 to below 1
}

// JPYPerITkWh returns the levelised cost by kWh of IT energy:
//
//	(Σ CRF·capex + fixed) / (P·u·8760) + PUE·energy/(1 − loss)
//
// It is NaN where a figure is out of range.
func (l Levelised) JPYPerITkWh() float64 {
	annual := l.FixedJPYPerYear
	for _, part := range l.Parts {
		annual += part.CapexJPY * CRF(l.Rate, part.LifeYears)
	}
	itMWh := l.ITMW * l.Utilization * HoursPerYear
	if !(itMWh > 0) || !(l.PUE >= 1) || !(l.LossShare >= 0 && l.LossShare < 1) {
		return math.NaN()
	}
	return (annual/itMWh + l.PUE*l.EnergyJPYPerMWh/(1-l.LossShare)) / 1000
}

// DelayJPY returns what a delay of so many years costs the operator of itMW:
// the margin on the revenue that is not made.
func DelayJPY(itMW, years, revenueJPYPerMWYear, margin float64) float64 {
	return itMW * years * revenueJPYPerMWYear * margin
}
