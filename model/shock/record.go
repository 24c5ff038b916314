package shock

import (
	"errors"

	"github.com/wattbit/wattbit/data/atlas"
)

// Shock is one event, as its file says it. All shares are from 0 to 1.
type Shock struct {
	ID       string         `yaml:"id"`
	Title    string         `yaml:"title"`
	Question string         `yaml:"question,omitempty"`
	Source   string         `yaml:"source"`
	Evidence atlas.Evidence `yaml:"evidence"`
	// Hours after the event at which survival is told, ascending; 0 is the moment
	// after it.
	Hours []float64 `yaml:"hours"`
	Draws Draws     `yaml:"draws,omitempty"`
	// Levels of damage and the Zones in which they hold.
	Levels     []Level      `yaml:"levels,omitempty"`
	Zones      []Zone       `yaml:"zones,omitempty"`
	PowerAreas []AreaOutage `yaml:"power_areas,omitempty"`
	Cut        Cut          `yaml:"cut,omitempty"`
	Restore    Restore      `yaml:"restore,omitempty"`
	Repair     Repair       `yaml:"repair,omitempty"`
	Backup     Backup       `yaml:"backup,omitempty"`
	// Worst asks for the worst loss of any so many spans.
	Worst WorstSearch `yaml:"worst,omitempty"`
	// Basis says what the figures of each part stand on.
	Basis []Basis `yaml:"basis,omitempty"`

	// place finds a key in the file that the record was read from.
	place func(path, message string) error
}

// placed turns a mistake into an [Error] with its line when the record was read
// from a file.
func (s *Shock) placed(err error) error {
	var found *mistake
	if s.place == nil || !errors.As(err, &found) {
		return err
	}
	return s.place("$."+found.path, found.message)
}

// Draws says how an event is drawn.
type Draws struct {
	Samples     int     `yaml:"samples,omitempty"`     // 0 for the median event alone
	Correlation float64 `yaml:"correlation,omitempty"` // ρ, from 0 to below 1
	Seed        uint64  `yaml:"seed,omitempty"`
}

// Level is how badly a place is hit.
type Level struct {
	ID             string  `yaml:"id"`
	Sites          float64 `yaml:"sites,omitempty"`                // share of the IT load lost with its halls
	Grid           float64 `yaml:"grid,omitempty"`                 // share of the grid's supply lost
	SpansPer100Km  float64 `yaml:"spans_per_100km,omitempty"`      // cuts per 100 km of fibre on land
	CablesPer100Km float64 `yaml:"sea_cables_per_100km,omitempty"` // cuts per 100 km of submarine fibre
	Nodes          float64 `yaml:"nodes,omitempty"`                // chance that a hub or another node fails
	Landings       float64 `yaml:"landings,omitempty"`             // chance that a cable landing fails
}

// Zone is where a level holds: in regions, or within a distance of a line or a
// point, and only where a figure of the atlas is high enough when Hazard is set.
type Zone struct {
	Level    string      `yaml:"level"`
	Regions  []string    `yaml:"regions,omitempty"` // ids of prefectures
	Line     [][]float64 `yaml:"line,omitempty"`    // longitude, latitude; one pair is a point
	WithinKm float64     `yaml:"within_km,omitempty"`
	Hazard   *Hazard     `yaml:"hazard,omitempty"`
}

// Hazard is a condition on a figure of the atlas's hazards table for the region.
type Hazard struct {
	Quantity string  `yaml:"quantity"`
	AtLeast  float64 `yaml:"at_least"`
}

// AreaOutage is supply lost in a whole power area, damaged or not.
type AreaOutage struct {
	Area string  `yaml:"area"`
	Grid float64 `yaml:"grid"`
}

// Cut names what fails for certain.
type Cut struct {
	Spans  []string `yaml:"spans,omitempty"`
	Groups []string `yaml:"groups,omitempty"` // shared-risk groups
	Nodes  []string `yaml:"nodes,omitempty"`
}

// Restore says which share of what was lost is back by an hour: nothing at hour
// 0, straight between the steps, and no more after the last.
type Restore struct {
	Grid  []Step `yaml:"grid,omitempty"`
	Sites []Step `yaml:"sites,omitempty"`
}

// Step is a point of a curve.
type Step struct {
	Hour  float64 `yaml:"hour"`
	Share float64 `yaml:"share"`
}

// Repair is the hour at which fibre is back; 0 means never.
type Repair struct {
	LandHours float64 `yaml:"land_hours,omitempty"` // spans on land
	SeaHours  float64 `yaml:"sea_hours,omitempty"`  // submarine spans
	NodeHours float64 `yaml:"node_hours,omitempty"` // nodes and landings
}

// Backup is what sites have when the grid is away.
type Backup struct {
	Hours  float64 `yaml:"hours,omitempty"`  // fuel on site
	Starts float64 `yaml:"starts,omitempty"` // share of the generators that start
	Refuel float64 `yaml:"refuel,omitempty"` // share of those that get fuel after that
}

// WorstSearch asks for the worst cut.
type WorstSearch struct {
	Spans     int  `yaml:"spans,omitempty"`      // how many may be cut; 0 for no search
	Spurs     bool `yaml:"spurs,omitempty"`      // whether the spurs of sites may be too
	MaxStates int  `yaml:"max_states,omitempty"` // bound of the search; 0 for DefaultMaxStates
}

// Basis is what the figures of one part of the record stand on.
type Basis struct {
	Of       string         `yaml:"of"`
	Source   string         `yaml:"source"`
	Evidence atlas.Evidence `yaml:"evidence"`
}
