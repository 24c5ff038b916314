package outlook

import "math"

// Displaced is how a plan differs from the one that it is held against, in the last
// period of both.
type Displaced struct {
	Against string
	Areas   []AreaMove
	// MW is the IT that areas have less than in the other plan, in sum; ExtraJPY is
	// what the plan costs more, net present.
	MW, ExtraJPY float64
}

// AreaMove is an area's part.
type AreaMove struct {
	Area     string
	ChangeMW float64 // IT MW, this plan's less the other's
}

// displaced compares area by area; areas are told apart by their ids.
func (m *maker) displaced() *Displaced {
	if m.Reference == nil || !m.Reference.MainFound() {
		return nil
	}
	_, other := m.Reference.Main()
	st := m.Reference.Study
	built := map[string]float64{}
	for _, row := range st.AreaRows(other) {
		built[st.Problem.Areas[row.Area].ID] = end(row.BuiltMW)
	}
	d := &Displaced{Against: m.Against, ExtraJPY: m.out.Evaluation.TotalJPY - other.Evaluation.TotalJPY}
	for _, row := range m.study.AreaRows(m.out) {
		id := m.study.Problem.Areas[row.Area].ID
		change := end(row.BuiltMW) - built[id]
		d.Areas = append(d.Areas, AreaMove{id, change})
		d.MW += math.Max(0, -change)
	}
	return d
}
