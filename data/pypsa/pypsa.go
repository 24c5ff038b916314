// Package pypsa reads and writes networks in PyPSA's CSV folder format: one
// file per kind of component, its first column the name, and one file per
// attribute that changes with time.
//
// Lines, transformers, generators, loads, links and shunt impedances are read
// at one snapshot. Ohms become per unit of 100 MVA. A line's or transformer's
// type is looked up in line_types.csv or transformer_types.csv of the folder;
// PyPSA's built-in standard types are not known here. Storage units and stores
// are left out and named in Network.Notes.
package pypsa

import (
	"fmt"
	"io/fs"
	"math"
	"os"

	"github.com/wattbit/wattbit/data/power"
)

// baseMVA is the base that impedances are brought to; PyPSA has none of its own.
const baseMVA = 100

// Options choose the operating state.
type Options struct {
	// Snapshot is the row of the time series to read; empty: the first.
	Snapshot string
}

// ReadDir reads the folder at path.
func ReadDir(path string, opt Options) (*power.Network, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("pypsa: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("pypsa: %s is a file, expected a folder with buses.csv", path)
	}
	return Read(os.DirFS(path), opt)
}

// Read reads a folder. Errors name the file, the line, the value and what was
// expected.
func Read(folder fs.FS, opt Options) (*power.Network, error) {
	r := &reader{folder: folder, opt: opt, kv: map[string]float64{},
		net: &power.Network{BaseMVA: baseMVA, FrequencyHz: math.NaN()}}
	for _, step := range []func() error{r.network, r.buses, r.lines, r.transformers, r.units, r.loads, r.links, r.shunts, r.leftOut} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("pypsa: %w", err)
		}
	}
	if err := r.net.Check(); err != nil {
		return nil, fmt.Errorf("pypsa: %w", err)
	}
	return r.net, nil
}

type reader struct {
	folder fs.FS
	opt    Options
	net    *power.Network
	kv     map[string]float64 // of each bus
}

func (r *reader) network() error {
	t, err := r.table("network.csv", false)
	if err != nil || len(t.rows) == 0 {
		return err
	}
	r.net.Name = t.row(0).text("name", "")
	return nil
}

func (r *reader) buses() error {
	t, err := r.table("buses.csv", true)
	if err != nil {
		return err
	}
	for i := range t.rows {
		row := t.row(i)
		b := power.Bus{ID: row.name(), Name: row.text("label", ""), Kind: power.PQ, Area: row.text("area", row.text("country", "")),
			Zone: row.text("zone", row.text("sub_network", ""))}
		nan := math.NaN()
		b.KV = row.number("v_nom", 1)
		b.Location = [2]float64{row.number("x", nan), row.number("y", nan)}
		b.VoltagePU, b.AngleDeg = row.number("v_mag_pu_set", nan), nan
		b.VmaxPU, b.VminPU = row.limit("v_mag_pu_max", nan), row.limit("v_mag_pu_min", nan)
		if row.err != nil {
			return row.err
		}
		if !(b.KV > 0) {
			return row.fail("v_nom %v kV, expected a positive number", b.KV)
		}
		switch {
		case row.text("control", "") == "Slack":
			b.Kind = power.Reference
		case !row.active():
			b.Kind = power.Isolated
		case row.text("control", "") == "PV":
			b.Kind = power.PV
		}
		r.kv[b.ID] = b.KV
		r.net.Buses = append(r.net.Buses, b)
	}
	return nil
}

// at checks that a bus is there.
func (r *reader) at(row *row, column string) string {
	id := row.text(column, "")
	if _, ok := r.kv[id]; !ok && row.err == nil {
		row.err = row.fail("%s: no bus %q", column, id)
	}
	return id
}

func (r *reader) leftOut() error {
	for _, file := range []string{"storage_units.csv", "stores.csv"} {
		t, err := r.table(file, false)
		if err != nil {
			return err
		}
		if len(t.rows) > 0 {
			r.net.Note(fmt.Sprintf("%s: %d components left out", file, len(t.rows)))
		}
	}
	return nil
}
