package score

// The generic groups that presets weigh. A criterion takes part when one of
// them is a segment of its group path, as in "watts/power".
const (
	GroupPower      = "power"          // spare firm capacity, reserve
	GroupSpeed      = "speed-to-power" // years until energised
	GroupPrice      = "price"          // power price, connection cost
	GroupCarbon     = "carbon"
	GroupFiber      = "fiber" // distance, diverse routes, exchanges, landings
	GroupLatency    = "latency"
	GroupHazard     = "hazard"
	GroupWater      = "water"
	GroupClimate    = "climate"
	GroupLand       = "land"
	GroupLabour     = "labour"
	GroupExisting   = "existing" // data centres already there
	GroupTax        = "tax"
	GroupPermitting = "permitting"
	GroupDispersion = "dispersion" // distance from the metros
)

// DefaultPreset is the id of the preset that is used when none is named.
const DefaultPreset = "watt-bit"

// Presets returns the built-in presets, the default one first.
func Presets() []Preset {
	return []Preset{wattBit(), siteSelection(), powerFirst(), gridImpact()}
}

// PresetByID returns a built-in preset.
func PresetByID(id string) (Preset, bool) {
	for _, p := range Presets() {
		if p.ID == id {
			return p, true
		}
	}
	return Preset{}, false
}

func wattBit() Preset {
	return Preset{
		ID: DefaultPreset, Title: "Watts and bits planned together",
		Source: "judgement of the wattbit project: watts 45, bits 30, place 25; not a published scheme",
		Groups: []PresetGroup{
			{Name: GroupPower, Weight: 18},
			{Name: GroupSpeed, Weight: 12},
			{Name: GroupPrice, Weight: 9},
			{Name: GroupCarbon, Weight: 6},
			{Name: GroupFiber, Weight: 18},
			{Name: GroupLatency, Weight: 12},
			{Name: GroupHazard, Weight: 10},
			{Name: GroupDispersion, Weight: 4},
			{Name: GroupLand, Weight: 3},
			{Name: GroupLabour, Weight: 3},
			{Name: GroupClimate, Weight: 3},
			{Name: GroupWater, Weight: 2},
		},
	}
}

func siteSelection() Preset {
	return Preset{
		ID: "site-selection", Title: "Site-selection scorecard of power and speed to power",
		Source: "ten-factor data center siting scorecard in the style published by site-selection advisers (25/20/15/10/10/5/5/5/3/2); no primary publication is cited for the numbers; sums to 100",
		Groups: []PresetGroup{
			{Name: GroupPower, Weight: 25, Members: []string{GroupPower, GroupPrice, GroupCarbon}},
			{Name: GroupSpeed, Weight: 20},
			{Name: GroupFiber, Weight: 15, Members: []string{GroupFiber, GroupLatency}},
			{Name: GroupWater, Weight: 10},
			{Name: GroupHazard, Weight: 10},
			{Name: GroupLabour, Weight: 5},
			{Name: GroupExisting, Weight: 5},
			{Name: GroupLand, Weight: 5},
			{Name: GroupTax, Weight: 3},
			{Name: GroupClimate, Weight: 2},
		},
	}
}

func powerFirst() Preset {
	return Preset{
		ID: "power-first", Title: "Power, fibre, permitting, sustainability",
		Source: "four-factor data center siting scheme in the style published by developers (40/25/20/15); no primary publication is cited for the numbers",
		Groups: []PresetGroup{
			{Name: GroupPower, Weight: 40, Members: []string{GroupPower, GroupSpeed, GroupPrice}},
			{Name: GroupFiber, Weight: 25, Members: []string{GroupFiber, GroupLatency}},
			{Name: GroupPermitting, Weight: 20, Members: []string{GroupPermitting, GroupLand, GroupHazard, GroupLabour}},
			{Name: "sustainability", Weight: 15, Members: []string{GroupCarbon, GroupWater, GroupClimate}},
		},
	}
}

func gridImpact() Preset {
	return Preset{
		ID: "kr-grid-impact", Title: "Korean grid impact assessment",
		Source: "Republic of Korea, grid impact assessment (전력계통영향평가) under the Special Act on the Promotion of Distributed Energy: technical 60, non-technical 20, policy 20; which criteria stand for which part is this project's reading",
		Groups: []PresetGroup{
			{Name: "technical", Weight: 60, Members: []string{GroupPower, GroupSpeed, GroupFiber, GroupLatency}},
			{Name: "non-technical", Weight: 20, Members: []string{GroupPrice, GroupLand, GroupLabour, GroupWater, GroupHazard, GroupClimate, GroupTax}},
			{Name: "policy", Weight: 20, Members: []string{GroupDispersion, GroupCarbon, GroupPermitting, GroupExisting}},
		},
	}
}
