package matpower

import (
	"errors"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/power"
)

// table is a matrix whose columns are checked for their number once.
func (f *fields) table(name string, columns int, required bool) (*matrix, error) {
	m := f.matrices[name]
	if m == nil || len(m.rows) == 0 {
		if required {
			return nil, errors.New("no mpc." + name + " (the file is cut or is no case)")
		}
		return &matrix{}, nil
	}
	if got := len(m.rows[0]); got < columns {
		return nil, at(m.lines[0], "%s has %d columns, expected %d or more", name, got, columns)
	}
	return m, nil
}

// column returns a value of a row, or what stands for it when the row is short.
func column(row []float64, i int, missing float64) float64 {
	if i < len(row) {
		return row[i]
	}
	return missing
}

func convert(f *fields) (*power.Network, error) {
	base, ok := f.numbers["baseMVA"]
	if !ok {
		return nil, errors.New("no mpc.baseMVA (the file is cut or is no case)")
	}
	net := &power.Network{BaseMVA: base, FrequencyHz: math.NaN(), Notes: f.notes}
	for _, step := range []func(*power.Network, *fields) error{
		convertBuses, convertUnits, convertBranches, convertCosts, convertLinks, convertInterfaces, convertNames,
	} {
		if err := step(net, f); err != nil {
			return nil, err
		}
	}
	return net, nil
}

// busID checks that a value is a bus number and writes it as an id.
func busID(v float64) (string, bool) {
	if v != math.Trunc(v) || v < 1 || v > 1<<53 {
		return "", false
	}
	return strconv.FormatInt(int64(v), 10), true
}

func convertBuses(net *power.Network, f *fields) error {
	m, err := f.table("bus", 13, true)
	if err != nil {
		return err
	}
	seen := make(map[string]bool, len(m.rows))
	for i, row := range m.rows {
		id, ok := busID(row[0])
		if !ok {
			return at(m.lines[i], "bus number %v, expected a positive integer", row[0])
		}
		if seen[id] {
			return at(m.lines[i], "bus %s stands twice", id)
		}
		seen[id] = true
		kind := power.BusKind(row[1])
		if float64(kind) != row[1] || kind < power.PQ || kind > power.Isolated {
			return at(m.lines[i], "bus %s: type %v, expected 1 to 4", id, row[1])
		}
		net.Buses = append(net.Buses, power.Bus{
			ID: id, KV: positive(row[9]), Location: power.Nowhere(), Kind: kind,
			Area: label(row[6]), Zone: label(row[10]),
			VoltagePU: row[7], AngleDeg: row[8], VmaxPU: row[11], VminPU: row[12],
		})
		if row[2] != 0 || row[3] != 0 {
			net.Loads = append(net.Loads, power.Load{ID: id, Bus: id, MW: row[2], MVAr: row[3], InService: true})
		}
		if row[4] != 0 || row[5] != 0 {
			net.Shunts = append(net.Shunts, power.Shunt{ID: id, Bus: id, MW: row[4], MVAr: row[5], InService: true})
		}
	}
	return nil
}

// positive returns NaN for a voltage that the file leaves at 0.
func positive(kv float64) float64 {
	if kv > 0 {
		return kv
	}
	return math.NaN()
}

func label(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// busSet holds the ids of the buses.
type busSet map[string]bool

func busesOf(net *power.Network) busSet {
	s := make(busSet, len(net.Buses))
	for i := range net.Buses {
		s[net.Buses[i].ID] = true
	}
	return s
}

// find resolves a bus column.
func (s busSet) find(line int, what string, v float64) (string, error) {
	id, ok := busID(v)
	if !ok || !s[id] {
		return "", at(line, "%s: no bus %v", what, v)
	}
	return id, nil
}

func convertUnits(net *power.Network, f *fields) error {
	m, err := f.table("gen", 10, true)
	if err != nil {
		return err
	}
	buses := busesOf(net)
	for i, row := range m.rows {
		id := strconv.Itoa(i + 1)
		bus, err := buses.find(m.lines[i], "gen "+id, row[0])
		if err != nil {
			return err
		}
		net.Generators = append(net.Generators, power.Generator{
			ID: id, Bus: bus, MW: row[1], MVAr: row[2], MaxMVAr: row[3], MinMVAr: row[4],
			VoltagePU: row[5], BaseMVA: row[6], InService: row[7] > 0, MaxMW: row[8], MinMW: row[9],
		})
	}
	return nil
}

func convertBranches(net *power.Network, f *fields) error {
	m, err := f.table("branch", 11, true)
	if err != nil {
		return err
	}
	buses := busesOf(net)
	for i, row := range m.rows {
		id := strconv.Itoa(i + 1)
		from, err := buses.find(m.lines[i], "branch "+id, row[0])
		if err != nil {
			return err
		}
		to, err := buses.find(m.lines[i], "branch "+id, row[1])
		if err != nil {
			return err
		}
		br := power.Branch{
			ID: id, From: from, To: to, R: row[2], X: row[3], B: row[4],
			RateMW: row[5], ShortTermMW: row[6], EmergencyMW: row[7],
			Tap: row[8], ShiftDeg: row[9], InService: row[10] > 0, LengthKm: math.NaN(),
			MinAngleDeg: column(row, 11, -360), MaxAngleDeg: column(row, 12, 360),
		}
		if br.Tap != 0 || br.ShiftDeg != 0 {
			br.Kind = power.Transformer
		}
		if br.Tap == 0 {
			br.Tap = 1
		}
		// MATPOWER takes a pair of zeros for no limit, and 0 alone as a limit.
		if br.MinAngleDeg == 0 && br.MaxAngleDeg == 0 {
			br.MinAngleDeg, br.MaxAngleDeg = -360, 360
		}
		net.Branches = append(net.Branches, br)
	}
	return nil
}
