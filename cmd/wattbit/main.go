// Command wattbit plans where data centers should stand by weighing the power
// grid (watts) and the optical network (bits) together.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/wattbit/wattbit/data/yamldoc"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/sweep"
)

// Exit statuses, as every command's help states them.
const (
	exitOK          = 0
	exitFailed      = 1 // the work could not be done
	exitUsage       = 2 // wrong flags, arguments or settings
	exitFindings    = 3 // a check found errors in what it checked
	exitInterrupted = 130
)

// errFindings says that a check did its work and found errors.
var errFindings = errors.New("errors were found")

// errInterrupted marks work that an interrupt ended early and that was kept.
var errInterrupted = errors.New("interrupted")

// errUsage marks an error in flags or arguments.
var errUsage = errors.New("usage")

// usageError marks an error in its own words as one in flags or arguments.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func (usageError) Is(target error) bool { return target == errUsage }

func main() {
	ctx, p := withPatience(context.Background())
	ctx, _ = signal.NotifyContext(ctx, interrupts...)
	context.AfterFunc(ctx, func() {
		p.wait(os.Stderr)
		os.Exit(exitInterrupted)
	})
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	os.Exit(code)
}

// run is main without the process: what the tests call.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	out := &watched{w: stdout}
	root := newRootCommand(out, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if out.err != nil && (err == nil || errors.Is(err, errFindings)) {
		err = out.err
	}
	code := exitStatus(err)
	if err != nil && code != exitFindings {
		fmt.Fprintf(stderr, "wattbit: %s\n", message(err))
	}
	return code
}

func message(err error) string {
	var sweeping *sweep.InterruptedError
	if errors.As(err, &sweeping) {
		return sweeping.Error()
	}
	if errors.Is(err, errInterrupted) {
		return err.Error()
	}
	var kept *keptError
	if errors.As(err, &kept) {
		return kept.Error()
	}
	if errors.Is(err, context.Canceled) {
		return "interrupted; nothing was written"
	}
	return strings.TrimPrefix(err.Error(), errUsage.Error()+": ")
}

func exitStatus(err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, context.Canceled), errors.Is(err, errInterrupted):
		return exitInterrupted
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errUsage), errors.Is(err, yamldoc.ErrUnknownName), errors.Is(err, scenario.ErrWeighText), inSetting(err):
		return exitUsage
	default:
		return exitFailed
	}
}

// inSetting tells a mistake on the command line from one in a file.
func inSetting(err error) bool {
	var mistake *scenario.Error
	return errors.As(err, &mistake) && scenario.InSetting(mistake)
}

const exitHelp = `
Exit status: 0 done, 1 the work could not be done, 2 wrong flags, arguments or
settings, 3 a check found errors, 130 interrupted.`

func newRootCommand(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "wattbit",
		Short: "plan data-center sites on the power grid and the optical network together",
		Long: `wattbit ranks candidate sites for data centers on real grid and fiber figures,
each with its source, and says why.

  wattbit run            rank Japan and write tables, a manifest and a report
  wattbit explain 13104  say why one candidate stands where it stands` + "\n" + exitHelp,
		SilenceUsage: true, SilenceErrors: true,
		Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.PersistentPreRunE = checkPaths
	root.Version = version
	root.SetVersionTemplate("wattbit {{.Version}}\n")
	root.AddCommand(newRunCommand(), newPlanCommand(), newScoreCommand(), newExplainCommand(), newSensitivityCommand(), newCompareCommand(), newSweepCommand(),
		newParetoCommand(), newAlternativesCommand(), newChanceCommand(), newRegretCommand(),
		newGridCommand(), newFiberCommand(), newShockCommand(), newAtlasCommand(), newScenarioCommand(), newRulesCommand(), newVersionCommand())
	return root
}

// noCommand refuses words that are no command; cobra adds what was likely meant.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%w: unknown command %q for %q%s", errUsage, args[0], cmd.CommandPath(), meant(cmd, args[0]))
}

// nearEnough is how many letters a typo may be off.
const nearEnough = 2

// meant asks whether a command of nearly that name was meant.
func meant(cmd *cobra.Command, name string) string {
	cmd.SuggestionsMinimumDistance = nearEnough
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		return fmt.Sprintf("; did you mean %q?", near[0])
	}
	return ""
}

// flagError marks an error in flags as usage and says what was likely meant.
func flagError(cmd *cobra.Command, err error) error {
	hint := ""
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		f := invalid.GetFlag()
		return fmt.Errorf("%w: --%s %q; expected %s; see '%s --help'", errUsage, f.Name, invalid.GetValue(), valueOf(f), cmd.CommandPath())
	}
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && len(unknown.GetSpecifiedName()) > 1 {
		flags := &cobra.Command{} // cobra knows near names of commands only
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			flags.AddCommand(&cobra.Command{Use: "--" + f.Name, Run: func(*cobra.Command, []string) {}})
		})
		hint = meant(flags, "--"+unknown.GetSpecifiedName())
	}
	return fmt.Errorf("%w: %w%s; see '%s --help'", errUsage, err, hint, cmd.CommandPath())
}

// valueOf says what a flag takes.
func valueOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "uint64":
		return "a whole number"
	case "float64":
		return "a number"
	case "float64Slice":
		return "numbers with commas between"
	case "bool":
		return "true or false"
	default:
		return "a " + f.Value.Type()
	}
}

// arguments checks the number of arguments and marks a wrong one as usage.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return fmt.Errorf("%w: %w; see '%s --help'", errUsage, err, cmd.CommandPath())
		}
		return nil
	}
}

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }
