package atlas

import (
	"path"
	"strings"
	"unicode"
)

var provenanceRules = []Rule{
	{"licence", "Every row's licence is declared in atlas.yaml", "who passes results on must know what he may do and whom to credit", checkLicence},
	{"share-alike", "Rows under a share-alike licence stand in files of their own", "mixed into another table they would put all of it under their licence", checkShareAlike},
	{"evidence", "Every row says who stands behind it", "a result is worth what its weakest figure is worth", checkEvidence},
	{"names", "Names are there in both languages", "a planner reads English or Japanese, and maps show either", checkNames},
}

// eachOrigin visits the provenance of every row, outlines last.
func (c *Checker) eachOrigin(visit func(tableName string, index int, p *Provenance)) {
	for _, s := range schemas {
		for i, p := range s.origin(c.Atlas) {
			visit(s.tableName(), i, p)
		}
	}
	for i := range c.Atlas.Outlines {
		visit(outlineTable, i, &c.Atlas.Outlines[i].Provenance)
	}
}

func checkLicence(c *Checker) {
	c.eachOrigin(func(tableName string, i int, p *Provenance) {
		if _, ok := c.Atlas.Meta.License(p.License); !ok {
			c.Row(Error, tableName, i, "license", p.License, "a licence declared in "+DescriptionFile)
		}
	})
}

func checkShareAlike(c *Checker) {
	folders := make(map[string]bool)
	for _, l := range c.Atlas.Meta.Licenses {
		folders[l.Folder] = l.Folder != ""
	}
	c.eachOrigin(func(tableName string, i int, p *Provenance) {
		dir := strings.TrimPrefix(path.Dir(c.fileOf(tableName, i)), ".")
		l, ok := c.Atlas.Meta.License(p.License)
		switch {
		case !ok:
		case l.Folder != "" && dir != l.Folder:
			c.Row(Error, tableName, i, "license", p.License, "the row in a file of the folder "+l.Folder+"/")
		case l.Folder == "" && folders[dir]:
			c.Row(Error, tableName, i, "license", p.License, "the row outside of the folder "+dir+"/, which is kept for another licence")
		}
	})
}

func checkEvidence(c *Checker) {
	c.eachOrigin(func(tableName string, i int, p *Provenance) {
		switch p.Evidence {
		case Published, Derived, Estimated, Assumed:
		default:
			c.Row(Error, tableName, i, "evidence", string(p.Evidence), "published, derived, estimated or assumed")
		}
		if strings.TrimSpace(p.Source) == "" {
			c.Row(Error, tableName, i, "source", p.Source, "who published the figure and when, or from what it is derived")
		}
	})
}

func checkNames(c *Checker) {
	a := c.Atlas
	names := map[string][][2]string{
		"regions":          pairs(a.Regions, func(r Region) [2]string { return [2]string{r.Name, r.NameLocal} }),
		"places":           pairs(a.Places, func(p Place) [2]string { return [2]string{p.Name, p.NameLocal} }),
		"hazard_points":    pairs(a.HazardPoints, func(p Point) [2]string { return [2]string{p.Name, p.NameLocal} }),
		"substations":      pairs(a.Substations, func(s Substation) [2]string { return [2]string{s.Name, s.NameLocal} }),
		"interconnections": pairs(a.Interconnections, func(t Interconnection) [2]string { return [2]string{t.Name, t.NameLocal} }),
		"fiber_nodes":      pairs(a.FiberNodes, func(n FiberNode) [2]string { return [2]string{n.Name, n.NameLocal} }),
		"existing":         pairs(a.Existing, func(f Facility) [2]string { return [2]string{f.Name, f.NameLocal} }),
	}
	for _, tableName := range TableNames() {
		for i, n := range names[tableName] {
			if !latin(n[0]) {
				c.Row(Warning, tableName, i, "name", n[0], "a name in Latin letters")
			}
			if n[1] == "" {
				c.Row(Warning, tableName, i, "name_local", n[1], "the name in the local language")
			}
		}
	}
}

func pairs[T any](rows []T, names func(T) [2]string) [][2]string {
	list := make([][2]string, len(rows))
	for i, row := range rows {
		list[i] = names(row)
	}
	return list
}

// latin tells whether a name has a Latin letter and none of another script.
func latin(name string) bool {
	some := false
	for _, r := range name {
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Latin, r) {
				return false
			}
			some = true
		}
	}
	return some
}
