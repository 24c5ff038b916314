package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/fiber"
)

// fiberOptions are the flags of every fiber command.
type fiberOptions struct {
	input       fiberInput
	routeFactor float64
	inServiceBy int
	cuts        []string
	failNodes   []string
	failGroups  []string
	profile     string
	format      string
	asJSON      bool
	output      string
	force       bool
	// formats are those that the command can write, the default first.
	formats []string
	// mergeParallel counts the spans that join the same two nodes as one.
	mergeParallel bool
}

func (o *fiberOptions) bind(cmd *cobra.Command, formats ...string) {
	o.formats = formats
	flags := cmd.Flags()
	o.input.bind(cmd)
	flags.Float64Var(&o.routeFactor, "route-factor", 0, "fibre length over air line where no length is given (default: 1.3, within 1.2 to 1.5; under 60 km 1.9, within 1.4 to 2.1)")
	flags.IntVar(&o.inServiceBy, "in-service-by", 0, "leave out spans that are ready after this year (default: every span)")
	flags.StringArrayVar(&o.cuts, "cut", nil, "what if this span is lost (may be repeated)")
	flags.StringArrayVar(&o.failNodes, "fail-node", nil, "what if every span of this node is lost (may be repeated)")
	flags.StringArrayVar(&o.failGroups, "fail-group", nil, "what if every span of this shared-risk group is lost (may be repeated)")
	flags.StringVar(&o.format, "format", formats[0], "format of the output: "+strings.Join(formats, ", "))
	flags.BoolVar(&o.asJSON, "json", false, "print JSON, as --format json")
	overwrite(cmd, &o.force)
	flags.StringVarP(&o.output, "output", "o", "", "file to write instead of printing")
}

func (o *fiberOptions) bindProfile(cmd *cobra.Command) {
	var names []string
	for _, p := range fiber.Profiles() {
		names = append(names, p.Name)
	}
	cmd.Flags().StringVar(&o.profile, "profile", fiber.APNProfile().Name, "transport profile: "+strings.Join(names, ", "))
}

// check refuses what can be refused before a file is read.
func (o *fiberOptions) check(cmd *cobra.Command) error {
	if o.asJSON {
		if cmd.Flags().Changed("format") && o.format != "json" {
			return fmt.Errorf("%w: --json with --format %s; expected one of them", errUsage, o.format)
		}
		o.format = "json"
	}
	if !slices.Contains(o.formats, o.format) {
		return fmt.Errorf("%w: --format %q; expected one of %s", errUsage, o.format, strings.Join(o.formats, ", "))
	}
	if cmd.Flags().Changed("route-factor") && !(o.routeFactor >= 1 && o.routeFactor <= math.MaxFloat64) {
		return fmt.Errorf("%w: --route-factor %g; expected at least 1: fibre is never shorter than the air line", errUsage, o.routeFactor)
	}
	if err := checkYear(cmd, "in-service-by", o.inServiceBy); err != nil {
		return err
	}
	return o.input.check(cmd)
}

// build says how the records become a network.
func (o *fiberOptions) build() fiber.Options {
	build := fiber.DefaultOptions()
	if o.routeFactor != 0 {
		build.Factor = fiber.UniformRouteFactor(o.routeFactor)
	}
	build.InServiceBy, build.MergeParallel = o.inServiceBy, o.mergeParallel
	return build
}

// bindKind adds the flag of the kind of disjointness.
func bindKind(cmd *cobra.Command, kind *string, fallback fiber.Disjointness, kinds ...fiber.Disjointness) {
	cmd.Flags().StringVar(kind, "kind", fallback.String(), "what the routes must not share: "+kindList(kinds))
}

// parseKind reads a kind of disjointness that the command knows.
func parseKind(text string, kinds ...fiber.Disjointness) (fiber.Disjointness, error) {
	kind, err := fiber.ParseDisjointness(text)
	if err != nil || !slices.Contains(kinds, kind) {
		return 0, fmt.Errorf("%w: --kind %q; expected one of %s", errUsage, text, kindList(kinds))
	}
	return kind, nil
}

func kindList(kinds []fiber.Disjointness) string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.String())
	}
	return strings.Join(names, ", ")
}

func parseObjective(text string) (fiber.Objective, error) {
	for _, objective := range []fiber.Objective{fiber.MinSum, fiber.MinMax} {
		if objective.String() == text {
			return objective, nil
		}
	}
	return 0, fmt.Errorf("%w: --objective %q; expected one of %v, %v", errUsage, text, fiber.MinSum, fiber.MinMax)
}
