package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/shock"
)

func newShockCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "shock",
		Short: "what an earthquake or cut fibre leaves alive, by class and hour",
		Long: `shock computes what one event does to all data centers at once: the share of the
IT load that is alive at its first hour, after days and after a month, by class of
workload, and which parts of the optical network still hold together.` + "\n" + exitHelp,
		Example: "  wattbit shock run tokyo-quake",
		Args:    noCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newShockListCommand(), newShockShowCommand(), newShockRunCommand())
	return cmd
}

// shockSummary is a line of shock list.
type shockSummary struct {
	Name     string         `json:"name"`
	Title    string         `json:"title"`
	Question string         `json:"question"`
	Evidence atlas.Evidence `json:"evidence"`
}

func newShockListCommand() *cobra.Command {
	return newListCommand(listing{
		short: "list the built-in shocks", long: "list prints the built-in shocks with what each asks.", example: "  wattbit shock list --json",
		list: func() (any, grid, error) {
			var all []shockSummary
			g := grid{header: []string{"name", "title", "question"}}
			for _, name := range shock.Names() {
				s, err := shock.Load(name)
				if err != nil {
					return nil, g, err
				}
				all = append(all, shockSummary{name, s.Title, s.Question, s.Evidence})
				g.rows = append(g.rows, []string{name, s.Title, s.Question})
			}
			return all, g, nil
		},
	})
}

func newShockShowCommand() *cobra.Command {
	return newShowCommand(showing{
		use: "show NAME", short: "print the file of a built-in shock",
		long:    "show prints the file of a built-in shock, ready to be edited and run.",
		example: "  wattbit shock show nankai -o mine.yaml",
		source:  shock.Source,
		record: func(name string) (any, error) {
			src, err := shock.Source(name)
			if err != nil {
				return nil, err
			}
			src, err = yaml.YAMLToJSON(src)
			return json.RawMessage(src), err
		},
	})
}

type shockOptions struct {
	atlas       string
	placed      string
	hubs        []string
	samples     int
	spans       int
	inServiceBy int
	workers     int
	asJSON      bool
}

func newShockRunCommand() *cobra.Command {
	var o shockOptions
	cmd := &cobra.Command{
		Use: "run NAME", Short: "compute what is alive after a shock",
		Long: `run takes a built-in shock or a YAML file and prints the survival of the IT load by
class and hour, why the rest is not alive, which hubs still reach which metros, and
the worst cut where the shock asks for one. Without --placed the load is what stands
today as the atlas knows it; its classes are not known, so that each class is told
as if all of it were of that class.

A file of --placed has the columns id, lon, lat and mw (empty when unknown), and
when there name, class, region, area, backup (the site that takes over), reserve_mw
and backup_hours. Rows of one id are the classes of one site.` + "\n" + exitHelp,
		Example: `  wattbit shock run nankai
  wattbit shock run tokyo-quake --placed mine.csv --json`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return runShock(cmd, o, args[0]) },
	}
	flags := cmd.Flags()
	bindAtlas(cmd, &o.atlas)
	flags.StringVar(&o.placed, "placed", "", "CSV file of the sites instead of what stands today")
	flags.StringArrayVar(&o.hubs, "hub", siting.JapanHubs, "node that a site must reach one of to be connected (may be repeated)")
	flags.IntVar(&o.samples, "samples", 0, "events to draw, 0 for the median event (default: those of the shock)")
	flags.IntVar(&o.spans, "spans", 0, "spans lost in the worst cut, of a shock that searches one (default: those of the shock)")
	flags.IntVar(&o.inServiceBy, "in-service-by", 0, "leave out spans that are ready after this year (default: the year of the atlas)")
	flags.IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
	flags.BoolVar(&o.asJSON, "json", false, "print JSON")
	return cmd
}

func (o *shockOptions) check(cmd *cobra.Command) error {
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	if o.samples < 0 || o.samples > shock.MaxSamples {
		return fmt.Errorf("%w: --samples %d; expected 0 to %d", errUsage, o.samples, shock.MaxSamples)
	}
	return checkYear(cmd, "in-service-by", o.inServiceBy)
}

func runShock(cmd *cobra.Command, o shockOptions, name string) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	s, err := shock.Load(name)
	if err != nil {
		return err
	}
	if err := o.change(cmd, s); err != nil {
		return err
	}
	a, _, err := scenario.OpenAtlas(o.atlas)
	if err != nil {
		return err
	}
	p := shock.Problem{Shock: s, Workers: o.workers}
	if p.Ground, err = shock.NewGround(a); err != nil {
		return err
	}
	placed, err := o.sites(a, p.Ground)
	if err != nil {
		return err
	}
	p.Sites = placed.Sites
	if o.inServiceBy == 0 {
		o.inServiceBy = atlasYear(a)
	}
	if p.Bits, err = shock.AtlasBits(a, o.inServiceBy, o.hubs...); err != nil {
		return err
	}
	if cmd.Flags().Changed("hub") {
		if p.Bits.Hubs, err = hubsOf(p.Bits.Network, a, o.hubs); err != nil {
			return err
		}
	}
	r, err := shock.Run(cmd.Context(), p)
	if err != nil {
		return err
	}
	view := viewShock(r, placed, p.Bits, o.inServiceBy)
	if o.asJSON {
		return printJSON(cmd.OutOrStdout(), view)
	}
	view.print(cmd.OutOrStdout())
	return nil
}

// change makes the changes that flags ask for.
func (o *shockOptions) change(cmd *cobra.Command, s *shock.Shock) error {
	if cmd.Flags().Changed("samples") {
		if o.samples > 0 && s.Worst.Spans > 0 {
			return fmt.Errorf("%w: --samples %d; the shock %s searches the worst cut and draws no events", errUsage, o.samples, s.ID)
		}
		s.Draws.Samples = o.samples
	}
	if !cmd.Flags().Changed("spans") {
		return nil
	}
	if s.Worst.Spans == 0 || o.spans < 1 || o.spans > shock.MaxWorstSpans {
		return fmt.Errorf("%w: --spans %d; expected 1 to %d, with a shock that searches the worst cut", errUsage, o.spans, shock.MaxWorstSpans)
	}
	s.Worst.Spans = o.spans
	return nil
}

// hubsOf finds the hubs that --hub names, by id or name.
func hubsOf(n *fiber.Network, a *atlas.Atlas, names []string) ([]string, error) {
	nodes, hubs := nodeDirectory(n, a), make([]string, len(names))
	for i, name := range names {
		v, err := nodes.find(name)
		if err != nil {
			return nil, fmt.Errorf("--hub: %w", err)
		}
		hubs[i] = n.Node(v).ID
	}
	return hubs, nil
}

// sites reads the file of sites, or takes what stands today.
func (o *shockOptions) sites(a *atlas.Atlas, ground *shock.Ground) (shock.Placed, error) {
	if o.placed == "" {
		p := shock.Existing(a)
		if len(p.Sites) == 0 {
			return p, fmt.Errorf("atlas %s has no data center that operates; expected --placed with a file of sites", o.atlas)
		}
		return p, nil
	}
	f, err := os.Open(o.placed)
	if err != nil {
		return shock.Placed{}, fmt.Errorf("--placed: %w", err)
	}
	defer f.Close()
	return shock.ReadPlaced(f, o.placed, ground)
}

// atlasYear is the year of an atlas's version, 0 when it does not begin with one.
func atlasYear(a *atlas.Atlas) int {
	text, _, _ := strings.Cut(a.Meta.Version, "-")
	year, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return year
}
