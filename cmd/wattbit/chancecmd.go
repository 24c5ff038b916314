package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/plan/chance"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

type chanceOptions struct {
	tradeoffOptions
	samples int
	nodes   int
	journal string
}

// Largest values of the flags of chance.
const (
	mostSamples = 100_000
	mostNodes   = 1_000_000
)

func newChanceCommand() *cobra.Command {
	var o chanceOptions
	cmd := &cobra.Command{
		Use:   "chance [SCENARIO]",
		Short: "how often each site is chosen when costs, demand and weights are uncertain",
		Long: `chance draws the demand, the costs and the weight of the system's costs anew, many
times over, makes the joint plan of each draw, and counts how often each site is
chosen: with its 95 % interval (Wilson), which covers the sampling alone. How
uncertain each figure is stands in the scenario's plan.uncertainty, each with whose
judgement it is, and is printed with the answer. The seed is the scenario's.

--journal keeps each finished draw in a file, so that a call that was stopped goes
on when the same command is given again, and ends with the same bytes; more
--samples go on from those that are there. No clock ends a search, but --nodes and
the gap do, so that a repeat gives the same with any number of workers; a plan
within the gap may leave out a site that the best one would hold.` + "\n" + exitHelp,
		Example: "  wattbit chance --samples 200 --journal draws.jsonl\n" +
			"  wattbit chance --samples 50 --set plan.uncertainty.demand.spread_pct=10 --json",
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runChance(cmd, o)
		},
	}
	o.bind(cmd)
	flags := cmd.Flags()
	flags.IntVar(&o.samples, "samples", 100, "draws")
	flags.IntVar(&o.nodes, "nodes", 20, "branch-and-bound nodes of each programme at most")
	flags.StringVar(&o.journal, "journal", "", "file that keeps each finished draw (default: none)")
	if err := flags.MarkHidden("time-limit"); err != nil {
		panic(err)
	}
	return cmd
}

func (o *chanceOptions) draws(cmd *cobra.Command) (portfolio.ChanceOptions, error) {
	out := portfolio.ChanceOptions{Samples: o.samples, Nodes: o.nodes, Workers: o.workers}
	switch {
	case cmd.Flags().Changed("time-limit"):
		return out, fmt.Errorf("%w: --time-limit: a clock would make draws that no repeat gives; expected --nodes or --gap", errUsage)
	case o.samples < 1 || o.samples > mostSamples:
		return out, fmt.Errorf("%w: --samples %d; expected 1 to %s", errUsage, o.samples, thousands(mostSamples))
	case o.nodes < 1 || o.nodes > mostNodes:
		return out, fmt.Errorf("%w: --nodes %d; expected 1 to %s", errUsage, o.nodes, thousands(mostNodes))
	}
	var err error
	out.Options, err = o.search(cmd)
	return out, err
}

func runChance(cmd *cobra.Command, o chanceOptions) error {
	opt, err := o.draws(cmd)
	if err != nil {
		return err
	}
	if o.journal != "" {
		file, err := openJournal(o.journal)
		if err != nil {
			return err
		}
		defer file.Close()
		if opt.Store, err = chance.OpenJournal(file); err != nil {
			return fmt.Errorf("%s: %w", o.journal, err)
		}
	}
	r, study, err := o.study(cmd)
	if err != nil {
		return err
	}
	if opt.Name, err = studyName(r); err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	done := 0
	opt.Seed, opt.Progress = r.Scenario.Seed, searching(p, "chance")
	opt.Done = func(n, of int) {
		done = n
		p.tell(fmt.Sprintf("chance: %d of %d draws", n, of))
	}
	c, err := study.Chance(cmd.Context(), opt)
	if p.done(); err != nil {
		if cmd.Context().Err() != nil && o.journal != "" {
			return &keptError{fmt.Sprintf("%d of %s are in %s, and the same command goes on", done, counted(o.samples, "draw"), o.journal)}
		}
		return err
	}
	return o.give(cmd, chanceView(r, study, c), nil, "all draws were made")
}

// journalStart is how every journal begins.
const journalStart = `{"key":`

// openJournal opens a journal, and refuses a file that is something else: what a
// journal does not know of its last line it would cut off.
func openJournal(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	start := make([]byte, len(journalStart))
	n, err := io.ReadFull(file, start)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) || !strings.HasPrefix(journalStart, string(start[:n])) {
		return nil, errors.Join(fmt.Errorf("--journal %s: the file is no journal of draws; expected a new one, or one that chance wrote", path), file.Close())
	}
	return file, nil
}

// studyName tells studies apart by all that they are made from.
func studyName(r *scenario.Result) (string, error) {
	text, err := json.Marshal(struct {
		Version  string
		Scenario *scenario.Scenario
		Inputs   []scenario.Input
	}{version, r.Scenario, r.Inputs})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}
