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

// DelayJPY returns what a delay of so many years costs the operator of itMW:
// the margin on the revenue that is not made.
func DelayJPY(itMW, years, revenueJPYPerMWYear, margin float64) float64 {
	return itMW * years * revenueJPYPerMWYear * margin
}
