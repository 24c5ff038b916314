// Package scenario reads a scenario file and runs it: it is the only room that
// knows the atlas, the sites and the score together.
//
// A scenario is one YAML file that names an atlas, says what differs from the
// defaults, and is enough to repeat the run. Every scenario extends another;
// the chain ends in the built-in "base", where every default stands in plain
// sight, or in a file that extends "none" and holds everything itself. Mappings
// are merged key by key, lists and scalars are replaced, and a null removes the
// key it stands on.
package scenario

import (
	"github.com/wattbit/wattbit/model/outlook"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/score/value"
)

// Scenario is a scenario with every default filled in.
type Scenario struct {
	Name     string `yaml:"name" json:"name" jsonschema:"pattern=^[a-z0-9][a-z0-9-]*$,description=short name in lower case; also the name of the run's folder"`
	Title    string `yaml:"title" json:"title" jsonschema:"description=one line for the report; {mw} becomes the power asked"`
	Question string `yaml:"question" json:"question" jsonschema:"description=what the planner wants to know; {mw} becomes the power asked"`
	Extends  string `yaml:"extends,omitempty" json:"extends,omitempty" jsonschema:"description=built-in name or a path relative to this file; base when absent; none when this file holds everything itself"`
	// Against is the scenario whose plan this one's is held against.
	Against        string               `yaml:"against,omitempty" json:"against,omitempty" jsonschema:"description=scenario whose joint plan this one's is held against: a built-in name or a path relative to this file"`
	Atlas          string               `yaml:"atlas" json:"atlas" jsonschema:"description=japan for the built-in atlas or the path of an atlas folder relative to this file"`
	Seed           uint64               `yaml:"seed" json:"seed" jsonschema:"description=seed of every random stream"`
	Site           Site                 `yaml:"site" json:"site"`
	Grid           Grid                 `yaml:"grid" json:"grid"`
	Fiber          Fiber                `yaml:"fiber" json:"fiber"`
	Candidates     Candidates           `yaml:"candidates" json:"candidates"`
	Concentrations []string             `yaml:"concentrations" json:"concentrations" jsonschema:"description=metros of the atlas that dispersion is measured from"`
	Gates          map[string]Gate      `yaml:"gates" json:"gates" jsonschema:"description=hard requirements by id"`
	Weights        Weights              `yaml:"weights" json:"weights"`
	Criteria       map[string]Criterion `yaml:"criteria" json:"criteria" jsonschema:"description=what is scored by id"`
	Uncertainty    Uncertainty          `yaml:"uncertainty" json:"uncertainty"`
	Plan           portfolio.Settings   `yaml:"plan" json:"plan" jsonschema:"description=the joint plan of sites and grid and fiber"`
	Accounts       outlook.Accounts     `yaml:"accounts" json:"accounts" jsonschema:"description=where the money of a site's users goes"`
	Sovereignty    outlook.Sovereignty  `yaml:"sovereignty" json:"sovereignty" jsonschema:"description=which share of the plan is under domestic control"`
	Outlook        outlook.Readings     `yaml:"outlook" json:"outlook" jsonschema:"description=how the figures of a finished plan are read off it"`
	Report         Report               `yaml:"report" json:"report"`

	settings []string // from the command line
}

// Site describes the data center to be placed.
type Site struct {
	MW float64 `yaml:"mw" json:"mw" jsonschema:"exclusiveMinimum=0,maximum=10000,description=power asked of the grid in MW"`
	// What only the planner can say of the site; rules on what is not stated stay
	// unknown.
	PUE            *float64 `yaml:"pue,omitempty" json:"pue,omitempty" jsonschema:"minimum=1,maximum=5,description=power usage effectiveness as a yearly mean"`
	RenewablePct   *float64 `yaml:"renewable_pct,omitempty" json:"renewable_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=share of the yearly energy under contract from renewable plants in percent"`
	DispatchPct    *float64 `yaml:"dispatchable_pct,omitempty" json:"dispatchable_pct,omitempty" jsonschema:"minimum=0,maximum=1000,description=dispatchable capacity on site or nearby in percent of mw"`
	CurtailablePct *float64 `yaml:"curtailable_pct,omitempty" json:"curtailable_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=share of mw that can be shed or covered on site on the operator's order in percent"`
	HeatReusePct   *float64 `yaml:"heat_reuse_pct,omitempty" json:"heat_reuse_pct,omitempty" jsonschema:"minimum=0,maximum=100,description=planned share of reused energy in percent"`
	LandHa         *float64 `yaml:"land_ha,omitempty" json:"land_ha,omitempty" jsonschema:"minimum=0,maximum=100000,description=land of the site in hectares where a candidate is no polygon"`
}

// Grid says which grid is meant.
type Grid struct {
	Year         int     `yaml:"year" json:"year" jsonschema:"minimum=0,maximum=2100,description=year whose planned links and borders hold; 0 for the grid of today"`
	EmergencyPct float64 `yaml:"emergency_pct" json:"emergency_pct" jsonschema:"minimum=100,maximum=200,description=rating after an outage in percent of the continuous one"`
}

// Fiber says how the optical network is used.
type Fiber struct {
	Profile string   `yaml:"profile" json:"profile" jsonschema:"enum=packet,enum=apn,description=transport: packet switched hop by hop or all-photonic"`
	Hubs    []string `yaml:"hubs" json:"hubs" jsonschema:"minItems=1,description=fiber nodes to which diverse routes are sought"`
	// IXMinGbps keeps an exchange of a few ports from counting like a large one.
	IXMinGbps float64 `yaml:"ix_min_gbps" json:"ix_min_gbps" jsonschema:"minimum=0,maximum=1000000,description=exchanges of less port capacity than this in Gbps do not count; those of unknown capacity do"`
}

// Candidates says which places compete.
type Candidates struct {
	Kinds   []string `yaml:"kinds" json:"kinds" jsonschema:"enum=municipality,enum=cluster,enum=campus,description=kinds of places of the atlas"`
	Islands bool     `yaml:"islands" json:"islands" jsonschema:"description=also places that no land grid reaches"`
	Regions []string `yaml:"regions" json:"regions" jsonschema:"description=keep only these prefectures and power areas by id or English or local name; empty keeps all"`
	File    string   `yaml:"file,omitempty" json:"file,omitempty" jsonschema:"description=your own points or polygons (CSV or GeoJSON) instead of the atlas's places"`
}

// Gate is a hard requirement on one indicator. Exactly one of AtLeast and
// AtMost is given.
type Gate struct {
	Title     string   `yaml:"title" json:"title"`
	Indicator string   `yaml:"indicator" json:"indicator"`
	AtLeast   *float64 `yaml:"at_least,omitempty" json:"at_least,omitempty" jsonschema:"description=in the indicator's unit"`
	AtMost    *float64 `yaml:"at_most,omitempty" json:"at_most,omitempty" jsonschema:"description=in the indicator's unit"`
	Source    string   `yaml:"source" json:"source" jsonschema:"description=who asks for it"`
}

// Criterion turns one indicator into a value between 0 and 1.
type Criterion struct {
	Title     string     `yaml:"title" json:"title"`
	Indicator string     `yaml:"indicator" json:"indicator"`
	Group     string     `yaml:"group" json:"group" jsonschema:"description=the theme whose weight it shares"`
	Direction string     `yaml:"direction,omitempty" json:"direction,omitempty" jsonschema:"enum=higher,enum=lower,enum=target,description=which way is better; needed for an indicator that does not say it itself and refused for the others"`
	Share     float64    `yaml:"share" json:"share" jsonschema:"minimum=0,description=its part of the group's weight; relative to the other criteria of the group"`
	Value     value.Spec `yaml:"value" json:"value" jsonschema:"description=value function on a declared range in the indicator's unit"`
	Minimum   *float64   `yaml:"minimum,omitempty" json:"minimum,omitempty" jsonschema:"minimum=0,maximum=1,description=a candidate below this value is flagged: the rest should not make up for it"`
	Veto      *float64   `yaml:"veto,omitempty" json:"veto,omitempty" jsonschema:"minimum=0,maximum=1,description=a candidate below this value is excluded however good the rest"`
	Source    string     `yaml:"source" json:"source" jsonschema:"description=what the value function stands on"`
}

// Weights says how much each theme counts.
type Weights struct {
	Preset string             `yaml:"preset" json:"preset" jsonschema:"description=named set of group weights with its source"`
	Groups map[string]float64 `yaml:"groups,omitempty" json:"groups,omitempty" jsonschema:"description=weights by group that replace the preset's"`
	// Criteria, when given, replace preset, groups and shares.
	Criteria map[string]CriterionWeight `yaml:"criteria,omitempty" json:"criteria,omitempty" jsonschema:"description=weights by criterion that replace preset and groups and shares; criteria that are not named weigh nothing"`
	Source   string                     `yaml:"source,omitempty" json:"source,omitempty" jsonschema:"description=whose judgement the weights by criterion are"`
	Notes    []string                   `yaml:"notes,omitempty" json:"notes,omitempty" jsonschema:"description=what a reader of the result must know of the weights by criterion"`
}

// CriterionWeight is the worth of the swing over a range of figures.
type CriterionWeight struct {
	Weight float64   `yaml:"weight" json:"weight" jsonschema:"minimum=0"`
	Range  []float64 `yaml:"range,omitempty" json:"range,omitempty" jsonschema:"description=low and high figure that the weight refers to; the value function's own range when absent"`
}

// Report says what the report shows.
type Report struct {
	Top int `yaml:"top" json:"top" jsonschema:"minimum=1,maximum=1000,description=how many candidates make up the top list"`
}
