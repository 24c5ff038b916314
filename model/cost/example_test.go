package cost_test

import (
	"fmt"
	"log"

	"github.com/wattbit/wattbit/model/cost"
)

func ExampleLevelised_Waterfall() {
	l := cost.Levelised{
		Rate:    0.05,
		Parts:   []cost.Part{{Name: "Building and plant", CapexJPY: 220e9, LifeYears: cost.FacilityYears}, {Name: "Connection", CapexJPY: 5e9, LifeYears: cost.LandYears}},
		Tariffs: []cost.Amount{{Name: "Energy", JPY: 18_000}, {Name: "Carbon", JPY: cost.CarbonJPYPerMWh(400, 2030).Base}},
		ITMW:    100, Utilization: 0.8, PUE: 1.3, LossShare: 0.02,
	}
	for _, step := range l.Waterfall() {
		fmt.Printf("%-28s %5.2f\n", step.Name, step.JPYPerITkWh)
	}
	fmt.Printf("%-28s %5.2f JPY per kWh of IT\n", "together", l.JPYPerITkWh())
	// Output:
	// Building and plant           23.55
	// Connection                    0.46
	// Energy                       18.00
	// Carbon                        1.35
	// Cooling and other overhead    5.81
	// Losses behind the meter       0.51
	// together                     49.69 JPY per kWh of IT
}

func ExampleOutlay_Accounts() {
	o := cost.Outlay{ // JPY bn a year
		ServicesJPY: 10, ITJPY: 40, EnergyJPY: 20, OtherJPY: 20, ProfitJPY: 10,
		ServicesAbroad: 0.8, ITImported: 0.9, FuelShare: cost.ImportedFuelShare(0.7, 10, 20), ForeignOwned: 0.5,
	}
	a, err := o.Accounts()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("services %.2f, profit %.2f, servers %.2f, fuel %.2f; retained %.2f\n", a.Services, a.Profit, a.Servers, a.Fuel, a.Retained())
	// Output: services 0.08, profit 0.05, servers 0.36, fuel 0.07; retained 0.44
}
