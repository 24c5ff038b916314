package pypsa

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// branch reads what lines and transformers have in common; the rating is
// s_nom·s_max_pu, and none when that is 0.
func (r *reader) branch(row *row, kind power.BranchKind) power.Branch {
	b := power.Branch{ID: row.name(), Name: row.text("label", ""), From: r.at(row, "bus0"), To: r.at(row, "bus1"), Kind: kind, Tap: 1,
		RateMW:      row.limit("s_nom", 0) * row.limit("s_max_pu", 1),
		ShortTermMW: row.limit("s_short_term", 0), EmergencyMW: row.limit("s_emergency", 0),
		MinAngleDeg: row.limit("v_ang_min", -360), MaxAngleDeg: row.limit("v_ang_max", 360),
		LengthKm: math.NaN(), InService: row.active(),
	}
	parallel := row.number("num_parallel", 0)
	if parallel == math.Trunc(parallel) && parallel > 0 && parallel < 1000 {
		b.Circuits = int(parallel)
	}
	if math.IsNaN(b.RateMW) { // 0·∞
		b.RateMW = math.Inf(1)
	}
	return b
}

// lines: r, x in Ω and b in S over the whole line, or a type per km.
func (r *reader) lines() error {
	t, err := r.table("lines.csv", false)
	if err != nil {
		return err
	}
	types, err := r.types("line_types.csv")
	if err != nil {
		return err
	}
	unrated := 0
	for i := range t.rows {
		row := t.row(i)
		b := r.branch(row, power.Line)
		ohmR, ohmX, siemens := row.number("r", 0), row.number("x", 0), row.number("b", 0)
		if km := row.number("length", 0); km > 0 {
			b.LengthKm = km
		}
		if kind := row.text("type", ""); kind != "" {
			k, ok := types[kind]
			if !ok && ohmX == 0 {
				return row.fail("type %q is not in line_types.csv and no x is given", kind)
			}
			if ok {
				n, km := row.number("num_parallel", 1), row.number("length", 0)
				ohmR, ohmX = k.number("r_per_length", 0)*km/n, k.number("x_per_length", 0)*km/n
				siemens = 2 * math.Pi * k.number("f_nom", 50) * k.number("c_per_length", 0) * 1e-9 * km * n
				if k.err != nil {
					return k.err
				}
			}
		}
		if row.err != nil {
			return row.err
		}
		kv := r.kv[b.From]
		b.R, b.X, b.B = ohmR*baseMVA/(kv*kv), ohmX*baseMVA/(kv*kv), siemens*kv*kv/baseMVA
		if b.RateMW == 0 {
			unrated++
		}
		r.net.Branches = append(r.net.Branches, b)
	}
	if unrated > 0 {
		r.net.Note(fmt.Sprintf("lines.csv: %d lines with s_nom 0 read as unrated", unrated))
	}
	return nil
}

// transformers: r and x per unit of s_nom, or a type.
func (r *reader) transformers() error {
	t, err := r.table("transformers.csv", false)
	if err != nil {
		return err
	}
	types, err := r.types("transformer_types.csv")
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for i := range r.net.Branches {
		taken[r.net.Branches[i].ID] = true
	}
	for i := range t.rows {
		row := t.row(i)
		b := r.branch(row, power.Transformer)
		if taken[b.ID] { // lines and transformers have name spaces of their own
			b.ID += " (transformer)"
		}
		puR, puX, mva := row.number("r", 0), row.number("x", 0), row.number("s_nom", 0)
		if kind := row.text("type", ""); kind != "" {
			k, ok := types[kind]
			if !ok && puX == 0 {
				return row.fail("type %q is not in transformer_types.csv and no x is given", kind)
			}
			if ok {
				n := row.number("num_parallel", 1)
				mva = k.number("s_nom", mva)
				puR = k.number("vscr", 0) / 100 / n
				puX = math.Sqrt(math.Pow(k.number("vsc", 0)/100/n, 2) - puR*puR)
				if k.err != nil {
					return k.err
				}
			}
		}
		b.Tap, b.ShiftDeg = row.number("tap_ratio", 1), row.number("phase_shift", 0)
		if row.err != nil {
			return row.err
		}
		if !(mva > 0) {
			return row.fail("s_nom %v MVA, expected a positive number: it is the base of x", mva)
		}
		b.R, b.X = puR*baseMVA/mva, puX*baseMVA/mva
		r.net.Branches = append(r.net.Branches, b)
	}
	return nil
}

// types reads a table of line or transformer types by name.
func (r *reader) types(file string) (map[string]*row, error) {
	t, err := r.table(file, false)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*row, len(t.rows))
	for i := range t.rows {
		out[t.rows[i][0]] = t.row(i)
	}
	return out, nil
}
