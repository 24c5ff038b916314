package cost

// Line tells how a 66 kV line of TEPCO Power Grid is built.
type Line int

// The ways.
const (
	Overhead Line = iota
	Underground
)

// Contribution is what a customer pays towards a 66 kV connection, in JPY.
type Contribution struct{ MainJPY, ReserveJPY float64 }

// TotalJPY is the sum of main and reserve line.
func (c Contribution) TotalJPY() float64 { return c.MainJPY + c.ReserveJPY }

// Figures of TEPCO Power Grid's published calculation of the construction
// contribution (https://www.tepco.co.jp/pg/consignment/zonemap/calculation-j.html).
const (
	tepcoOverheadJPY    = 198.0  // per 100 m and kW
	tepcoUndergroundJPY = 594.0  // per 100 m and kW
	tepcoAllowanceJPY   = 5500.0 // per kW, borne by the utility
	tepcoReserveShare   = 0.20   // of the line's cost for the reserve line
)

// TEPCO66kV returns the contribution for a 66 kV connection in the area of TEPCO
// Power Grid by its published formula: the line's cost less the utility's
// allowance for the main line, a fifth of the line's cost for the reserve line.
// The length is in metres along the route, the power in kW.
func TEPCO66kV(lengthM, powerKW float64, line Line) Contribution {
	unit := tepcoOverheadJPY
	if line == Underground {
		unit = tepcoUndergroundJPY
	}
	lineJPY := unit * lengthM / 100 * powerKW
	return Contribution{
		MainJPY:    max(0, lineJPY-tepcoAllowanceJPY*powerKW),
		ReserveJPY: lineJPY * tepcoReserveShare,
	}
}
