package report

// areasContent lists the best candidate of every power area that has one among
// those that pass every gate; nil with fewer than two areas.
func areasContent(d *Data) any {
	best := Data{Regions: d.Regions, Areas: d.Areas, Gates: d.Gates, Figures: d.Figures}
	seen := map[string]bool{"": true}
	for _, c := range ordered(d.Candidates) {
		if c.Rank == 0 || seen[c.Area] || !passes(c) {
			continue
		}
		seen[c.Area] = true
		best.Candidates = append(best.Candidates, c)
	}
	if len(best.Candidates) < 2 {
		return nil
	}
	return rankingContent(&best)
}

func passes(c Candidate) bool {
	for _, state := range c.Gates {
		if state != Pass {
			return false
		}
	}
	return true
}
