package atlas

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
)

var structureRules = []Rule{
	{"listed", "Every table in the folder is listed in atlas.yaml", "an unlisted file is not read, whatever its writer hoped", checkListed},
	{"unique", "Identifiers are unique within their table", "two rows of one name make a lookup depend on their order", checkUnique},
	{"parents", "Prefectures belong to a power area, power areas to nothing", "figures of an area reach a place by way of its region", checkParents},
	{"references", "Every reference names a row that exists", "a figure of an unknown region is a figure nobody reads", checkReferences},
}

func checkListed(c *Checker) {
	listed := c.loader.description.files()
	_ = fs.WalkDir(c.loader.fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			c.File(Warning, file, 0, "", err.Error(), "a folder that can be read")
			return nil
		}
		if ext := path.Ext(file); !entry.IsDir() && (ext == ".csv" || ext == ".geojson") && !slices.Contains(listed, file) {
			c.File(Warning, file, 0, "", file, "an entry in "+DescriptionFile)
		}
		return nil
	})
}

// keyOf names a row within its table.
func keysOf(a *Atlas) map[string][]string {
	keys := map[string][]string{
		"regions":          keys(a.Regions, func(r Region) string { return r.ID }),
		"places":           keys(a.Places, func(p Place) string { return p.ID }),
		"hazard_points":    keys(a.HazardPoints, func(p Point) string { return p.ID }),
		"substations":      keys(a.Substations, func(s Substation) string { return s.ID }),
		"interconnections": keys(a.Interconnections, func(i Interconnection) string { return i.ID + " " + strconv.Itoa(i.Year) }),
		"fiber_nodes":      keys(a.FiberNodes, func(n FiberNode) string { return n.ID }),
		"fiber_spans":      keys(a.FiberSpans, func(s FiberSpan) string { return s.ID }),
		"existing":         keys(a.Existing, func(f Facility) string { return f.ID }),
		"costs":            keys(a.Costs, func(k Cost) string { return k.ID }),
		"forecasts":        keys(a.Forecasts, func(f Forecast) string { return f.ID }),
		"series":           keys(a.Series, func(s SeriesValue) string { return fmt.Sprint(s.Series, " ", s.Metric, " ", s.Year) }),
		"grid_buses":       keys(a.GridBuses, func(b GridBus) string { return b.ID }),
		"grid_branches":    keys(a.GridBranches, func(b GridBranch) string { return b.ID }),
		"grid_generators":  keys(a.GridGenerators, func(g GridGenerator) string { return g.ID }),
		"grid_loads":       keys(a.GridLoads, func(l GridLoad) string { return l.ID }),
		"grid_links":       keys(a.GridLinks, func(l GridLink) string { return l.ID + " " + strconv.Itoa(l.Year) }),
		"grid_interfaces":  keys(a.GridInterfaces, func(m GridMember) string { return m.Interconnection + " " + m.Branch }),
		outlineTable:       keys(a.Outlines, func(o Outline) string { return o.Region }),
	}
	for _, f := range a.figureTables() {
		keys[f.name] = keysOfFigures(f.rows)
	}
	return keys
}

func keysOfFigures(rows []Figure) []string {
	return keys(rows, func(f Figure) string { return fmt.Sprint(f.Subject, " ", f.Quantity, " ", f.Year) })
}

func keys[T any](rows []T, key func(T) string) []string {
	list := make([]string, len(rows))
	for i, row := range rows {
		list[i] = key(row)
	}
	return list
}

type figureTable struct {
	name string
	rows []Figure
}

func (a *Atlas) figureTables() []figureTable {
	return []figureTable{{"areas", a.Areas}, {"hazards", a.Hazards}, {"climate", a.Climate}, {"land", a.Land}}
}

func checkUnique(c *Checker) {
	all := keysOf(c.Atlas)
	for _, name := range append(TableNames(), outlineTable) {
		first := make(map[string]int)
		for i, key := range all[name] {
			if j, seen := first[key]; seen {
				c.Row(Error, name, i, "id", key, "an identifier not used before; it stands already in "+c.place(name, j))
				continue
			}
			first[key] = i
		}
	}
}

func (c *Checker) place(tableName string, index int) string {
	if rows := c.loader.rows[tableName]; index < len(rows) {
		return rows[index].file + ":" + strconv.Itoa(rows[index].line)
	}
	return tableName
}

func checkParents(c *Checker) {
	kinds := make(map[string]RegionKind)
	for _, r := range c.Atlas.Regions {
		kinds[r.ID] = r.Kind
	}
	for i, r := range c.Atlas.Regions {
		switch {
		case r.Kind == PowerArea && r.Parent != "":
			c.Row(Error, "regions", i, "parent", r.Parent, "nothing: a power area has no parent")
		case r.Kind == Prefecture && kinds[r.Parent] != PowerArea:
			c.Row(Error, "regions", i, "parent", r.Parent, "the id of a power area")
		}
	}
}

func checkReferences(c *Checker) {
	ids := c.knownIDs()
	need := func(tableName string, i int, column, id string, known map[string]bool, what string) {
		if !known[id] {
			c.Row(Error, tableName, i, column, id, "the id of "+what)
		}
	}
	for i, p := range c.Atlas.Places {
		need("places", i, "region", p.Region, ids.prefectures, "a prefecture")
		need("places", i, "area", p.Area, ids.areas, "a power area")
	}
	for i, s := range c.Atlas.Substations {
		need("substations", i, "region", s.Region, ids.prefectures, "a prefecture")
		need("substations", i, "area", s.Area, ids.areas, "a power area")
	}
	for i, t := range c.Atlas.Interconnections {
		need("interconnections", i, "from", t.From, ids.areas, "a power area")
		need("interconnections", i, "to", t.To, ids.areas, "a power area")
	}
	for i, f := range c.Atlas.Existing {
		need("existing", i, "place", f.Place, ids.subjects, "a place")
	}
	for i, f := range c.Atlas.Forecasts {
		need("forecasts", i, "area", f.Area, ids.subjects, "a region, or of the atlas itself")
	}
	for i, o := range c.Atlas.Outlines {
		need(outlineTable, i, "id", o.Region, ids.subjects, "a region")
	}
	for _, t := range c.Atlas.figureTables() {
		for i, f := range t.rows {
			need(t.name, i, "subject", f.Subject, ids.subjects, "a region or place")
		}
	}
}

type idSets struct{ areas, prefectures, subjects map[string]bool }

func (c *Checker) knownIDs() idSets {
	ids := idSets{make(map[string]bool), make(map[string]bool), map[string]bool{c.Atlas.Meta.ID: true}}
	for _, r := range c.Atlas.Regions {
		ids.subjects[r.ID] = true
		if r.Kind == PowerArea {
			ids.areas[r.ID] = true
		} else {
			ids.prefectures[r.ID] = true
		}
	}
	for _, p := range c.Atlas.Places {
		ids.subjects[p.ID] = true
	}
	return ids
}
