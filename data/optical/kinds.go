package optical

import "time"

// NodeKind is a kind of node from OFDS's open nodeType codelist; files may use
// others.
type NodeKind string

// The node kinds of OFDS 0.3.
const (
	DataCentre       NodeKind = "dataCentre"
	IXP              NodeKind = "ixp"
	CableLanding     NodeKind = "cableLanding"
	PoP              NodeKind = "pop"
	Exchange         NodeKind = "exchange"
	Substation       NodeKind = "substation"
	Tower            NodeKind = "tower"
	BorderCrossing   NodeKind = "borderCrossing"
	Cabinet          NodeKind = "cabinet"
	AggregationPoint NodeKind = "aggregationPoint"
	AddDropSite      NodeKind = "addDropSite"
	RepeaterSite     NodeKind = "repeaterSite"
)

// Status is a value of OFDS's closed nodeStatus and spanStatus codelists, or
// empty when the file does not say.
type Status string

// The statuses of OFDS 0.3.
const (
	Proposed          Status = "proposed"
	Planned           Status = "planned"
	UnderConstruction Status = "underConstruction"
	Operational       Status = "operational"
	Decommissioned    Status = "decommissioned"
	Inactive          Status = "inactive"
)

// Statuses returns the statuses of the codelist, in the order of a network's life.
func Statuses() []Status {
	return []Status{Proposed, Planned, UnderConstruction, Operational, Inactive, Decommissioned}
}

// Valid reports whether s is empty or of the codelist.
func (s Status) Valid() bool {
	if s == "" {
		return true
	}
	for _, known := range Statuses() {
		if s == known {
			return true
		}
	}
	return false
}

// LengthBasis says what a span's length stands on.
type LengthBasis string

// The bases of a length, best first.
const (
	Surveyed  LengthBasis = "surveyed"  // measured, for instance by OTDR or as-built survey
	Given     LengthBasis = "given"     // published by the owner or drawn as a route
	Estimated LengthBasis = "estimated" // air line times a route factor
)

// Valid reports whether b is empty or one of the three bases.
func (b LengthBasis) Valid() bool {
	return b == "" || b == Surveyed || b == Given || b == Estimated
}

// Availability is a yes or no that a file may leave open.
type Availability int8

// The three answers.
const (
	Unknown Availability = iota
	Yes
	No
)

// AvailabilityOf returns Yes or No.
func AvailabilityOf(yes bool) Availability {
	if yes {
		return Yes
	}
	return No
}

// ValidDate reports whether text is empty or reads YYYY, YYYY-MM or YYYY-MM-DD.
func ValidDate(text string) bool {
	if text == "" {
		return true
	}
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}
