package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/scenario"
)

func newScenarioCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "scenario",
		Short:   "list, show and check scenarios",
		Long:    "scenario lists the built-in scenarios, shows their files and checks yours.\n" + exitHelp,
		Example: "  wattbit scenario show japan --full > mine.yaml",
		Args:    noCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newScenarioListCommand(), newScenarioShowCommand(), newScenarioCheckCommand(), newScenarioSchemaCommand(), newScenarioTableCommand())
	return cmd
}

type scenarioSummary struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Question string `json:"question"`
}

func newScenarioListCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "list the built-in scenarios",
		Long:    "list prints the built-in scenarios with their titles.\n" + exitHelp,
		Example: "  wattbit scenario list --json",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			var all []scenarioSummary
			g := grid{header: []string{"name", "title"}}
			for _, name := range scenario.Names() {
				sc, err := scenario.Load(name)
				if err != nil {
					return err
				}
				all = append(all, scenarioSummary{sc.Name, sc.Heading(), sc.Asked()})
				g.rows = append(g.rows, []string{sc.Name, sc.Heading()})
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), all)
			}
			g.print(cmd.OutOrStdout())
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func newScenarioShowCommand() *cobra.Command {
	var full, asJSON, force bool
	var out string
	var settings []string
	cmd := &cobra.Command{
		Use: "show NAME", Short: "print a scenario",
		Long: `show prints the file of a built-in scenario, or a scenario with every default
filled in (--full, or --json), ready to be edited and run.` + "\n" + exitHelp,
		Example: "  wattbit scenario show training --full -o mine.yaml",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !full && !asJSON && len(settings) == 0 {
				if data, err := scenario.Source(args[0]); err == nil {
					return emitOver(cmd.OutOrStdout(), out, data, force)
				}
			}
			sc, err := scenario.Load(args[0], settings...)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), sc)
			}
			data, err := sc.YAML()
			if err != nil {
				return err
			}
			return emitOver(cmd.OutOrStdout(), out, data, force)
		},
	}
	cmd.Flags().BoolVar(&full, "full", false, "fill in every default")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON with every default filled in")
	cmd.Flags().StringArrayVar(&settings, "set", nil, "change one value first, such as site.mw=300")
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write instead of printing")
	overwrite(cmd, &force)
	return cmd
}

func newScenarioCheckCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "check FILE", Short: "check a scenario file",
		Long:    "check reads a scenario with all that it extends and says what is wrong, with line and column.\n" + exitHelp,
		Example: "  wattbit scenario check mine.yaml",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			sc, err := scenario.Check(args[0])
			if err != nil {
				return findingsOf(cmd, asJSON, err)
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), map[string]any{"ok": true, "scenario": sc.Name})
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: no errors\n", args[0])
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func newScenarioSchemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "schema", Short: "print the JSON Schema of scenario files",
		Long:    "schema prints the JSON Schema that editors use to check and complete scenario files.\n" + exitHelp,
		Example: "  wattbit scenario schema > scenario.schema.json",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(scenario.Schema())
			return err
		},
	}
	cmd.Flags().Bool("json", true, "print JSON, as it always does")
	return cmd
}
