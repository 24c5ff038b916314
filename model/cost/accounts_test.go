package cost

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFourAccountsAndTheRest holds that the four accounts and what is retained sum
// to 1, what is retained being added up from what stays at home.
func TestFourAccountsAndTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sum := func(name string) float64 { return rapid.Float64Range(0, 1e12).Draw(t, name) }
		part := func(name string) float64 { return rapid.Float64Range(0, 1).Draw(t, name) }
		o := Outlay{ServicesJPY: sum("services"), ITJPY: sum("IT"), EnergyJPY: sum("energy"), OtherJPY: 1 + sum("other"), ProfitJPY: sum("profit"),
			ServicesAbroad: part("abroad"), ITImported: part("imported"), FuelShare: part("fuel"), ForeignOwned: part("foreign"), OtherImported: part("rest")}
		a, err := o.Accounts()
		if err != nil {
			t.Fatal(err)
		}
		home := (1-o.ServicesAbroad)*o.ServicesJPY + (1-o.ITImported)*o.ITJPY + (1-o.FuelShare)*o.EnergyJPY + (1-o.OtherImported)*o.OtherJPY + (1-o.ForeignOwned)*o.ProfitJPY
		near(t, "four accounts and the rest", a.Services+a.Profit+a.Servers+a.Fuel+home/o.SpendingJPY(), 1, 1e-12)
		near(t, "retained", a.Retained(), home/o.SpendingJPY(), 1e-12)
		for _, x := range []float64{a.Services, a.Profit, a.Servers, a.Fuel} {
			if x < 0 || x > 1 {
				t.Fatalf("%+v", a)
			}
		}
	})
}

// TestAccountsByHand: of 100 yen 10 go to services, 40 to servers, 20 to power, 20
// to the rest and 10 are profit.
func TestAccountsByHand(t *testing.T) {
	o := Outlay{ServicesJPY: 10, ITJPY: 40, EnergyJPY: 20, OtherJPY: 20, ProfitJPY: 10, ServicesAbroad: 0.8, ITImported: 0.9, FuelShare: 0.35, ForeignOwned: 0.5, OtherImported: 0.1}
	a, err := o.Accounts()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "services", a.Services, 0.08, 1e-15)
	near(t, "profit", a.Profit, 0.05, 1e-15)
	near(t, "servers", a.Servers, 0.38, 1e-15)
	near(t, "fuel", a.Fuel, 0.07, 1e-15)
	near(t, "retained", a.Retained(), 0.42, 1e-15)
	o.ProfitJPY = -10
	if a, err = o.Accounts(); err != nil || a.Profit >= 0 {
		t.Errorf("a loss: %+v, %v", a, err)
	}
}

func TestAccountsRefuse(t *testing.T) {
	good := Outlay{ITJPY: 1}
	for want, spoil := range map[string]func(*Outlay){
		"share of imported IT 1.5":          func(o *Outlay) { o.ITImported = 1.5 },
		"share of imported fuel NaN":        func(o *Outlay) { o.FuelShare = math.NaN() },
		"share of foreign owners -1":        func(o *Outlay) { o.ForeignOwned = -1 },
		"energy -1 JPY":                     func(o *Outlay) { o.EnergyJPY = -1 },
		"users spend 0 JPY":                 func(o *Outlay) { o.ITJPY = 0 },
		"users spend NaN JPY":               func(o *Outlay) { o.ProfitJPY = math.NaN() },
		"users spend -1 JPY; expected more": func(o *Outlay) { o.ProfitJPY = -2 },
	} {
		o := good
		spoil(&o)
		if _, err := o.Accounts(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestImportedFuelShare(t *testing.T) {
	near(t, "70 % at 10 of 20 JPY", ImportedFuelShare(0.7, 10, 20), 0.35, 1e-15)
	near(t, "dear fuel", ImportedFuelShare(1, 30, 20), 1, 0)
	if x := ImportedFuelShare(0.7, 10, 0); !math.IsNaN(x) {
		t.Errorf("without a price %v", x)
	}
}

func TestDeficitCases(t *testing.T) {
	a := Accounts{Services: 0.1, Profit: 0.05, Servers: 0.4, Fuel: 0.07}
	cases := DeficitCases(1e12, a)
	if len(cases) != 9 {
		t.Fatalf("%d cases, want three paths by three substitutions", len(cases))
	}
	// Without substitution the plan widens every account; with 0.6 of a trillion
	// it saves 0.5 trillion of services, 1/36 of the base path, and imports all the same.
	near(t, "σ 0", cases[0].Change.ServicesJPY, 0.1e12, 1e-12)
	near(t, "σ 0.6", cases[2].Change.ServicesJPY, -0.5e12, 1e-12)
	near(t, "of the base path", cases[2].OfPath, -1./36, 1e-12)
	near(t, "of the last path", cases[8].OfPath, -0.5/45, 1e-12)
	for _, c := range cases {
		near(t, "servers", c.Change.ServersJPY, 0.4e12, 1e-12)
		if c.Path.Source == "" || !c.Path.Evidence.Valid() || c.Path.Year != 2035 {
			t.Errorf("%+v", c.Path)
		}
	}
}

func TestSitingAlone(t *testing.T) {
	before, after := Accounts{0.1, 0.05, 0.4, 0.07}, Accounts{0.02, 0.01, 0.3, 0.05}
	change := SitingAlone(1e12, before, after)
	if change.ServicesJPY != 0 || change.ProfitJPY != 0 || change.ServersJPY != 0 {
		t.Errorf("siting moves %+v", change)
	}
	near(t, "fuel", change.FuelJPY, -20e9, 1e-12)
	for fuel, want := range map[float64]string{-20e9: "saves 20.0 bn JPY", 3e9: "adds 3.0 bn JPY", math.NaN(): "not known"} {
		text := SitingSentence(AccountsJPY{FuelJPY: fuel})
		if !strings.Contains(text, want) || !strings.Contains(text, "moves nothing of a digital deficit of 18, 28, 45 trillion JPY in 2035") || !strings.Contains(text, "CRIEPI") {
			t.Errorf("%v: %s", fuel, text)
		}
	}
	d := Accounts{0.1, 0.2, 0.3, 0.4}.Times(10).Less(AccountsJPY{1, 1, 1, 1})
	near(t, "difference", d.FuelJPY, 3, 1e-12)
	near(t, "difference", d.ServicesJPY, 0, 1e-12)
}
