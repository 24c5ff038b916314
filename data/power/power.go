// Package power names the records of an electrical network as files and tables
// hold them: buses, branches, generators, loads, shunts, links and interfaces.
// Every reader of a network format returns a *Network and every writer takes
// one; what is computed from it lives elsewhere.
//
// Records refer to each other by id. Ids are unique within their table, tables
// keep the order of the file, and a number that a format does not carry is NaN
// unless its field says otherwise.
package power

// Network is an electrical network in one operating state.
type Network struct {
	Name    string
	BaseMVA float64 // base of every per-unit value, > 0
	// FrequencyHz is NaN when the format does not say; Bus.Zone may tell more.
	FrequencyHz float64

	Buses      []Bus
	Branches   []Branch
	Generators []Generator
	Loads      []Load
	Shunts     []Shunt
	Links      []Link
	Interfaces []Interface

	// Notes say what a reader ignored or had to decide, in file order.
	Notes []string
}

// Note adds a remark of a reader.
func (n *Network) Note(remark string) { n.Notes = append(n.Notes, remark) }
