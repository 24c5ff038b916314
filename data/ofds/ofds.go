// Package ofds reads and writes the Open Fibre Data Standard 0.3 as JSON (one
// network or a network package) and as GeoJSON (feature collections of nodes and
// spans). See https://standard.ofds.info.
//
// Two fields of a span go beyond the standard, which allows further fields:
//
//   - sharedRisk: ids of the shared-risk groups the span belongs to, a list
//   - lengthBasis: what fibreLength stands on: surveyed, given or estimated
//
// Of the standard's fields those that a plan needs are kept: id, name, phase,
// status, location, type; of spans also start, end, directed, route,
// readyForServiceDate, darkFibre, fibreCount, fibreLength (km), capacity (Gb/s) and
// the description of the deployment. Others, such as organisations and contracts,
// are skipped.
package ofds

import "github.com/wattbit/wattbit/data/optical"

// schema is what the first link of an OFDS 0.3 network must point at.
const schema = "https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/0__3__0/schema/network-schema.json"

// node mirrors the Node object of the schema.
type node struct {
	ID       string    `json:"id"`
	Name     string    `json:"name,omitempty"`
	Phase    *phase    `json:"phase,omitempty"`
	Status   string    `json:"status,omitempty"`
	Location *geometry `json:"location,omitempty"`
	Type     []string  `json:"type,omitempty"`
}

// span mirrors the Span object of the schema.
type span struct {
	ID                  string      `json:"id"`
	Name                string      `json:"name,omitempty"`
	Phase               *phase      `json:"phase,omitempty"`
	Status              string      `json:"status,omitempty"`
	ReadyForServiceDate string      `json:"readyForServiceDate,omitempty"`
	Start               *endpoint   `json:"start,omitempty"`
	End                 *endpoint   `json:"end,omitempty"`
	Directed            *bool       `json:"directed,omitempty"`
	Route               *geometry   `json:"route,omitempty"`
	Deployment          *deployment `json:"deploymentDetails,omitempty"`
	DarkFibre           *bool       `json:"darkFibre,omitempty"`
	FibreCount          *int        `json:"fibreCount,omitempty"`
	FibreLength         *float64    `json:"fibreLength,omitempty"`
	Capacity            *float64    `json:"capacity,omitempty"`
	SharedRisk          []string    `json:"sharedRisk,omitempty"`
	LengthBasis         string      `json:"lengthBasis,omitempty"`
}

type phase struct {
	ID          string `json:"id"`
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
}

type deployment struct {
	Description string `json:"description,omitempty"`
}

// network is what a network holds beside its nodes and spans.
type network struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

func availability(b *bool) optical.Availability {
	if b == nil {
		return optical.Unknown
	}
	return optical.AvailabilityOf(*b)
}
