package optical

import "math"

// The stretch of a span is its length over the air line of its ends.
const (
	minStretch = 1
	maxStretch = 5
	// stretchSlack allows for lengths and places that were rounded: a length
	// may fall short of the air line by a part in a thousand and 50 m.
	stretchSlack   = 1e-3
	stretchSlackKm = 0.05
)

// tooShort reports whether a length is below the air line by more than rounding.
func tooShort(lengthKm, airKm float64) bool {
	return lengthKm < minStretch*airKm*(1-stretchSlack)-stretchSlackKm
}

func (c *checker) stretches() {
	for _, s := range c.net.Spans {
		airKm := c.airLine(s)
		switch {
		case !(s.LengthKm > 0) || math.IsInf(s.LengthKm, 0) || math.IsNaN(airKm):
		case tooShort(s.LengthKm, airKm):
			c.span(s, "length %g km is below the air line of %.3f km: its ends or its length are wrong", s.LengthKm, airKm)
		case airKm > stretchSlackKm && s.LengthKm > maxStretch*airKm:
			c.span(s, "length %g km is %.1f times the air line of %.3f km: is it in metres, or an end misplaced?", s.LengthKm, s.LengthKm/airKm, airKm)
		}
	}
}

// airLine returns the air line of a span's ends, NaN when it has none.
func (c *checker) airLine(s Span) float64 {
	from, to, ok := c.ends(s)
	if !ok || !from.Located() || !to.Located() {
		return math.NaN()
	}
	return c.net.AirLineKm(from.Location, to.Location)
}

// swapped compares the spans of given length with their air lines: when most
// are too short as they stand and would fit with longitude and latitude
// exchanged, the file has them in the wrong order.
func (c *checker) swapped() {
	if c.net.KmPerUnit > 0 {
		return
	}
	measured, short, cured := 0, 0, 0
	for _, s := range c.net.Spans {
		from, to, ok := c.ends(s)
		if !ok || !(s.LengthKm > 0) || math.IsNaN(c.airLine(s)) {
			continue
		}
		measured++
		a, b := from.Location, to.Location
		a[0], a[1], b[0], b[1] = a[1], a[0], b[1], b[0]
		if tooShort(s.LengthKm, c.airLine(s)) {
			short++
			if s.LengthKm >= c.net.AirLineKm(a, b)*(1-stretchSlack) {
				cured++
			}
		}
	}
	if measured >= 3 && 2*cured > measured && 10*cured > 9*short {
		c.node(c.net.Nodes[0], "%d of %d spans are shorter than their air line but would not be if longitude and latitude were exchanged: are they swapped?", cured, measured)
	}
}
