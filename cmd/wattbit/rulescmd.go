package main

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/rulepack"
	"github.com/wattbit/wattbit/model/scenario"
)

func newRulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "hold candidates against published rules of governments and regulators",
		Long: `rules lists the built-in rule packs, shows their files and holds candidates
against them. Your own pack is a YAML file of the same form.` + "\n" + exitHelp,
		Example: "  wattbit rules check --pack jp-gx,sg",
		Args:    noCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRulesListCommand(), newRulesShowCommand(), newRulesFiguresCommand(), newRulesCheckCommand())
	return cmd
}

func newRulesListCommand() *cobra.Command {
	cmd := newListCommand(listing{
		short: "list the built-in rule packs", long: "list prints the built-in rule packs with their issuers and the number of rules.", example: "  wattbit rules list --json",
		list: func() (any, grid, error) {
			packs := scenario.BuiltinRulePacks()
			g := grid{header: []string{"pack", "title", "as of", "rules"}, right: map[int]bool{3: true}}
			for _, p := range packs {
				g.rows = append(g.rows, []string{p.ID, p.Title, p.AsOf, strconv.Itoa(len(p.Rules))})
			}
			return packs, g, nil
		},
	})
	cmd.Flags().Lookup("json").Usage = "print JSON with every rule"
	return cmd
}

func newRulesShowCommand() *cobra.Command {
	return newShowCommand(showing{
		use: "show PACK", short: "print a rule pack",
		long: `show prints the file of a rule pack, ready to be edited and given to
'wattbit rules check --pack FILE'.`,
		example: "  wattbit rules show jp-gx -o mine.yaml",
		source:  rulepack.Source,
		record: func(name string) (any, error) {
			packs, err := scenario.RulePacks(name)
			if err != nil {
				return nil, err
			}
			return packs[0], nil
		},
	})
}

func newRulesFiguresCommand() *cobra.Command {
	cmd := newListCommand(listing{
		short: "list the figures that a rule can test", long: "figures prints every figure that a rule of a pack can test, with its unit.", example: "  wattbit rules figures",
		list: func() (any, grid, error) {
			g := grid{header: []string{"figure", "unit", "name"}}
			for _, f := range scenario.RuleFigures() {
				g.rows = append(g.rows, []string{f.ID, f.Unit, f.Name})
			}
			return scenario.RuleFigures(), g, nil
		},
	})
	cmd.Use = "figures"
	return cmd
}

type rulesOptions struct {
	scenarioOptions
	packs []string
	all   bool
	asCSV bool
	out   string
	force bool
}

func newRulesCheckCommand() *cobra.Command {
	var o rulesOptions
	cmd := &cobra.Command{
		Use: "check [SCENARIO]", Short: "hold the candidates of a scenario against rule packs",
		Long: `check holds candidates that pass every gate of the scenario (default: japan)
against rule packs and prints the matrix: pass, fail with the failing figure, or
unknown where the data cannot judge. What only the planner knows is stated under
site: (pue, renewable_pct, dispatchable_pct, curtailable_pct, heat_reuse_pct,
land_ha); rules on what is not stated stay unknown.` + "\n" + exitHelp,
		Example: "  wattbit rules check --set site.pue=1.2 --set site.renewable_pct=80\n  wattbit rules check training --pack jp-gx,mine.yaml --all --csv",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.name = firstOr(args, scenario.Default)
			return runRulesCheck(cmd, o)
		},
	}
	o.bind(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.packs, "pack", nil, "built-in packs or files joined by commas (default: all built-in)")
	flags.BoolVar(&o.all, "all", false, "every candidate that passes the gates, not only the top list")
	flags.BoolVar(&o.asCSV, "csv", false, "print CSV, one row a candidate and rule")
	flags.StringVarP(&o.out, "output", "o", "", "CSV file to write as well")
	overwrite(cmd, &o.force)
	return cmd
}

func runRulesCheck(cmd *cobra.Command, o rulesOptions) error {
	if o.asCSV && o.asJSON {
		return fmt.Errorf("%w: --csv and --json; expected one of them", errUsage)
	}
	if !cmd.Flags().Changed("pack") {
		o.packs = rulepack.Names()
	}
	if len(o.packs) == 0 {
		return fmt.Errorf("%w: --pack is empty; expected names joined by commas", errUsage)
	}
	packs, err := scenario.RulePacks(o.packs...)
	if err != nil {
		return err
	}
	o.rankingOnly = true
	r, err := o.run(cmd)
	if err != nil {
		return err
	}
	m := r.Rules(packs, r.Top(o.all))
	if o.out != "" {
		if err := folder.SaveFile(cmd.Context(), o.out, m.WriteCSV, o.force); err != nil {
			return err
		}
	}
	switch {
	case o.asCSV:
		var b bytes.Buffer
		if err := m.WriteCSV(&b); err != nil {
			return err
		}
		return emitOver(cmd.OutOrStdout(), "", b.Bytes(), false)
	case o.asJSON:
		return printJSON(cmd.OutOrStdout(), rulesOf(r, m))
	}
	printRules(cmd.OutOrStdout(), r, m)
	return nil
}
