package atlas

import (
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/table"
)

// GridLinkKinds are the accepted kinds of a link.
var GridLinkKinds = []string{"hvdc", "frequency-converter", "back-to-back"}

// CircuitBases are the accepted ways to know the circuits of a branch.
var CircuitBases = []string{"stated", "name", "hint", "default"}

const maxCircuits = 24

// gridSchemas are the tables of the electrical network.
var gridSchemas = []schema{
	tableOf("grid_buses", func(a *Atlas) *[]GridBus { return &a.GridBuses },
		func(b *GridBus) *Provenance { return &b.Provenance }, gridBusColumns()),
	tableOf("grid_branches", func(a *Atlas) *[]GridBranch { return &a.GridBranches },
		func(b *GridBranch) *Provenance { return &b.Provenance }, gridBranchColumns()),
	tableOf("grid_generators", func(a *Atlas) *[]GridGenerator { return &a.GridGenerators },
		func(g *GridGenerator) *Provenance { return &g.Provenance }, gridGeneratorColumns()),
	tableOf("grid_loads", func(a *Atlas) *[]GridLoad { return &a.GridLoads },
		func(l *GridLoad) *Provenance { return &l.Provenance },
		[]column[GridLoad]{
			text("id", func(l *GridLoad) *string { return &l.ID }),
			text("bus", func(l *GridLoad) *string { return &l.Bus }),
			text("area", func(l *GridLoad) *string { return &l.Area }),
			number("mw", table.NonNegative, func(l *GridLoad) *float64 { return &l.MW }),
		}),
	tableOf("grid_links", func(a *Atlas) *[]GridLink { return &a.GridLinks },
		func(l *GridLink) *Provenance { return &l.Provenance }, gridLinkColumns()),
	tableOf("grid_interfaces", func(a *Atlas) *[]GridMember { return &a.GridInterfaces },
		func(m *GridMember) *Provenance { return &m.Provenance },
		[]column[GridMember]{
			text("interconnection", func(m *GridMember) *string { return &m.Interconnection }),
			text("branch", func(m *GridMember) *string { return &m.Branch }),
			flag("reverse", func(m *GridMember) *bool { return &m.Reverse }),
		}),
}

func gridBusColumns() []column[GridBus] {
	return slices.Concat([]column[GridBus]{
		text("id", func(b *GridBus) *string { return &b.ID }),
		optionalText("name_local", func(b *GridBus) *string { return &b.NameLocal }),
		optionalText("substation", func(b *GridBus) *string { return &b.Substation }),
		number("kv", table.Positive, func(b *GridBus) *float64 { return &b.KV }),
	}, located(func(b *GridBus) *point { return (*point)(&b.Location) }), []column[GridBus]{
		text("area", func(b *GridBus) *string { return &b.Area }),
		text("zone", func(b *GridBus) *string { return &b.Zone }),
	})
}

func gridBranchColumns() []column[GridBranch] {
	return []column[GridBranch]{
		text("id", func(b *GridBranch) *string { return &b.ID }),
		optionalText("name_local", func(b *GridBranch) *string { return &b.NameLocal }),
		text("from", func(b *GridBranch) *string { return &b.From }),
		text("to", func(b *GridBranch) *string { return &b.To }),
		word("kind", func(b *GridBranch) *GridBranchKind { return &b.Kind }, GridLine, GridTransformer),
		integer("circuits", 1, maxCircuits, func(b *GridBranch) *int { return &b.Circuits }),
		word("circuits_basis", func(b *GridBranch) *string { return &b.CircuitsBasis }, CircuitBases...),
		optionalNumber("length_km", table.NonNegative, func(b *GridBranch) *float64 { return &b.LengthKm }),
		number("r_ohm", table.NonNegative, func(b *GridBranch) *float64 { return &b.ROhm }),
		number("x_ohm", table.Positive, func(b *GridBranch) *float64 { return &b.XOhm }),
		number("rate_mw", table.NonNegative, func(b *GridBranch) *float64 { return &b.RateMW }),
		flag("in_service", func(b *GridBranch) *bool { return &b.InService }),
		pathColumn("path", func(b *GridBranch) *orb.LineString { return &b.Path }),
	}
}

func gridGeneratorColumns() []column[GridGenerator] {
	return slices.Concat([]column[GridGenerator]{
		text("id", func(g *GridGenerator) *string { return &g.ID }),
		optionalText("name", func(g *GridGenerator) *string { return &g.Name }),
		optionalText("name_local", func(g *GridGenerator) *string { return &g.NameLocal }),
		text("bus", func(g *GridGenerator) *string { return &g.Bus }),
		text("area", func(g *GridGenerator) *string { return &g.Area }),
		text("fuel", func(g *GridGenerator) *string { return &g.Fuel }),
		number("capacity_mw", table.NonNegative, func(g *GridGenerator) *float64 { return &g.CapacityMW }),
		number("max_mw", table.NonNegative, func(g *GridGenerator) *float64 { return &g.MaxMW }),
		number("mw", table.NonNegative, func(g *GridGenerator) *float64 { return &g.MW }),
		number("cost_jpy_mwh", table.NonNegative, func(g *GridGenerator) *float64 { return &g.CostPerMWh }),
		flag("in_service", func(g *GridGenerator) *bool { return &g.InService }),
	}, located(func(g *GridGenerator) *point { return (*point)(&g.Location) }))
}

func gridLinkColumns() []column[GridLink] {
	return []column[GridLink]{
		text("id", func(l *GridLink) *string { return &l.ID }),
		text("name", func(l *GridLink) *string { return &l.Name }),
		text("interconnection", func(l *GridLink) *string { return &l.Interconnection }),
		text("from", func(l *GridLink) *string { return &l.From }),
		text("to", func(l *GridLink) *string { return &l.To }),
		word("kind", func(l *GridLink) *string { return &l.Kind }, GridLinkKinds...),
		year("year", func(l *GridLink) *int { return &l.Year }),
		number("forward_mw", table.NonNegative, func(l *GridLink) *float64 { return &l.ForwardMW }),
		number("reverse_mw", table.NonNegative, func(l *GridLink) *float64 { return &l.ReverseMW }),
		number("mw", table.Any, func(l *GridLink) *float64 { return &l.MW }),
	}
}

func integer[T any](name string, lo, hi int, at func(*T) *int) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = r.Integer(c, lo, hi) },
		func(row *T) string { return strconv.Itoa(*at(row)) }}
}

// pathColumn is a list of points such as "139.7 35.6;139.8 35.7", or empty.
func pathColumn[T any](name string, at func(*T) *orb.LineString) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) {
			path, ok := parsePath(r.OptionalText(c))
			if !ok {
				r.Reject(c, "points as lon lat in degrees, separated by semicolons")
			}
			*at(row) = path
		},
		func(row *T) string {
			words := make([]string, len(*at(row)))
			for i, p := range *at(row) {
				words[i] = table.FormatNumber(p[0]) + " " + table.FormatNumber(p[1])
			}
			return strings.Join(words, ";")
		}}
}

func parsePath(s string) (orb.LineString, bool) {
	if s == "" {
		return nil, true
	}
	var path orb.LineString
	for word := range strings.SplitSeq(s, ";") {
		lon, lat, _ := strings.Cut(word, " ")
		x, okX := table.ParseNumber([]byte(lon))
		y, okY := table.ParseNumber([]byte(lat))
		if !okX || !okY || x < -180 || x > 180 || y < -90 || y > 90 {
			return nil, false
		}
		path = append(path, orb.Point{x, y})
	}
	return path, len(path) > 1
}
