package report

// gatesView is the funnel: one row a gate, bars in units of the widest.
type gatesView struct {
	Considered int
	Rows       []gateRow
}

type gateRow struct {
	Gate
	Bar []segment
}

// segment is a piece of a horizontal bar, in hundredths of its width.
type segment struct {
	Class string
	X, W  string
	Label string
}

func gatesContent(d *Data) any {
	if len(d.Gates) == 0 {
		return nil
	}
	view := gatesView{Considered: d.Considered}
	for _, g := range d.Gates {
		view.Rows = append(view.Rows, gateRow{g, stack(
			part{"pass", "pass", g.Pass},
			part{"unknown", "unknown", g.Unknown},
			part{"fail", "fail", g.Fail},
		)})
	}
	return view
}

type part struct {
	class, label string
	count        int
}

// stack lays parts side by side so that together they fill 100.
func stack(parts ...part) []segment {
	total := 0
	for _, p := range parts {
		total += p.count
	}
	var segments []segment
	x := Number(0)
	for _, p := range parts {
		if p.count == 0 {
			continue
		}
		w := Number(p.count) / Number(total) * 100
		segments = append(segments, segment{
			Class: p.class, X: formatFixed(x, 2), W: formatFixed(w, 2),
			Label: formatCount(p.count) + " " + p.label,
		})
		x += w
	}
	return segments
}
