package pypsa

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"github.com/wattbit/wattbit/data/power"
)

// WriteDir writes the network to a folder, which is made if need be. Columns
// that PyPSA does not know (label, area, zone, unit_type, s_short_term,
// s_emergency, cost_constant, loss_mw, controllable) become custom attributes there and are
// read back here. What has no place at all is named in notes: piecewise and
// higher polynomial costs, interfaces.
func WriteDir(path string, net *power.Network) (notes []string, err error) {
	if err := net.Check(); err != nil {
		return nil, fmt.Errorf("pypsa: write: %w", err)
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, fmt.Errorf("pypsa: write: %w", err)
	}
	w := &writer{net: net, kv: map[string]float64{}}
	for _, f := range []struct {
		file  string
		build func() [][]string
	}{
		{"network.csv", w.network}, {"buses.csv", w.buses}, {"lines.csv", w.lines}, {"transformers.csv", w.transformers},
		{"generators.csv", w.units}, {"loads.csv", w.loads}, {"links.csv", w.links}, {"shunt_impedances.csv", w.shunts},
	} {
		rows := f.build()
		if len(rows) < 2 {
			continue
		}
		if err := writeTable(filepath.Join(path, f.file), rows); err != nil {
			return nil, fmt.Errorf("pypsa: write: %w", err)
		}
	}
	if n := len(net.Interfaces); n > 0 {
		w.note("%d interfaces left out", n)
	}
	return w.notes, nil
}

func writeTable(path string, rows [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := csv.NewWriter(f).WriteAll(rows); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

type writer struct {
	net   *power.Network
	kv    map[string]float64
	notes []string
}

func (w *writer) note(format string, args ...any) {
	w.notes = append(w.notes, fmt.Sprintf(format, args...))
}

// num writes a number, a missing one as an empty cell.
func num(v float64) string {
	switch {
	case math.IsNaN(v):
		return ""
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

func yes(on bool) string {
	if on {
		return "True"
	}
	return "False"
}

func (w *writer) network() [][]string {
	return [][]string{{"name"}, {w.net.Name}}
}

func (w *writer) buses() [][]string {
	out := [][]string{{"name", "v_nom", "x", "y", "control", "v_mag_pu_set", "v_mag_pu_min", "v_mag_pu_max", "label", "area", "zone", "active"}}
	for i := range w.net.Buses {
		b := &w.net.Buses[i]
		kv := b.KV
		if math.IsNaN(kv) {
			kv = 1
			w.note("bus %q: unknown voltage written as 1 kV", b.ID)
		}
		w.kv[b.ID] = kv
		control := map[power.BusKind]string{power.PV: "PV", power.Reference: "Slack"}[b.Kind]
		if control == "" {
			control = "PQ"
		}
		out = append(out, []string{b.ID, num(kv), num(b.Location[0]), num(b.Location[1]), control, num(b.VoltagePU), num(b.VminPU), num(b.VmaxPU),
			b.Name, b.Area, b.Zone, yes(b.Kind != power.Isolated)})
	}
	return out
}

// rating splits a rating into s_nom and s_max_pu; mva is the base that a
// transformer's impedance refers to.
func rating(b *power.Branch, mva float64) (sNom, sMax float64) {
	switch {
	case b.RateMW > 0 && !math.IsInf(b.RateMW, 1):
		return b.RateMW, 1
	case mva > 0:
		return mva, math.Inf(1)
	}
	return math.Inf(1), 1
}

var branchColumns = []string{"s_max_pu", "s_short_term", "s_emergency", "v_ang_min", "v_ang_max", "num_parallel", "label", "active"}

func branchCells(b *power.Branch, sMax float64) []string {
	parallel := ""
	if b.Circuits > 0 {
		parallel = strconv.Itoa(b.Circuits)
	}
	return []string{num(sMax), num(b.ShortTermMW), num(b.EmergencyMW), num(b.MinAngleDeg), num(b.MaxAngleDeg), parallel, b.Name, yes(b.InService)}
}

// isLine tells which of the two files a branch goes to.
func isLine(b *power.Branch) bool {
	return b.Kind == power.Line && b.Tap == 1 && b.ShiftDeg == 0
}

func (w *writer) lines() [][]string {
	out := [][]string{append([]string{"name", "bus0", "bus1", "r", "x", "b", "s_nom", "length"}, branchColumns...)}
	for i := range w.net.Branches {
		b := &w.net.Branches[i]
		if !isLine(b) {
			continue
		}
		sNom, sMax := rating(b, 0)
		z := w.kv[b.From] * w.kv[b.From] / w.net.BaseMVA
		out = append(out, append([]string{b.ID, b.From, b.To, num(b.R * z), num(b.X * z), num(b.B / z), num(sNom), num(b.LengthKm)}, branchCells(b, sMax)...))
	}
	return out
}

func (w *writer) transformers() [][]string {
	out := [][]string{append([]string{"name", "bus0", "bus1", "r", "x", "s_nom", "tap_ratio", "phase_shift"}, branchColumns...)}
	for i := range w.net.Branches {
		b := &w.net.Branches[i]
		if isLine(b) {
			continue
		}
		sNom, sMax := rating(b, w.net.BaseMVA)
		scale := sNom / w.net.BaseMVA
		out = append(out, append([]string{b.ID, b.From, b.To, num(b.R * scale), num(b.X * scale), num(sNom), num(b.Tap), num(b.ShiftDeg)}, branchCells(b, sMax)...))
	}
	return out
}
