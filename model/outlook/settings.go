package outlook

// Settings are the sections of a scenario that an outlook is made from; every
// default stands in the scenario "base".
type Settings struct {
	Accounts    Accounts
	Sovereignty Sovereignty
	Readings    Readings
}

// Accounts say where the money of a site's users goes.
type Accounts struct {
	ITMJPYPerMW         float64 `yaml:"it_mjpy_per_mw" json:"it_mjpy_per_mw" jsonschema:"minimum=0,description=servers and their network by IT MW in millions of JPY"`
	ITLifeYears         float64 `yaml:"it_life_years" json:"it_life_years" jsonschema:"minimum=1,maximum=30,description=years over which servers are written off"`
	ITImportedPct       float64 `yaml:"it_imported_pct" json:"it_imported_pct" jsonschema:"minimum=0,maximum=100,description=share of the price of servers that pays for imports"`
	ServicesMJPYPerMW   float64 `yaml:"services_mjpy_per_mw" json:"services_mjpy_per_mw" jsonschema:"minimum=0,description=software and licences and cloud services that the operator buys by IT MW and year in millions of JPY"`
	ServicesAbroadPct   float64 `yaml:"services_abroad_pct" json:"services_abroad_pct" jsonschema:"minimum=0,maximum=100,description=share of these services that is paid abroad"`
	ForeignOwnedPct     float64 `yaml:"foreign_owned_pct" json:"foreign_owned_pct" jsonschema:"minimum=0,maximum=100,description=share of the owners who sit abroad"`
	ProfitPct           float64 `yaml:"profit_pct" json:"profit_pct" jsonschema:"minimum=0,maximum=90,description=profit in percent of what users pay"`
	FuelJPYPerKWh       float64 `yaml:"fuel_jpy_kwh" json:"fuel_jpy_kwh" jsonschema:"minimum=0,maximum=1000,description=imported fuel in a kWh from fuel"`
	OtherImportedPct    float64 `yaml:"other_imported_pct" json:"other_imported_pct" jsonschema:"minimum=0,maximum=100,description=share of buildings and lines and staff that is paid abroad; counted with the servers"`
	ITSource            string  `yaml:"it_source" json:"it_source"`
	ServicesSource      string  `yaml:"services_source" json:"services_source"`
	OwnershipSource     string  `yaml:"ownership_source" json:"ownership_source"`
	FuelSource          string  `yaml:"fuel_source" json:"fuel_source"`
	OtherImportedSource string  `yaml:"other_imported_source" json:"other_imported_source"`
}

// Sovereignty says which share of the plan is under domestic control. A share that
// is absent is unknown. Energy and network come from the atlas and the plan.
type Sovereignty struct {
	OwnershipPct    *float64 `yaml:"ownership_pct,omitempty" json:"ownership_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=MW whose owner is controlled at home; null for unknown"`
	JurisdictionPct *float64 `yaml:"jurisdiction_pct,omitempty" json:"jurisdiction_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=MW that answer to domestic law alone; null for unknown"`
	OperationPct    *float64 `yaml:"operation_pct,omitempty" json:"operation_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=MW whose software and keys are run at home; null for unknown"`
	HardwarePct     *float64 `yaml:"hardware_pct,omitempty" json:"hardware_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=value of the servers made at home; null for unknown"`
	Source          string   `yaml:"source" json:"source"`
}

// Readings say how the other figures are read off a plan.
type Readings struct {
	LatencyBoundMs float64   `yaml:"latency_bound_ms" json:"latency_bound_ms" jsonschema:"exclusiveMinimum=0,maximum=1000,description=classes with a round trip of at most this are called bound by latency"`
	Survival       Survive   `yaml:"survival" json:"survival"`
	Matched        []Match   `yaml:"matched" json:"matched" jsonschema:"maxItems=10,description=shares of carbon-free energy that the levelised cost is told for"`
	MatchedSource  string    `yaml:"matched_source" json:"matched_source"`
	Flexible       Curtailed `yaml:"flexible" json:"flexible"`
	Source         string    `yaml:"source" json:"source"`
}

// Survive says which events the plan's sites are held against.
type Survive struct {
	Shocks  []string `yaml:"shocks" json:"shocks" jsonschema:"maxItems=10,description=built-in shocks by name"`
	Samples int      `yaml:"samples" json:"samples" jsonschema:"minimum=0,maximum=10000,description=events drawn of each; 0 for the median event"`
	Spans   int      `yaml:"cut_spans" json:"cut_spans" jsonschema:"minimum=0,maximum=6,description=spans lost in the worst cut; 0 for no search"`
	Source  string   `yaml:"source" json:"source"`
}

// Match is a share of carbon-free energy and what a matched kWh costs more.
type Match struct {
	Pct              float64 `yaml:"pct" json:"pct" jsonschema:"minimum=0,maximum=100"`
	PremiumJPYPerKWh float64 `yaml:"premium_jpy_kwh" json:"premium_jpy_kwh" jsonschema:"minimum=0,maximum=1000"`
}

// Curtailed says what flexible loads give up.
type Curtailed struct {
	EnergyPct []float64 `yaml:"energy_pct" json:"energy_pct" jsonschema:"minItems=1,maxItems=20,description=energy curtailed in percent of a year's; rising"`
	DepthPct  float64   `yaml:"depth_pct" json:"depth_pct" jsonschema:"minimum=0,maximum=95,description=deepest cut of the load in percent"`
	Movable   []string  `yaml:"movable_classes" json:"movable_classes" jsonschema:"description=classes of workload that may run at another hub for some hours"`
	Source    string    `yaml:"source" json:"source"`
}
