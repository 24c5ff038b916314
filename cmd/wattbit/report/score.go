package report

// criteriaView lists the terms of the score with their weights as bars.
type criteriaView struct {
	Rows []criterionRow
}

type criterionRow struct {
	Criterion
	GroupName string
	Tone      Tone
	Bar       string // width of the weight, 100 for the heaviest
}

func criteriaContent(d *Data) any {
	if len(d.Criteria) == 0 {
		return nil
	}
	groups := make(map[string]Group, len(d.Groups))
	for _, g := range toned(d.Groups) {
		groups[g.ID] = g
	}
	heaviest := Number(0)
	for _, c := range d.Criteria {
		if c.MaxPoints > heaviest {
			heaviest = c.MaxPoints
		}
	}
	var view criteriaView
	for _, c := range d.Criteria {
		row := criterionRow{Criterion: c, GroupName: groups[c.Group].Name, Tone: groups[c.Group].Tone, Bar: "0"}
		if heaviest > 0 && c.MaxPoints.Known() {
			row.Bar = formatFixed(c.MaxPoints/heaviest*100, 1)
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

var tones = []Tone{ToneWatt, ToneBit, ToneSite, ToneHazard, ToneCost, ToneClimate}

// toned returns a copy in which each group has a tone: its own, else the first
// that no other group has, else grey.
func toned(groups []Group) []Group {
	taken := map[Tone]bool{}
	for _, g := range groups {
		taken[g.Tone] = true
	}
	next := 0
	out := append([]Group(nil), groups...)
	for i := range out {
		if out[i].Tone != "" {
			continue
		}
		for next < len(tones) && taken[tones[next]] {
			next++
		}
		out[i].Tone = ToneMuted
		if next < len(tones) {
			out[i].Tone = tones[next]
			next++
		}
	}
	return out
}
