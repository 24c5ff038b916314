package site

// Least is the least value an indicator can take at all; false for those that
// have none, such as temperatures and margins.
func Least(id string) (float64, bool) {
	for _, indicator := range Catalogue() {
		if indicator.ID == id {
			return 0, neverNegative[indicator.Unit]
		}
	}
	return 0, false
}

// neverNegative are the units of lengths, times, powers and prices.
var neverNegative = map[string]bool{
	"km": true, "ms": true, "MW": true, "years": true, "JPY/kWh": true, "ha": true, "gCO₂/kWh": true, "g/kWh": true, "M JPY": true, "M JPY/MW": true, "routes": true,
}
