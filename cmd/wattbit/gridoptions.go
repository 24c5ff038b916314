package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	powergrid "github.com/wattbit/wattbit/model/grid"
)

// gridOptions are the flags of every grid command.
type gridOptions struct {
	gridOutput
	input       gridInput
	susceptance string
	slack       string
	zero        string
	maxMemory   string

	model    powergrid.Options
	maxBytes int64
}

func (o *gridOptions) bind(cmd *cobra.Command, formats ...string) {
	o.gridOutput.bind(cmd, formats...)
	o.input.bind(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.susceptance, "susceptance", "", "formula of a branch's susceptance: matpower, x-only or powermodels (default: x-only for PSS/E, else matpower)")
	flags.StringVar(&o.slack, "slack", "", "who makes up the mismatch: ref, proportional or headroom (default: ref for a file, headroom for an atlas)")
	flags.StringVar(&o.zero, "zero-impedance", "refuse", "what becomes of a branch without reactance: refuse, or merge its buses")
}

// bindMemory adds the limit of what a command may take.
func (o *gridOptions) bindMemory(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.maxMemory, "max-memory", "4GB", "refuse what needs more, such as 500MB or 8GB")
}

// check refuses what can be refused before a file is read.
func (o *gridOptions) check(cmd *cobra.Command, args []string) error {
	if err := o.gridOutput.check(cmd); err != nil {
		return err
	}
	if err := o.input.check(cmd, args); err != nil {
		return err
	}
	var err error
	if o.susceptance != "" {
		if o.model.Susceptance, err = powergrid.ParseSusceptance(o.susceptance); err != nil {
			return fmt.Errorf("%w: --susceptance: %w", errUsage, err)
		}
	}
	if o.slack != "" {
		if o.model.Slack, err = powergrid.ParseSlack(o.slack); err != nil {
			return fmt.Errorf("%w: --slack: %w", errUsage, err)
		}
	} else if o.input.file == "" {
		o.model.Slack = powergrid.SlackHeadroom
	}
	switch o.zero {
	case "", powergrid.RefuseZero.String():
	case powergrid.MergeZero.String():
		o.model.ZeroImpedance = powergrid.MergeZero
	default:
		return fmt.Errorf("%w: --zero-impedance %q; expected refuse or merge", errUsage, o.zero)
	}
	if o.maxMemory != "" {
		if o.maxBytes, err = parseBytes(o.maxMemory); err != nil {
			return fmt.Errorf("%w: --max-memory %w", errUsage, err)
		}
	}
	return nil
}

// open reads the network and prepares it.
func (o *gridOptions) open(cmd *cobra.Command, args []string) (*gridCase, error) {
	if err := o.check(cmd, args); err != nil {
		return nil, err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	p.tell("reading " + o.input.label())
	net, a, err := o.input.read()
	if err != nil {
		return nil, err
	}
	if o.susceptance == "" && o.input.format == formatPSSE {
		o.model.Susceptance = powergrid.XOnly
	}
	if err := cmd.Context().Err(); err != nil {
		return nil, err
	}
	g, err := powergrid.New(net, o.model)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.input.label(), err)
	}
	return &gridCase{Grid: g, net: net, atlas: a, label: o.input.label()}, nil
}

var byteUnits = []struct {
	suffix string
	bytes  float64
}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}}

// parseBytes reads an amount of memory such as 500MB.
func parseBytes(text string) (int64, error) {
	for _, u := range byteUnits {
		number, ok := strings.CutSuffix(strings.ToUpper(text), strings.ToUpper(u.suffix))
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err == nil && v > 0 && v*u.bytes < 1<<62 {
			return int64(v * u.bytes), nil
		}
		break
	}
	return 0, fmt.Errorf("%q; expected an amount such as 500MB or 8GB", text)
}

func formatBytes(n int64) string {
	for _, u := range byteUnits {
		if float64(n) >= u.bytes {
			return strconv.FormatFloat(float64(n)/u.bytes, 'g', 3, 64) + " " + u.suffix
		}
	}
	return "0 B"
}

// checkWorkers refuses numbers of goroutines that make no sense.
func checkWorkers(n int) error {
	if n < 1 || n > 1024 {
		return fmt.Errorf("%w: --workers %d; expected 1 to 1024", errUsage, n)
	}
	return nil
}

// gridOutput says how an answer is written.
type gridOutput struct {
	format string
	asJSON bool
	output string
	// formats are those that the command can write, the default first.
	formats []string
}

func (o *gridOutput) bind(cmd *cobra.Command, formats ...string) {
	o.formats = formats
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", formats[0], "format of the output: "+strings.Join(formats, ", "))
	flags.BoolVar(&o.asJSON, "json", false, "print JSON, as --format json")
	flags.StringVarP(&o.output, "output", "o", "", "file to write instead of printing")
}

func (o *gridOutput) check(cmd *cobra.Command) error {
	if o.asJSON {
		if cmd.Flags().Changed("format") && o.format != "json" {
			return fmt.Errorf("%w: --json with --format %s; expected one of them", errUsage, o.format)
		}
		o.format = "json"
	}
	if !slices.Contains(o.formats, o.format) {
		return fmt.Errorf("%w: --format %q; expected one of %s", errUsage, o.format, strings.Join(o.formats, ", "))
	}
	return nil
}
