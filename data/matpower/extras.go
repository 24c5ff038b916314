package matpower

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/wattbit/wattbit/data/power"
)

func convertCosts(net *power.Network, f *fields) error {
	m, err := f.table("gencost", 5, false)
	if err != nil || len(m.rows) == 0 {
		return err
	}
	n := len(net.Generators)
	if len(m.rows) != n && len(m.rows) != 2*n {
		return at(m.lines[0], "gencost has %d rows, expected %d, one per gen (or twice that with reactive costs)", len(m.rows), n)
	}
	if len(m.rows) == 2*n && n > 0 {
		net.Note(fmt.Sprintf("line %d: costs of reactive power ignored", m.lines[n]))
	}
	for i := range n {
		c, err := cost(m.rows[i])
		if err != nil {
			return at(m.lines[i], "gencost row %d: %w", i+1, err)
		}
		net.Generators[i].Cost = c
	}
	return nil
}

// cost reads a row: model, startup, shutdown, n, and n coefficients (highest
// power first) or n points.
func cost(row []float64) (power.Cost, error) {
	c := power.Cost{Model: power.CostModel(row[0]), Startup: row[1], Shutdown: row[2]}
	if float64(c.Model) != row[0] {
		return c, fmt.Errorf("model %v, expected 1 or 2", row[0])
	}
	per := 1
	if c.Model == power.Piecewise {
		per = 2
	}
	n, data := row[3], row[4:]
	if n != math.Trunc(n) || n < 0 || n*float64(per) > float64(len(data)) {
		return c, fmt.Errorf("n is %v, expected at most %d for %d columns", n, len(data)/per, len(row))
	}
	data = data[:int(n)*per]
	switch c.Model {
	case power.Piecewise:
		for k := 0; k < len(data); k += 2 {
			c.Points = append(c.Points, power.CostPoint{MW: data[k], PerHour: data[k+1]})
		}
	case power.Polynomial:
		c.Coefficients = slices.Clone(data)
		slices.Reverse(c.Coefficients)
	}
	return c, c.Check()
}

func convertLinks(net *power.Network, f *fields) error {
	m, err := f.table("dcline", 11, false)
	if err != nil {
		return err
	}
	buses := busesOf(net)
	for i, row := range m.rows {
		id := strconv.Itoa(i + 1)
		from, err := buses.find(m.lines[i], "dcline "+id, row[0])
		if err != nil {
			return err
		}
		to, err := buses.find(m.lines[i], "dcline "+id, row[1])
		if err != nil {
			return err
		}
		net.Links = append(net.Links, power.Link{
			ID: id, From: from, To: to, Kind: power.HVDC, InService: row[2] > 0,
			MW: row[3], MinMW: row[9], MaxMW: row[10],
			LossMW: column(row, 15, 0), LossShare: column(row, 16, 0), Controllable: row[9] < row[10],
		})
	}
	costs, err := f.table("dclinecost", 5, false)
	if err != nil {
		return err
	}
	if n := len(costs.rows); n > 0 && n != len(net.Links) {
		return at(costs.lines[0], "dclinecost has %d rows, expected %d, one per dcline", n, len(net.Links))
	}
	for i, row := range costs.rows {
		if net.Links[i].Cost, err = cost(row); err != nil {
			return at(costs.lines[i], "dclinecost row %d: %w", i+1, err)
		}
	}
	return nil
}

// convertInterfaces reads mpc.if.map (interface, signed branch row) and
// mpc.if.lims (interface, lower, upper).
func convertInterfaces(net *power.Network, f *fields) error {
	lims, err := f.table("if.lims", 3, false)
	if err != nil {
		return err
	}
	index := map[float64]int{}
	for i, row := range lims.rows {
		if _, twice := index[row[0]]; twice {
			return at(lims.lines[i], "if.lims: interface %v stands twice", row[0])
		}
		index[row[0]] = i
		net.Interfaces = append(net.Interfaces, power.Interface{ID: label(row[0]), ReverseMW: -row[1], ForwardMW: row[2]})
	}
	members, err := f.table("if.map", 2, false)
	if err != nil {
		return err
	}
	for i, row := range members.rows {
		k, ok := index[row[0]]
		if !ok {
			return at(members.lines[i], "if.map: interface %v has no row in if.lims", row[0])
		}
		b := math.Abs(row[1])
		if b != math.Trunc(b) || b < 1 || b > float64(len(net.Branches)) {
			return at(members.lines[i], "if.map: branch %v, expected a row of branch", row[1])
		}
		net.Interfaces[k].Members = append(net.Interfaces[k].Members,
			power.Member{Branch: net.Branches[int(b)-1].ID, Reverse: row[1] < 0})
	}
	return nil
}

func convertNames(net *power.Network, f *fields) error {
	set := func(field string, n int, assign func(i int, s string)) error {
		c := f.cells[field]
		if c == nil {
			return nil
		}
		if len(c.values) != n {
			return at(c.line, "%s has %d entries, expected %d", field, len(c.values), n)
		}
		for i, s := range c.values {
			assign(i, s)
		}
		return nil
	}
	if err := set("bus_name", len(net.Buses), func(i int, s string) { net.Buses[i].Name = s }); err != nil {
		return err
	}
	if err := set("gentype", len(net.Generators), func(i int, s string) { net.Generators[i].Type = s }); err != nil {
		return err
	}
	return set("genfuel", len(net.Generators), func(i int, s string) { net.Generators[i].Fuel = s })
}
