package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/data/psse"
	"github.com/wattbit/wattbit/data/pypsa"
	"github.com/wattbit/wattbit/model/scenario"
)

// gridInput says where the network comes from.
type gridInput struct {
	atlas     string
	year      int
	emergency float64 // percent of the continuous rating, of the atlas
	format    string
	snapshot  string
	file      string // empty: the atlas
}

// The formats of a network file.
const (
	formatMatpower = "matpower"
	formatPSSE     = "psse"
	formatPyPSA    = "pypsa"
)

func (in *gridInput) bind(cmd *cobra.Command) {
	bindAtlas(cmd, &in.atlas)
	flags := cmd.Flags()
	flags.Float64Var(&in.emergency, "emergency-pct", defaultEmergencyPct, "rating after an outage of the atlas's branches, in percent of the continuous one")
	flags.IntVar(&in.year, "year", 0, "state of the atlas's links and borders: a year (default: now)")
	flags.StringVar(&in.format, "input-format", "", "matpower, psse or pypsa (default: by the file's name)")
	flags.StringVar(&in.snapshot, "snapshot", "", "row of a PyPSA folder's time series (default: the first)")
}

// check refuses what can be refused before a file is read.
func (in *gridInput) check(cmd *cobra.Command, args []string) error {
	in.file = firstOr(args, "")
	changed := cmd.Flags().Changed
	switch {
	case in.file != "" && (changed("atlas") || changed("year") || changed("emergency-pct")):
		return fmt.Errorf("%w: a FILE with --atlas, --year or --emergency-pct; expected one network", errUsage)
	case in.file == "" && (in.format != "" || in.snapshot != ""):
		return fmt.Errorf("%w: --input-format and --snapshot are for a FILE", errUsage)
	case !(in.emergency >= 100 && in.emergency <= 200):
		return fmt.Errorf("%w: --emergency-pct %g; expected 100 to 200", errUsage, in.emergency)
	}
	if err := checkYear(cmd, "year", in.year); err != nil {
		return err
	}
	switch in.format {
	case "", formatMatpower, formatPSSE, formatPyPSA:
		return nil
	}
	return fmt.Errorf("%w: --input-format %q; expected %s, %s or %s", errUsage, in.format, formatMatpower, formatPSSE, formatPyPSA)
}

// defaultEmergencyPct is what the built-in scenarios assume too.
const defaultEmergencyPct = 110

// read reads the network; the atlas is nil when it comes from a file.
func (in *gridInput) read() (*power.Network, *atlas.Atlas, error) {
	if in.file == "" {
		a, _, err := scenario.OpenAtlas(in.atlas)
		if err != nil {
			return nil, nil, err
		}
		if len(a.GridBuses) == 0 {
			return nil, nil, fmt.Errorf("atlas %s has no electrical network: its table grid_buses is empty", in.atlas)
		}
		n, err := a.Network(in.year)
		if err != nil {
			return nil, nil, err
		}
		n.SetEmergency(in.emergency / 100)
		return n, a, nil
	}
	if err := in.detect(); err != nil {
		return nil, nil, err
	}
	var n *power.Network
	var err error
	switch in.format {
	case formatMatpower:
		n, err = matpower.ReadFile(in.file)
	case formatPSSE:
		n, err = psse.ReadFile(in.file)
	default:
		if n, err = pypsa.ReadDir(in.file, pypsa.Options{Snapshot: in.snapshot}); err != nil {
			err = fmt.Errorf("%s: %w", in.file, err)
		}
	}
	return n, nil, err
}

// detect finds the format by the file's name.
func (in *gridInput) detect() error {
	info, err := os.Stat(in.file)
	if err != nil || in.format != "" {
		return err
	}
	switch extension := strings.ToLower(filepath.Ext(in.file)); {
	case info.IsDir():
		in.format = formatPyPSA
	case extension == ".m":
		in.format = formatMatpower
	case extension == ".raw":
		in.format = formatPSSE
	default:
		return fmt.Errorf("%s: unknown kind of file; expected .m (MATPOWER), .raw (PSS/E), a PyPSA folder, or --input-format", in.file)
	}
	return nil
}

// label names the network in output.
func (in *gridInput) label() string {
	switch {
	case in.file != "":
		return filepath.Base(in.file)
	case in.year != 0:
		return fmt.Sprintf("atlas %s of %d", in.atlas, in.year)
	}
	return "atlas " + in.atlas
}
