package shock

import "math"

// Survival is a result as shares, ready to be drawn: one curve for what stands,
// one for what is connected, one a class.
type Survival struct {
	Title  string
	Hours  []float64
	Curves []Curve
}

// Curve is the share of the MW placed that is alive by hour; NaN without MW.
type Curve struct {
	ID, Name        string
	MW              float64
	Before          float64
	Mean, Low, High []float64
}

// Survival returns the result as shares.
func (r *Result) Survival() Survival {
	out := Survival{Title: r.Shock.Title, Hours: r.Hours}
	for _, row := range append([]Row{r.Standing, r.Connected}, r.Classes...) {
		out.Curves = append(out.Curves, Curve{
			ID: row.ID, Name: row.Name, MW: row.MW, Before: of(row.Before, row.MW),
			Mean: shares(row.Mean, row.MW), Low: shares(row.Low, row.MW), High: shares(row.High, row.MW),
		})
	}
	return out
}

func of(part, whole float64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return part / whole
}

func shares(mw []float64, whole float64) []float64 {
	out := make([]float64, len(mw))
	for i, x := range mw {
		out[i] = of(x, whole)
	}
	return out
}
