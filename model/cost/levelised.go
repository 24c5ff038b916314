package cost

import "math"

// Lives over which investments are written off, in years: IT 5, buildings and
// plant 20 to 25, land, connection and fiber 30. Wattbit assumptions.
const (
	ITYears       = 5.0
	FacilityYears = 22.5
	LandYears     = 30.0
)

// Part is an investment within a levelised cost.
type Part struct {
	Name      string // "Building and plant"
	CapexJPY  float64
	LifeYears float64
	IT        bool // servers and their network: in the cost of compute, not of the facility
}

// Amount is a named sum: JPY a year, or JPY per MWh at the meter.
type Amount struct {
	Name string
	JPY  float64
}

// Levelised is what goes into the levelised cost of a facility or of compute.
// Money is real.
type Levelised struct {
	Rate  float64 // real discount rate, a year
	Parts []Part  // facility, land, connection, fiber, IT

	Yearly  []Amount // fixed costs and taxes in JPY a year; a subsidy is negative
	Tariffs []Amount // energy, wheeling, levies, capacity, carbon in JPY/MWh at the meter

	ITMW        float64
	Utilization float64 // mean IT load over ITMW
	PUE         float64
	LossShare   float64 // lost between meter and equipment room, 0 to below 1
}

// Step is one item of a levelised cost.
type Step struct {
	Name        string
	JPYPerITkWh float64
}

// The steps that every levelised cost has beside its parts and amounts.
const (
	StepOverhead = "Cooling and other overhead"
	StepLosses   = "Losses behind the meter"
)

// Waterfall returns the levelised cost of compute (LCOC) by item, in the order of
// parts, yearly amounts and tariffs; each tariff counts for the IT's own energy,
// the overhead of PUE and the losses follow as steps of their own. The steps sum to
// JPYPerITkWh. Every step is NaN where a figure is out of range.
func (l Levelised) Waterfall() []Step { return l.steps(true) }

// JPYPerITkWh returns the levelised cost of compute (LCOC) by kWh of IT energy:
//
//	(Σ CRF·capex + yearly) / (P·u·8760) + PUE·tariffs/(1 − loss)
//
// It is NaN where a figure is out of range.
func (l Levelised) JPYPerITkWh() float64 { return total(l.steps(true)) }

// FacilityJPYPerITkWh is the levelised cost of the facility: the same without the
// IT parts.
func (l Levelised) FacilityJPYPerITkWh() float64 { return total(l.steps(false)) }

func total(steps []Step) float64 {
	sum := 0.0
	for _, s := range steps {
		sum += s.JPYPerITkWh
	}
	return sum
}

func (l Levelised) steps(withIT bool) []Step {
	itKWh := l.ITMW * l.Utilization * HoursPerYear * 1000
	if !(itKWh > 0) || !(l.PUE >= 1) || !(l.LossShare >= 0 && l.LossShare < 1) {
		itKWh = math.NaN()
	}
	var steps []Step
	for _, p := range l.Parts {
		if withIT || !p.IT {
			steps = append(steps, Step{p.Name, p.CapexJPY * CRF(l.Rate, p.LifeYears) / itKWh})
		}
	}
	for _, y := range l.Yearly {
		steps = append(steps, Step{y.Name, y.JPY / itKWh})
	}
	perKWh, known := 0.0, itKWh/itKWh // 1, or NaN where a figure is out of range
	for _, tariff := range l.Tariffs {
		steps = append(steps, Step{tariff.Name, tariff.JPY / 1000 * known})
		perKWh += tariff.JPY / 1000 * known
	}
	return append(steps,
		Step{StepOverhead, (l.PUE - 1) * perKWh},
		Step{StepLosses, l.PUE * perKWh * (1/(1-l.LossShare) - 1)})
}

// CarbonPriceSource is what CarbonPriceJPYPerT stands on.
const CarbonPriceSource = "METI, price bounds of the GX-ETS of 19 December 2025 for fiscal 2026, rising by 3 % a year until fiscal 2030, via online.bci.co.jp 4398 and alterna.co.jp 166133; the same rise after 2030 and the middle as base are wattbit assumptions"

// CarbonPriceJPYPerT is the price of a tonne of CO₂ in a year from 2026 on: between
// the lower and the upper price of Japan's emissions trading. The rise of 3 % a year
// follows prices in general, so the figure is in the money of its year. Unknown
// before 2026.
func CarbonPriceJPYPerT(year int) Range {
	const from = 2026
	if year < from {
		return Unknown()
	}
	return Range{1700, 3000, 4300}.Times(math.Pow(1.03, float64(year-from)))
}

// CarbonJPYPerMWh is what carbon of so many grams per kWh adds to a MWh.
func CarbonJPYPerMWh(gPerKWh float64, year int) Range {
	return CarbonPriceJPYPerT(year).Times(gPerKWh / 1000)
}
