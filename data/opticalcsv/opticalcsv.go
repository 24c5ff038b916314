// Package opticalcsv reads an optical network from two plain tables.
//
// Nodes: id, lon, lat and, when there, name or label, and kind (several separated
// by ";"). Spans: from and to and, when there, length_km, id, name, kind,
// shared_risk (groups separated by ";"), length_basis (surveyed, given,
// estimated), capacity_gbps and ready_for_service (a date or a year); or, as
// scripts write them, u and v with length_km, kind and shared_risk. An empty cell
// is a missing value. Other columns are ignored, columns may stand in any order;
// every named column may stand only once.
package opticalcsv

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
)

// Read reads a network. Records are as the tables give them: optical.Check says
// what is wrong with them. The error names file, line and column.
func Read(nodes, spans optical.Source) (*optical.Network, error) {
	net := &optical.Network{}
	if err := readNodes(nodes, net); err != nil {
		return nil, err
	}
	if err := readSpans(spans, net); err != nil {
		return nil, err
	}
	return net, nil
}

func readNodes(src optical.Source, net *optical.Network) error {
	t, err := open(src)
	if err != nil {
		return err
	}
	if err := t.need("id", "lon", "lat"); err != nil {
		return err
	}
	return t.each(func(row row) error {
		lon, lat := row.number("lon"), row.number("lat")
		n := optical.Node{
			ID: row.text("id"), Name: row.first("name", "label"),
			Location: orb.Point{lon, lat}, At: row.at(),
		}
		for _, kind := range optical.SplitList(row.text("kind")) {
			n.Kinds = append(n.Kinds, optical.NodeKind(kind))
		}
		if (lon == lon) != (lat == lat) { // one of them NaN
			row.fail("lat", "longitude without latitude or the reverse: want both or neither")
		}
		net.Nodes = append(net.Nodes, n)
		return row.err()
	})
}

func readSpans(src optical.Source, net *optical.Network) error {
	t, err := open(src)
	if err != nil {
		return err
	}
	if !t.has("from") && !t.has("to") && t.has("u") {
		return readScript(t, net)
	}
	if err := t.need("from", "to"); err != nil {
		return err
	}
	ids := map[string]int{}
	return t.each(func(row row) error {
		s := optical.Span{
			ID: row.text("id"), Name: row.text("name"), From: row.text("from"), To: row.text("to"),
			Kind: row.text("kind"), LengthKm: row.number("length_km"),
			LengthBasis:  optical.LengthBasis(row.text("length_basis")),
			SharedRisk:   optical.SplitList(row.text("shared_risk")),
			CapacityGbps: row.number("capacity_gbps"), ReadyForService: row.text("ready_for_service"),
			At: row.at(),
		}
		if !t.has("id") {
			s.ID = unique(s.From+"-"+s.To, ids)
		}
		if !s.LengthBasis.Valid() {
			row.fail("length_basis", "want surveyed, given, estimated or nothing")
		}
		if !optical.ValidDate(s.ReadyForService) {
			row.fail("ready_for_service", "want YYYY-MM-DD, YYYY-MM, YYYY or nothing")
		}
		net.Spans = append(net.Spans, s)
		return row.err()
	})
}

// readScript reads spans with ends u and v, as scripts write them.
func readScript(t *table, net *optical.Network) error {
	if err := t.need("u", "v"); err != nil {
		return err
	}
	ids := map[string]int{}
	return t.each(func(row row) error {
		from, to := row.text("u"), row.text("v")
		net.Spans = append(net.Spans, optical.Span{
			ID: unique(from+"-"+to, ids), From: from, To: to, Kind: row.text("kind"),
			LengthKm:     row.number("length_km"),
			SharedRisk:   optical.SplitList(row.text("shared_risk")),
			CapacityGbps: math.NaN(), At: row.at(),
		})
		return row.err()
	})
}

// unique returns id, with a number from the second use on.
func unique(id string, used map[string]int) string {
	used[id]++
	if used[id] == 1 {
		return id
	}
	return unique(fmt.Sprintf("%s#%d", id, used[id]), used)
}

// columns are those that are read; a repeated one of them is an error.
const columns = " id name label lon lat kind from to u v length_km length_basis shared_risk capacity_gbps ready_for_service "

func known(column string) bool { return strings.Contains(columns, " "+column+" ") }
