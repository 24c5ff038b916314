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
	return newListCommand(listing{
		short: "list the built-in scenarios", long: "list prints the built-in scenarios with their titles.", example: "  wattbit scenario list --json",
		list: func() (any, grid, error) {
			var all []scenarioSummary
			g := grid{header: []string{"name", "title"}}
			for _, name := range scenario.Names() {
				sc, err := scenario.Load(name)
				if err != nil {
					return nil, g, err
				}
				all = append(all, scenarioSummary{sc.Name, sc.Heading(), sc.Asked()})
				g.rows = append(g.rows, []string{sc.Name, sc.Heading()})
			}
			return all, g, nil
		},
	})
}

func newScenarioShowCommand() *cobra.Command {
	var full bool
	var settings []string
	load := func(name string) (*scenario.Scenario, error) { return scenario.Load(name, settings...) }
	cmd := newShowCommand(showing{
		use: "show NAME", short: "print a scenario",
		long: `show prints the file of a built-in scenario, or a scenario with every default
filled in (--full, or --json), ready to be edited and run.`,
		example: "  wattbit scenario show training --full -o mine.yaml",
		source: func(name string) ([]byte, error) {
			if !full && len(settings) == 0 {
				if src, err := scenario.Source(name); err == nil {
					return src, nil
				}
			}
			sc, err := load(name)
			if err != nil {
				return nil, err
			}
			return sc.YAML()
		},
		record: func(name string) (any, error) { return load(name) },
	})
	cmd.Flags().BoolVar(&full, "full", false, "fill in every default")
	cmd.Flags().Lookup("json").Usage = "print JSON with every default filled in"
	cmd.Flags().StringArrayVar(&settings, "set", nil, "change one value first, such as site.mw=300")
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
