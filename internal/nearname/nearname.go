// Package nearname finds the names that a mistyped one may stand for.
package nearname

import (
	"fmt"
	"slices"
	"strings"
)

// Match is a thing whose name is near to what was asked for.
type Match struct {
	Index int
	Steps int // letters off; 0 where a name holds what was asked for
}

// Find lists those of n things with a name that holds the query or is a third of
// its letters and one off at most, upper case as lower, the nearest first.
func Find(query string, n int, names func(i int) []string) []Match {
	low := strings.ToLower(strings.TrimSpace(query))
	if low == "" {
		return nil
	}
	letters := len([]rune(low))
	far := min(letters/3+1, letters-1) // one letter is near to nothing
	var found []Match
	for i := range n {
		best := far + 1
		for _, name := range names(i) {
			name = strings.ToLower(name)
			if strings.Contains(name, low) {
				best = 0
			}
			best = min(best, Letters(low, name, far))
		}
		if best <= far {
			found = append(found, Match{i, best})
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return a.Steps - b.Steps })
	return found
}

// shown is how many names a hint lists.
const shown = 6

// Hint is the end of an error about a name that is none of some ids: those near
// to it, else the first few.
func Hint(query string, ids []string) string {
	return Among(Find(query, len(ids), func(i int) []string { return ids[i : i+1] }), len(ids), func(i int) string { return ids[i] })
}

// Among is the Hint of what Find found among n things, each by its label.
func Among(found []Match, n int, label func(i int) string) string {
	var near, first []string
	for _, m := range found {
		near = append(near, label(m.Index))
	}
	for i := range min(3, n) {
		first = append(first, label(i))
	}
	switch {
	case len(near) > 0:
		return "; near it: " + List(near)
	case n > 0:
		return fmt.Sprintf("; there are %d, such as %s", n, strings.Join(first, ", "))
	}
	return "; there are none"
}

// List joins the first few names and counts the rest.
func List(names []string) string {
	text := strings.Join(names[:min(shown, len(names))], ", ")
	if more := len(names) - shown; more > 0 {
		text += fmt.Sprintf(", %d more", more)
	}
	return text
}

// Letters counts the letters to insert, delete or change between two words
// (V. I. Levenshtein, 1966); beyond a limit it only says that it is beyond.
func Letters(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if max(len(x)-len(y), len(y)-len(x)) > limit {
		return limit + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			change := diagonal
			if r != s {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
