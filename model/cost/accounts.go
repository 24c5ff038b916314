package cost

import (
	"fmt"
	"math"
)

// Accounts are the four ways by which a yen that users spend on computing at home
// leaves the country, each as a share of that yen. They belong to different
// accounts of the balance of payments (services, primary income, goods, goods) and
// are shown apart: a sum would hide that a siting plan moves some and not others.
type Accounts struct {
	Services float64 `json:"services"` // digital services and licences paid abroad
	Profit   float64 `json:"profit"`   // profit that leaves by ownership
	Servers  float64 `json:"servers"`  // imported servers
	Fuel     float64 `json:"fuel"`     // imported fuel
}

// Retained is the domestic value retained, 1 less the four accounts. It is
// negative when more leaves than is spent.
func (a Accounts) Retained() float64 { return 1 - (a.Services + a.Profit + a.Servers + a.Fuel) }

// Outlay is where the yearly spending of a site's users goes, in real JPY a year.
type Outlay struct {
	ServicesJPY float64 // software, licences and cloud services bought by the operator
	ITJPY       float64 // servers and their network, annuitised
	EnergyJPY   float64 // power at the meter
	OtherJPY    float64 // building, land, grid, fiber, staff, taxes
	ProfitJPY   float64 // what is left for the owners; negative for a loss

	ServicesAbroad float64 // share of the services paid abroad
	ITImported     float64 // share of the IT's price paid for imports
	FuelShare      float64 // share of the power's price that is imported fuel, see ImportedFuelShare
	ForeignOwned   float64 // share of the owners who sit abroad
	OtherImported  float64 // share of the rest paid abroad; counted with the servers, as goods
}

// SpendingJPY is what the users pay: the sum of all that it goes to.
func (o Outlay) SpendingJPY() float64 {
	return o.ServicesJPY + o.ITJPY + o.EnergyJPY + o.OtherJPY + o.ProfitJPY
}

// Accounts splits a yen of the spending. The foreign owners' part of a loss flows
// in, so their account is negative. An error names the share that is not between 0
// and 1, the sum that is negative or missing, or a spending that is not above 0.
func (o Outlay) Accounts() (Accounts, error) {
	for _, s := range []struct {
		name string
		x    float64
	}{
		{"services abroad", o.ServicesAbroad}, {"imported IT", o.ITImported}, {"imported fuel", o.FuelShare},
		{"foreign owners", o.ForeignOwned}, {"other imports", o.OtherImported},
	} {
		if !(s.x >= 0 && s.x <= 1) {
			return Accounts{}, fmt.Errorf("accounts: share of %s %v; expected 0 to 1", s.name, s.x)
		}
	}
	for _, s := range []Amount{{"services", o.ServicesJPY}, {"IT", o.ITJPY}, {"energy", o.EnergyJPY}, {"other costs", o.OtherJPY}} {
		if !(s.JPY >= 0) || math.IsInf(s.JPY, 0) {
			return Accounts{}, fmt.Errorf("accounts: %s %v JPY; expected 0 or more", s.Name, s.JPY)
		}
	}
	spending := o.SpendingJPY()
	if !(spending > 0) || math.IsInf(spending, 0) {
		return Accounts{}, fmt.Errorf("accounts: users spend %v JPY; expected more than 0", spending)
	}
	return Accounts{
		Services: o.ServicesAbroad * o.ServicesJPY / spending,
		Profit:   o.ForeignOwned * o.ProfitJPY / spending,
		Servers:  (o.ITImported*o.ITJPY + o.OtherImported*o.OtherJPY) / spending,
		Fuel:     o.FuelShare * o.EnergyJPY / spending,
	}, nil
}

// ImportedFuelShare is the share of a power price that pays for imported fuel: the
// share of the energy from imported fuel times the cost of that fuel per kWh, over
// the price per kWh. It is at most 1, and NaN where a figure is out of range.
func ImportedFuelShare(fuelledShare, fuelJPYPerKWh, priceJPYPerKWh float64) float64 {
	if !(fuelledShare >= 0 && fuelledShare <= 1) || !(fuelJPYPerKWh >= 0) || !(priceJPYPerKWh > 0) {
		return math.NaN()
	}
	return min(1, fuelledShare*fuelJPYPerKWh/priceJPYPerKWh)
}

// AccountsJPY are the four accounts in JPY a year; more is more that leaves.
type AccountsJPY struct {
	ServicesJPY float64 `json:"services_jpy"`
	ProfitJPY   float64 `json:"profit_jpy"`
	ServersJPY  float64 `json:"servers_jpy"`
	FuelJPY     float64 `json:"fuel_jpy"`
}

// Times turns shares of a yen into JPY a year.
func (a Accounts) Times(spendingJPY float64) AccountsJPY {
	return AccountsJPY{a.Services * spendingJPY, a.Profit * spendingJPY, a.Servers * spendingJPY, a.Fuel * spendingJPY}
}

// Less returns the difference of two, account by account.
func (a AccountsJPY) Less(b AccountsJPY) AccountsJPY {
	return AccountsJPY{a.ServicesJPY - b.ServicesJPY, a.ProfitJPY - b.ProfitJPY, a.ServersJPY - b.ServersJPY, a.FuelJPY - b.FuelJPY}
}
