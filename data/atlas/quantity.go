package atlas

// Quantity is something that figures tell of regions and places.
type Quantity struct {
	Name     string
	Unit     string
	Min, Max float64 // plausible values, ends included
	Meaning  string
}

// Quantities are those the planner knows, by table.
var quantities = map[string][]Quantity{
	"areas": {
		{"frequency", "Hz", 50, 60, "supply frequency"},
		{"peak_demand", "MW", 100, 200e3, "highest demand of the year"},
		{"summer_peak", "MW", 100, 200e3, "highest demand of the summer"},
		{"winter_peak", "MW", 100, 200e3, "highest demand of the winter"},
		{"reserve_margin", "%", -20, 200, "supply beyond the expected peak, in the tightest month"},
		{"carbon_intensity", "g/kWh", 0, 1500, "life-cycle CO₂ of the area's generation"},
		{"renewable_share", "%", 0, 100, "share of renewable generation"},
		{"nuclear_share", "%", 0, 100, "share of nuclear generation"},
		{"industrial_price", "JPY/kWh", 0, 200, "mean price of electricity for industry"},
		{"hv_wheeling_basic", "JPY/kW/month", 0, 10e3, "wheeling at high voltage, 6.6 kV, by capacity"},
		{"hv_wheeling_energy", "JPY/kWh", 0, 100, "wheeling at high voltage, 6.6 kV, by energy"},
		{"hv_loss", "%", 0, 50, "loss rate at high voltage"},
	},
	"hazards": {
		{"seismic_probability", "%", 0, 100, "shaking of JMA intensity 6-lower or more within 30 years"},
		{"tsunami_height", "m", 0, 100, "highest expected tsunami at the worst point of the coast; 0 without a coast"},
	},
	"climate": {
		{"annual_mean_temperature", "°C", -30, 40, "normal of the year"},
		{"august_mean_temperature", "°C", -30, 50, "normal of August"},
		{"annual_max_snow_depth", "cm", 0, 2000, "normal of the year's deepest snow"},
	},
	"land": {
		{"industrial_land_price", "JPY/m2", 100, 10e6, "mean price of industrial land"},
	},
}

// Quantities lists what the planner knows to do with in a table of figures:
// areas, hazards, climate or land.
func Quantities(tableName string) []Quantity {
	return append([]Quantity(nil), quantities[tableName]...)
}

func quantity(tableName, name string) (Quantity, bool) {
	for _, q := range quantities[tableName] {
		if q.Name == name {
			return q, true
		}
	}
	return Quantity{}, false
}

// costUnits and forecastUnits are the units a planner's sums can take.
var (
	costUnits     = []string{"JPY", "JPY/km", "JPY/MW", "JPY/MVA", "JPY/kW", "JPY/month", "JPY/kWh", "years"}
	forecastUnits = []string{"MW", "MWh", "%", "%/year"}
)

// Lookup gives the newest figure of a quantity for a subject.
func Lookup(figures []Figure, subject, name string) (Figure, bool) {
	var newest Figure
	found := false
	for _, f := range figures {
		if f.Subject == subject && f.Quantity == name && (!found || f.Year > newest.Year) {
			newest, found = f, true
		}
	}
	return newest, found
}
