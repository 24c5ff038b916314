package site

import (
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/nearname"
)

// RegionNamed finds a region by its id, else by its English or local name in
// any case, and returns its id. A name that a prefecture shares with the power
// area that it fills alone is the prefecture; any other shared name is an error
// that tells the ids.
func RegionNamed(a *atlas.Atlas, name string) (string, error) {
	var found []atlas.Region
	for _, r := range a.Regions {
		if r.ID == name {
			return name, nil
		}
		if strings.EqualFold(r.Name, name) || r.NameLocal == name {
			found = append(found, r)
		}
	}
	switch {
	case len(found) == 0:
		return "", NoRegion(a, name)
	case len(found) == 1:
		return found[0].ID, nil
	}
	if len(found) == 2 && onlyChild(a, found[0], found[1]) {
		return found[1].ID, nil
	}
	ids := make([]string, len(found))
	for i, r := range found {
		ids[i] = fmt.Sprintf("%s (%s)", r.ID, r.Kind)
	}
	return "", fmt.Errorf("the region %q is ambiguous; expected one of the ids %s", name, strings.Join(ids, ", "))
}

func onlyChild(a *atlas.Atlas, parent, child atlas.Region) bool {
	n := 0
	for _, r := range a.Regions {
		if r.Parent == parent.ID {
			n++
		}
	}
	return n == 1 && child.Parent == parent.ID
}

// NoRegion is the error of a name that is no region of an atlas, with those near
// to it.
func NoRegion(a *atlas.Atlas, name string) error {
	n := len(a.Regions)
	near := nearname.Find(name, n, func(i int) []string { return []string{a.Regions[i].ID, a.Regions[i].Name, a.Regions[i].NameLocal} })
	return fmt.Errorf("the atlas has no region %q%s", name, nearname.Among(near, n, func(i int) string {
		r := &a.Regions[i]
		return fmt.Sprintf("%s (%s)", r.ID, strings.TrimSpace(r.Name+" "+r.NameLocal))
	}))
}
