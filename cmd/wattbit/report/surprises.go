package report

type noteView struct {
	Rank, Name, NameLocal, ID, Text string
}

func surprisesContent(d *Data) any {
	if len(d.Notes) == 0 {
		return nil
	}
	byID := make(map[string]Candidate, len(d.Candidates))
	for _, c := range d.Candidates {
		byID[c.ID] = c
	}
	var notes []noteView
	for _, n := range d.Notes {
		view := noteView{Text: n.Text}
		if c, ok := byID[n.Candidate]; ok {
			view.ID, view.Name, view.NameLocal = c.ID, c.Name, c.NameLocal
			if c.Rank > 0 {
				view.Rank = formatCount(c.Rank)
			}
		}
		notes = append(notes, view)
	}
	return notes
}
