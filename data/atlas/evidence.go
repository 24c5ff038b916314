package atlas

// evidenceRank orders evidence from the best to the weakest.
var evidenceRank = map[Evidence]int{Published: 0, Derived: 1, Estimated: 2, Assumed: 3}

// Valid tells whether e is one of the four kinds.
func (e Evidence) Valid() bool { _, ok := evidenceRank[e]; return ok }

// Weakest returns the weaker of two kinds of evidence: a figure computed from
// several rows is no better than the worst of them.
func Weakest(a, b Evidence) Evidence {
	if evidenceRank[b] > evidenceRank[a] {
		return b
	}
	return a
}

// Soft tells whether the evidence is judgement rather than a source.
func (e Evidence) Soft() bool { return e == Estimated || e == Assumed }
