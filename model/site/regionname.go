package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
)

// nearMisses is how many names an error offers.
const nearMisses = 5

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
		return "", fmt.Errorf("the atlas has no region %q; near it: %s", name, strings.Join(nearRegions(a, name), ", "))
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

// nearRegions lists the regions whose id or name is closest to a text.
func nearRegions(a *atlas.Atlas, text string) []string {
	type near struct {
		label string
		steps int
	}
	var all []near
	for _, r := range a.Regions {
		steps := min(letters(r.ID, text), letters(r.Name, text), letters(r.NameLocal, text))
		all = append(all, near{fmt.Sprintf("%s (%s %s)", r.ID, r.Name, r.NameLocal), steps})
	}
	slices.SortStableFunc(all, func(x, y near) int { return x.steps - y.steps })
	var out []string
	for _, n := range all[:min(nearMisses, len(all))] {
		out = append(out, n.label)
	}
	return out
}

// letters is how many letters must be put in, left out or changed to turn one
// text into the other (Levenshtein's distance), upper case as lower.
func letters(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			change := diagonal
			if x[i] != y[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
