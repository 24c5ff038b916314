package benchmark

import "github.com/wattbit/wattbit/model/cost"

// Size of a reactor in MW in the news figure "one nuclear plant": 1,000 to 1,350
// MW, from the common large units of Japan.
const (
	SmallReactorMW = 1000
	LargeReactorMW = 1350
)

// Reactors returns how many reactors a load in MW amounts to: the fewest, if they
// are large, and the most, if they are small.
func Reactors(mw float64) (fewest, most float64) { return mw / LargeReactorMW, mw / SmallReactorMW }

// EnergyMWh is the yearly energy of a peak load in MW at a load factor from 0 to 1.
func EnergyMWh(peakMW, loadFactor float64) float64 { return peakMW * cost.HoursPerYear * loadFactor }

// LoadFactor is the load factor that joins a peak in MW with a yearly energy in MWh.
func LoadFactor(peakMW, energyMWh float64) float64 { return energyMWh / (peakMW * cost.HoursPerYear) }
