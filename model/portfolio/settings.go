package portfolio

// Settings say what is planned. They are the section "plan" of a scenario; every
// default stands in the scenario "base".
type Settings struct {
	Method      string  `yaml:"method" json:"method" jsonschema:"enum=joint,enum=bau,enum=watt-first,enum=bit-first,enum=sequential,description=whose plan the run's figures are about"`
	BaseYear    int     `yaml:"base_year" json:"base_year" jsonschema:"minimum=2000,maximum=2200,description=today: lead times count from the start of this year and money is discounted to it"`
	Periods     []int   `yaml:"periods" json:"periods" jsonschema:"minItems=1,maxItems=12,description=first year of each period; rising"`
	HorizonYear int     `yaml:"horizon_year" json:"horizon_year" jsonschema:"description=first year after the last period"`
	DiscountPct float64 `yaml:"discount_pct" json:"discount_pct" jsonschema:"minimum=0,maximum=30,description=real discount rate in percent a year"`

	Demand   Demand           `yaml:"demand" json:"demand"`
	Classes  map[string]Class `yaml:"classes" json:"classes" jsonschema:"description=classes of workload by id"`
	Delay    Delay            `yaml:"delay" json:"delay"`
	Facility Facility         `yaml:"facility" json:"facility"`
	Sites    Sites            `yaml:"sites" json:"sites"`
	Grid     Grid             `yaml:"grid" json:"grid"`
	Fiber    Fiber            `yaml:"fiber" json:"fiber"`
	Costs    Costs            `yaml:"costs" json:"costs"`
	Policy   Policy           `yaml:"policy" json:"policy"`
	Search   Search           `yaml:"search" json:"search"`

	Uncertainty Uncertainty `yaml:"uncertainty" json:"uncertainty" jsonschema:"description=how uncertain the plan's figures are: what chance draws from"`
}

// Uncertainty says how uncertain the figures of a plan are.
type Uncertainty struct {
	Demand        Unsure `yaml:"demand" json:"demand" jsonschema:"description=MW asked for"`
	Facility      Unsure `yaml:"facility" json:"facility" jsonschema:"description=capex of buildings and plant and of opening a site"`
	Land          Unsure `yaml:"land" json:"land"`
	Connection    Unsure `yaml:"connection" json:"connection" jsonschema:"description=grid connections"`
	Reinforcement Unsure `yaml:"reinforcement" json:"reinforcement" jsonschema:"description=rebuilt lines and transformers and ties"`
	Fiber         Unsure `yaml:"fiber" json:"fiber" jsonschema:"description=spurs and spans and wavelengths"`
	Energy        Unsure `yaml:"energy" json:"energy" jsonschema:"description=price of energy"`
	Fixed         Unsure `yaml:"fixed" json:"fixed" jsonschema:"description=operation and maintenance"`
	CarbonPrice   Unsure `yaml:"carbon_price" json:"carbon_price"`
	Unserved      Unsure `yaml:"unserved" json:"unserved" jsonschema:"description=price of demand that is not served"`
	System        Unsure `yaml:"system" json:"system" jsonschema:"description=weight of the system's costs against the private ones"`
	Site          Unsure `yaml:"site" json:"site" jsonschema:"description=capex and land and energy of each site on top of what all share"`
}

// Unsure is a factor on some figures: log-normal with the median 1.
type Unsure struct {
	SpreadPct float64 `yaml:"spread_pct" json:"spread_pct" jsonschema:"minimum=0,maximum=200,description=standard deviation of the factor's logarithm in percent: two draws in three are about that near; 0 for a figure that is sure"`
	Source    string  `yaml:"source" json:"source" jsonschema:"description=whose judgement it is"`
}

// Demand says how much IT load is asked for, and where.
type Demand struct {
	Path  string          `yaml:"path" json:"path" jsonschema:"description=which of the paths is planned for"`
	Scale float64         `yaml:"scale" json:"scale" jsonschema:"minimum=0,maximum=100,description=factor on the path"`
	Paths map[string]Path `yaml:"paths" json:"paths" jsonschema:"description=demand paths by id"`
	// Committed stages of the atlas's existing facilities meet a part of the path
	// and take their power before the plan does.
	Committed []string `yaml:"committed" json:"committed" jsonschema:"description=stages of announced data centers that are taken as given, such as construction"`
	// QueuePct is what today's queue gives to each power area.
	QueuePct    map[string]float64 `yaml:"queue_pct" json:"queue_pct" jsonschema:"description=share of today's queue by power area in percent; the rest is spread over the other areas by their people"`
	QueueSource string             `yaml:"queue_source" json:"queue_source"`
}

// Path is a demand path: the load of new data centers on the grid.
type Path struct {
	Title string `yaml:"title" json:"title"`
	// Metric names the rows of the atlas's forecasts; Points are given here.
	Metric string          `yaml:"metric,omitempty" json:"metric,omitempty" jsonschema:"description=metric of the atlas's forecasts in MW or MWh; instead of points"`
	Area   string          `yaml:"area,omitempty" json:"area,omitempty" jsonschema:"description=area of the forecasts; the atlas's own id when absent"`
	Points map[int]float64 `yaml:"points,omitempty" json:"points,omitempty" jsonschema:"description=MW on the grid by year; straight lines between them and level after the last"`
	// RealisedPct turns applications into demand.
	RealisedPct float64 `yaml:"realised_pct" json:"realised_pct" jsonschema:"minimum=0,maximum=100,description=part of the figure that is expected to be built"`
	LoadPct     float64 `yaml:"load_pct,omitempty" json:"load_pct,omitempty" jsonschema:"minimum=1,maximum=100,description=mean load in percent of the peak; turns energy into power"`
	Source      string  `yaml:"source" json:"source" jsonschema:"description=issuer of the figures and what was done to them"`
}

// Class is a class of workload within the demand.
type Class struct {
	SharePct  float64 `yaml:"share_pct" json:"share_pct" jsonschema:"minimum=0,description=part of the demand; relative to the other classes"`
	Where     string  `yaml:"where" json:"where" jsonschema:"enum=people,enum=exchanges,description=spread over the metros by their people or by the port capacity of their exchanges"`
	RTTms     float64 `yaml:"rtt_ms,omitempty" json:"rtt_ms,omitempty" jsonschema:"minimum=0,description=largest round trip to the metro in ms; 0 or absent for no limit"`
	Diversity string  `yaml:"diversity" json:"diversity" jsonschema:"enum=none,enum=edge,enum=node,enum=srlg,description=least disjointness of two routes"`
	Hubs      int     `yaml:"hubs" json:"hubs" jsonschema:"minimum=1,maximum=2,description=hubs that the routes must end at"`
	Sovereign bool    `yaml:"sovereign,omitempty" json:"sovereign,omitempty" jsonschema:"description=only sites under domestic control serve it"`
	BackupPct float64 `yaml:"backup_pct,omitempty" json:"backup_pct,omitempty" jsonschema:"minimum=0,maximum=1000,description=capacity held far away in percent of what is served"`
	Must      bool    `yaml:"must,omitempty" json:"must,omitempty" jsonschema:"description=has to be served whatever it costs"`
	Source    string  `yaml:"source" json:"source"`
}

// Delay is the price of demand that is not served.
type Delay struct {
	MarginMJPYPerMWMonth float64 `yaml:"margin_mjpy_per_mw_month" json:"margin_mjpy_per_mw_month" jsonschema:"minimum=0,description=margin lost by a MW of IT that waits a month; the costs saved by waiting are added to it"`
	Source               string  `yaml:"source" json:"source"`
}

// Facility describes the data centers to be built.
type Facility struct {
	// CapexRows name the row of costs of each power area.
	CapexRows      map[string]string `yaml:"capex_rows" json:"capex_rows" jsonschema:"description=row of the atlas's costs in JPY/MW by power area; elsewhere for the others"`
	UtilizationPct float64           `yaml:"utilization_pct" json:"utilization_pct" jsonschema:"minimum=1,maximum=100,description=mean IT load in percent of IT MW"`
	BlocksMW       []float64         `yaml:"blocks_mw" json:"blocks_mw" jsonschema:"minItems=1,maxItems=12,description=steps of a site's size in IT MW"`
	OpeningBJPY    float64           `yaml:"opening_bjpy" json:"opening_bjpy" jsonschema:"minimum=0,description=what a site costs before its first block in billions of JPY: development and access and staff"`
	HaPerMW        float64           `yaml:"ha_per_mw" json:"ha_per_mw" jsonschema:"minimum=0,description=land by IT MW in hectares"`
	FixedMJPYPerMW float64           `yaml:"fixed_mjpy_per_mw" json:"fixed_mjpy_per_mw" jsonschema:"minimum=0,description=operation and maintenance by IT MW and year"`
	LifeYears      float64           `yaml:"life_years" json:"life_years" jsonschema:"minimum=1,maximum=100"`
	NetworkLife    float64           `yaml:"network_life_years" json:"network_life_years" jsonschema:"minimum=1,maximum=100,description=life of lines and connections and fiber in years"`
	Source         string            `yaml:"source" json:"source"`
}

// Sites says which candidates enter the plan.
type Sites struct {
	// ExceptGates are left to the plan: it knows what a reinforcement unlocks.
	ExceptGates []string `yaml:"except_gates" json:"except_gates" jsonschema:"description=gates that a candidate of the plan need not pass"`
	PerGroup    int      `yaml:"per_group" json:"per_group" jsonschema:"minimum=1,maximum=1000,description=how many candidates of one substation and one fiber node are kept: the cheapest"`
	PerArea     int      `yaml:"per_area" json:"per_area" jsonschema:"minimum=1,maximum=100000,description=how many candidates of each power area are shortlisted: the cheapest"`
	PerDemand   int      `yaml:"per_demand" json:"per_demand" jsonschema:"minimum=1,maximum=100000,description=how many candidates for each class and metro are shortlisted: the cheapest that serve it"`
	MaxKm       float64  `yaml:"max_substation_km" json:"max_substation_km" jsonschema:"exclusiveMinimum=0,description=how far a site looks for a substation"`
	Keep        []string `yaml:"keep,omitempty" json:"keep,omitempty" jsonschema:"description=candidates by id that screening never removes"`
	// Foreign sites are under foreign control.
	Foreign []string `yaml:"foreign,omitempty" json:"foreign,omitempty" jsonschema:"description=candidates by id that are under foreign control"`
	// Owners are what provider shares are about.
	Owners map[string][]string `yaml:"owners,omitempty" json:"owners,omitempty" jsonschema:"description=candidates by id of each provider"`
}

// Grid says what may be built of the grid, and what else changes in it.
type Grid struct {
	ReservePct     float64   `yaml:"reserve_pct" json:"reserve_pct" jsonschema:"minimum=0,maximum=50,description=reserve that each power area keeps over its peak"`
	LeadTime       string    `yaml:"lead_time" json:"lead_time" jsonschema:"enum=low,enum=base,enum=high,description=which end of the range of lead times is planned with"`
	Reinforcements int       `yaml:"reinforcements" json:"reinforcements" jsonschema:"minimum=0,maximum=1000,description=how many lines and transformers may be rebuilt for twice the rating: those that stop the most megawatts"`
	Supply         []Supply  `yaml:"supply,omitempty" json:"supply,omitempty" jsonschema:"description=power stations that come or go"`
	Loads          []Load    `yaml:"loads,omitempty" json:"loads,omitempty" jsonschema:"description=large new loads that take power before data centers do"`
	Ties           []Tie     `yaml:"ties,omitempty" json:"ties,omitempty" jsonschema:"description=ties between power areas that come at another time or are for the plan to decide"`
	Flexible       Flexible  `yaml:"flexible" json:"flexible"`
	Source         string    `yaml:"source" json:"source"`
	CarbonFree     Contracts `yaml:"carbon_free" json:"carbon_free"`
}

// Supply is a power station that comes (or goes, with MW below 0).
type Supply struct {
	ID     string  `yaml:"id" json:"id"`
	Area   string  `yaml:"area" json:"area" jsonschema:"description=power area that it feeds"`
	MW     float64 `yaml:"mw" json:"mw" jsonschema:"description=MW at the peak; below 0 for one that goes"`
	Year   int     `yaml:"year" json:"year"`
	GPerKW float64 `yaml:"g_per_kwh,omitempty" json:"g_per_kwh,omitempty" jsonschema:"minimum=0,description=carbon intensity; with twh it changes that of the area"`
	TWh    float64 `yaml:"twh,omitempty" json:"twh,omitempty" jsonschema:"minimum=0,description=energy a year"`
	Source string  `yaml:"source" json:"source"`
}

// Load is a large new load.
type Load struct {
	ID     string  `yaml:"id" json:"id"`
	Place  string  `yaml:"place" json:"place" jsonschema:"description=place of the atlas by id"`
	MW     float64 `yaml:"mw" json:"mw" jsonschema:"exclusiveMinimum=0"`
	Year   int     `yaml:"year" json:"year"`
	Source string  `yaml:"source" json:"source"`
}

// Tie is a change of a tie between power areas.
type Tie struct {
	ID   string `yaml:"id" json:"id" jsonschema:"description=interconnection of the atlas by id"`
	Year int    `yaml:"year" json:"year" jsonschema:"minimum=0,description=year in which its planned step comes; 0 for never"`
	// Build leaves the step to the plan.
	Build    bool    `yaml:"build,omitempty" json:"build,omitempty" jsonschema:"description=the plan decides whether it is built and pays for it"`
	CostBJPY float64 `yaml:"cost_bjpy,omitempty" json:"cost_bjpy,omitempty" jsonschema:"minimum=0,description=cost in billions of JPY; the atlas's when absent"`
	Source   string  `yaml:"source" json:"source"`
}

// Flexible says how far sites may be connected before the grid is ready for
// all of their load.
type Flexible struct {
	ShedPct      float64 `yaml:"shed_pct" json:"shed_pct" jsonschema:"minimum=0,maximum=100,description=part of the load that is shed after an outage or in a shortage; 0 for firm connections only"`
	CurtailedPct float64 `yaml:"curtailed_pct" json:"curtailed_pct" jsonschema:"minimum=0,maximum=100,description=energy not served for it in percent of the year's"`
	EarlierYears float64 `yaml:"earlier_years" json:"earlier_years" jsonschema:"minimum=0,maximum=30,description=how many years earlier than a firm one it is energised"`
	Source       string  `yaml:"source" json:"source"`
}

// Contracts are purchases of carbon-free energy.
type Contracts struct {
	MatchedPct       float64 `yaml:"matched_pct" json:"matched_pct" jsonschema:"minimum=0,maximum=100,description=energy matched by carbon-free contracts in percent"`
	PremiumJPYPerkWh float64 `yaml:"premium_jpy_kwh" json:"premium_jpy_kwh" jsonschema:"minimum=0,description=what a matched kWh costs more"`
	Source           string  `yaml:"source" json:"source"`
}

// Fiber says what may be built of the optical network.
type Fiber struct {
	CostFactor  float64 `yaml:"cost_factor" json:"cost_factor" jsonschema:"exclusiveMinimum=0,maximum=10000,description=factor on every cost of fiber"`
	Wavelengths int     `yaml:"wavelengths" json:"wavelengths" jsonschema:"minimum=0,maximum=1000,description=100G wavelengths that a site leases on each of its routes"`
	Spans       []Span  `yaml:"spans,omitempty" json:"spans,omitempty" jsonschema:"description=long-haul spans that may be built"`
	LeadYears   float64 `yaml:"lead_years" json:"lead_years" jsonschema:"minimum=0,maximum=30,description=years to build a spur"`
	Source      string  `yaml:"source" json:"source"`
}

// Span is a long-haul span that may be built.
type Span struct {
	ID     string   `yaml:"id" json:"id"`
	Title  string   `yaml:"title" json:"title"`
	From   string   `yaml:"from" json:"from" jsonschema:"description=fiber node by id"`
	To     string   `yaml:"to" json:"to" jsonschema:"description=fiber node by id"`
	Km     float64  `yaml:"km" json:"km" jsonschema:"exclusiveMinimum=0,description=length of fiber"`
	Cost   string   `yaml:"cost" json:"cost" jsonschema:"description=row of the atlas's costs in JPY/km"`
	Year   int      `yaml:"year" json:"year" jsonschema:"description=earliest year in service"`
	Risks  []string `yaml:"shared_risk,omitempty" json:"shared_risk,omitempty" jsonschema:"description=groups of shared risk"`
	Built  bool     `yaml:"built,omitempty" json:"built,omitempty" jsonschema:"description=it comes whatever the plan decides and costs the plan nothing"`
	Source string   `yaml:"source" json:"source"`
}

// Costs are factors and paths of prices.
type Costs struct {
	Facility        float64 `yaml:"facility_factor" json:"facility_factor" jsonschema:"exclusiveMinimum=0,maximum=100,description=factor on buildings and plant"`
	Energy          float64 `yaml:"energy_factor" json:"energy_factor" jsonschema:"exclusiveMinimum=0,maximum=100,description=factor on the price of energy"`
	Grid            float64 `yaml:"grid_factor" json:"grid_factor" jsonschema:"exclusiveMinimum=0,maximum=10000,description=factor on connections and reinforcements"`
	CarbonJPYPerT   float64 `yaml:"carbon_jpy_per_t" json:"carbon_jpy_per_t" jsonschema:"minimum=0,description=price of carbon in the base year"`
	CarbonGrowthPct float64 `yaml:"carbon_growth_pct" json:"carbon_growth_pct" jsonschema:"minimum=-50,maximum=100,description=its growth a year"`
	CarbonFallPct   float64 `yaml:"carbon_fall_pct" json:"carbon_fall_pct" jsonschema:"minimum=0,maximum=50,description=how fast the grid's carbon intensity falls a year"`
	Source          string  `yaml:"source" json:"source"`
}

// Policy is what the planner demands beyond physics.
type Policy struct {
	MetroKm     float64   `yaml:"metro_km" json:"metro_km" jsonschema:"exclusiveMinimum=0,maximum=1000,description=a site counts to a metro within this air line of one of the scenario's concentrations"`
	MetroMaxPct float64   `yaml:"metro_max_pct" json:"metro_max_pct" jsonschema:"minimum=0,maximum=100,description=largest share of new IT MW in the metros; 100 for no cap"`
	MetroFrom   int       `yaml:"metro_from" json:"metro_from" jsonschema:"description=first year of the cap"`
	Regions     []Minimum `yaml:"regions,omitempty" json:"regions,omitempty" jsonschema:"description=least IT MW by region"`
	BudgetBJPY  []float64 `yaml:"budget_bjpy,omitempty" json:"budget_bjpy,omitempty" jsonschema:"description=largest capex of each period in billions of JPY"`
	CarbonGKWh  float64   `yaml:"carbon_g_kwh,omitempty" json:"carbon_g_kwh,omitempty" jsonschema:"minimum=0,description=largest mean carbon intensity of the sites; 0 or absent for no cap"`
	BackupKm    float64   `yaml:"backup_km" json:"backup_km" jsonschema:"minimum=0,maximum=3000,description=backups stand at least so far apart and in another power area"`
	OwnerMaxPct float64   `yaml:"owner_max_pct" json:"owner_max_pct" jsonschema:"minimum=0,maximum=100,description=largest share of new IT MW of one provider; 100 for no cap"`
	Events      []Event   `yaml:"events,omitempty" json:"events,omitempty" jsonschema:"description=events of which no more than a share of the IT MW may be lost"`
	Source      string    `yaml:"source" json:"source"`
}

// Minimum demands IT MW in some regions together.
type Minimum struct {
	ID      string   `yaml:"id" json:"id"`
	Regions []string `yaml:"regions" json:"regions" jsonschema:"minItems=1,description=power areas or prefectures by id"`
	MW      float64  `yaml:"mw" json:"mw" jsonschema:"exclusiveMinimum=0"`
	From    int      `yaml:"from" json:"from" jsonschema:"description=first year of the demand"`
}

// Event is a hazard that takes down a share of the sites of each region.
type Event struct {
	ID      string             `yaml:"id" json:"id"`
	LostPct map[string]float64 `yaml:"lost_pct" json:"lost_pct" jsonschema:"description=share of IT MW lost by region"`
	MaxPct  float64            `yaml:"max_pct" json:"max_pct" jsonschema:"minimum=0,maximum=100,description=largest share of all new IT MW that may be lost"`
	Source  string             `yaml:"source" json:"source"`
}

// Search says how long to look for a plan.
type Search struct {
	GapPct      float64 `yaml:"gap_pct" json:"gap_pct" jsonschema:"exclusiveMinimum=0,maximum=50,description=stop at this proven gap"`
	Seconds     float64 `yaml:"seconds" json:"seconds" jsonschema:"minimum=0,description=time limit of each solve; 0 for none"`
	ActiveSites int     `yaml:"active_sites" json:"active_sites" jsonschema:"minimum=1,maximum=100000,description=sites in a programme at first; others enter as they could pay"`
}
