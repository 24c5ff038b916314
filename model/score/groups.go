package score

import (
	"cmp"
	"slices"
	"strings"
)

// GroupPoints is the part of a score that a group of criteria brings.
type GroupPoints struct {
	// Group is the path; a parent holds the sums of its children.
	Group string `json:"group"`
	// Weight and Points are sums over the criteria of the group.
	Weight float64 `json:"weight"`
	Points float64 `json:"points"`
}

// Parents returns a group's path and those above it, shortest first:
// "watts/power" gives "watts" and "watts/power". The empty path has none.
func Parents(group string) []string {
	var out []string
	for i := range len(group) {
		if group[i] == '/' {
			out = append(out, group[:i])
		}
	}
	if group != "" {
		out = append(out, group)
	}
	return out
}

// InGroup reports whether a path is the group or lies below it.
func InGroup(path, group string) bool {
	rest, ok := strings.CutPrefix(path, group)
	return ok && (rest == "" || rest[0] == '/')
}

func groupPoints(parts []Contribution) []GroupPoints {
	var out []GroupPoints
	for _, c := range parts {
		for _, group := range Parents(c.Group) {
			i := slices.IndexFunc(out, func(g GroupPoints) bool { return g.Group == group })
			if i < 0 {
				i = len(out)
				out = append(out, GroupPoints{Group: group})
			}
			out[i].Weight += c.Weight
			out[i].Points += c.Points
		}
	}
	slices.SortFunc(out, func(a, b GroupPoints) int { return cmp.Compare(a.Group, b.Group) })
	return out
}

func hasSegment(path, segment string) bool {
	return slices.Contains(strings.Split(path, "/"), segment)
}
