package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	powergrid "github.com/wattbit/wattbit/model/grid"
	"github.com/wattbit/wattbit/model/solve"
)

// securityOptions are the flags that say what a load must withstand.
type securityOptions struct {
	tau           string
	tauKV         []string
	policy        string
	contingencies []string
	workers       int

	hosting powergrid.HostingOptions // as the flags say
}

func (o *securityOptions) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.tau, "tau", "5%", "cut-off: an element that takes no more than this share of the load does not bind (0 for a study)")
	flags.StringSliceVar(&o.tauKV, "tau-kv", nil, "cut-off from a voltage upwards, such as 500=3% (may be repeated)")
	flags.StringVar(&o.policy, "policy", powergrid.Exclude.String(), "overloads that exist without the load: exclude them, or no-worse")
	flags.StringSliceVar(&o.contingencies, "contingencies", nil, "what may be lost, one at a time: branch (no bridge), bridge, unit (default: all three for a file; for an atlas, whose generators are whole stations, branch,bridge)")
	flags.IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
}

// check reads the flags. The generators of an atlas are stations, whose loss is
// no single outage.
func (o *securityOptions) check(ofAtlas bool) error {
	if o.contingencies == nil {
		o.contingencies = []string{"branch", "bridge", "unit"}
		if ofAtlas {
			o.contingencies = o.contingencies[:2]
		}
	}
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	h := powergrid.HostingOptions{Workers: o.workers}
	var err error
	if h.Cutoff, err = parseShare(o.tau); err != nil {
		return fmt.Errorf("%w: --tau %w", errUsage, err)
	}
	for _, band := range o.tauKV {
		kv, share, _ := strings.Cut(band, "=")
		from, err := strconv.ParseFloat(kv, 64)
		cutoff, errShare := parseShare(share)
		if err != nil || errShare != nil || !(from >= 0 && from < 1e5) {
			return fmt.Errorf("%w: --tau-kv %q; expected a voltage in kV and a share, such as 500=3%%", errUsage, band)
		}
		h.CutoffByKV = append(h.CutoffByKV, powergrid.CutoffBand{MinKV: from, Cutoff: cutoff})
	}
	if h.Policy, err = powergrid.ParsePolicy(o.policy); err != nil {
		return fmt.Errorf("%w: --policy: %w", errUsage, err)
	}
	if h.Outages, err = parseOutages(o.contingencies); err != nil {
		return err
	}
	o.hosting = h
	return nil
}

// parseShare reads 5%, 0.05 or 0.
func parseShare(text string) (float64, error) {
	number, isPercent := strings.CutSuffix(strings.TrimSpace(text), "%")
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if isPercent {
		v /= 100
	}
	if err != nil || !(v >= 0 && v < 1) {
		return 0, fmt.Errorf("%q; expected a share from 0 to below 1, such as 5%% or 0.05", text)
	}
	return v, nil
}

// outageKinds are the words of --contingencies.
var outageKinds = []struct {
	word string
	kind powergrid.Outages
}{{"branch", powergrid.BranchOutages}, {"bridge", powergrid.BridgeOutages}, {"unit", powergrid.UnitOutages}}

func parseOutages(words []string) (powergrid.Outages, error) {
	var set powergrid.Outages
next:
	for _, word := range words {
		for _, k := range outageKinds {
			if k.word == word {
				set |= k.kind
				continue next
			}
		}
		return 0, fmt.Errorf("%w: --contingencies %q; expected branch, bridge or unit, with commas between", errUsage, word)
	}
	if set == 0 {
		return 0, fmt.Errorf("%w: --contingencies names none; expected branch, bridge or unit", errUsage)
	}
	return set, nil
}

// text says the flags in one line.
func (o *securityOptions) text() string {
	tau := "τ " + o.tau
	if len(o.tauKV) > 0 {
		tau += " (" + strings.Join(o.tauKV, ", ") + ")"
	}
	return fmt.Sprintf("%s, policy %s, contingencies %s", tau, o.policy, strings.Join(o.contingencies, ", "))
}

type gridHostingOptions struct {
	gridOptions
	securityOptions
	buses      []string
	top        int
	redispatch string
}

func newGridHostingCommand() *cobra.Command {
	var o gridHostingOptions
	cmd := &cobra.Command{
		Use:   "hosting [FILE]",
		Short: "N-1 secure hosting capacity for load, bus by bus",
		Long: `hosting finds the most load that each bus can take while no element is overloaded,
with everything in service (normal ratings) and after every single contingency
(emergency ratings); the units with headroom supply it. The table shows the buses
by megawatts with what stops them, which share of the load that element takes,
what lifting it would unlock, and what existed before. Of an atlas it shows the
buses where a customer can connect.

Hosting is not additive: the figures of two buses do not hold together. Ask
'grid joint' about several loads.

CSV has the columns bus, hosting_mw, binding_branch, binding_contingency, n0_mw,
radial, and a row per bus in file order. The contingency is BASE where nothing is
lost, HEADROOM where no element stops the load; a bus out of service has no
figures. "radial" is true where one outage blacks the bus out: its firm supply is
0 whatever the network could carry. --redispatch adds redispatch_mw, the most
load if all units may be redispatched at will.` + "\n" + gridInputHelp + "\n" + exitHelp,
		Example: "  wattbit grid hosting case.m --top 10\n  wattbit grid hosting case.m --tau 0 --contingencies branch --format csv",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridHosting(cmd, args, &o) },
	}
	o.gridOptions.bind(cmd, "table", "csv", "json", "geojson")
	o.securityOptions.bind(cmd)
	o.bindMemory(cmd)
	bindTop(cmd, &o.top)
	cmd.Flags().StringSliceVar(&o.buses, "buses", nil, "buses to answer for (default: all)")
	cmd.Flags().StringVar(&o.redispatch, "redispatch", "", "add the upper bracket, with full redispatch: base (nothing lost) or secure (after every branch outage)")
	return cmd
}

// The words of --redispatch.
const (
	redispatchBase   = "base"
	redispatchSecure = "secure"
)

func (o *gridHostingOptions) check(ofAtlas bool) error {
	if err := o.securityOptions.check(ofAtlas); err != nil {
		return err
	}
	switch o.redispatch {
	case "", redispatchBase, redispatchSecure:
	default:
		return fmt.Errorf("%w: --redispatch %q; expected %s or %s", errUsage, o.redispatch, redispatchBase, redispatchSecure)
	}
	return checkTop(o.top)
}

func runGridHosting(cmd *cobra.Command, args []string, o *gridHostingOptions) error {
	if err := o.check(len(args) == 0); err != nil {
		return err
	}
	c, err := o.open(cmd, args)
	if err != nil {
		return err
	}
	buses, err := pick(o.buses, len(c.net.Buses), c.busOf)
	if err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	opt := o.hosting
	opt.Buses = buses
	need := c.HostingBytes(opt)
	if need > o.maxBytes {
		return fmt.Errorf("%s: the sensitivities of %d buses take %s, more than --max-memory %s: choose some with --buses", c.label, len(buses), formatBytes(need), o.maxMemory)
	}
	p.tell(fmt.Sprintf("sensitivities of %d buses, %s", len(buses), formatBytes(need)))
	opt.Progress = func(done, total int) { p.count("contingency", done, total) }
	h, err := c.Hosting(cmd.Context(), opt)
	if err != nil {
		return c.failed(err)
	}
	answer := newGridHosting(c, h, o)
	if o.redispatch != "" {
		if err := answer.bracket(cmd, buses, o, p); err != nil {
			return err
		}
	}
	p.done()
	return o.write(cmd, answer)
}

// bracket adds the upper end of the bracket.
func (a *gridHosting) bracket(cmd *cobra.Command, buses []int, o *gridHostingOptions, p *progress) error {
	b, err := a.c.Bracket(cmd.Context(), powergrid.BracketOptions{Buses: buses, Secure: o.redispatch == redispatchSecure, Workers: o.workers,
		Progress: func(done, total int) { p.count("bus", done, total) }})
	if err != nil {
		return a.c.failed(err)
	}
	a.Redispatch = o.redispatch
	if b.Status != solve.Optimal {
		a.Notes = append(a.Notes, "no dispatch holds all limits without any load ("+b.Status.String()+"): redispatch_mw is unknown")
	}
	for i := range a.Buses {
		mw := number(math.NaN(), mwDecimals)
		if i < len(b.Buses) {
			mw = number(b.Buses[i].RedispatchMW, mwDecimals)
		}
		a.Buses[i].RedispatchMW = &mw
	}
	return nil
}
