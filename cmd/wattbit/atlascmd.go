package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/scenario"
)

func newAtlasCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "atlas",
		Short: "list, show, export and check the atlas of a study area",
		Long: `atlas shows what the planner knows of a study area. Every command takes
--atlas japan (the built-in one) or the path of a folder.` + "\n" + exitHelp,
		Example: "  wattbit atlas list\n  wattbit atlas export my-atlas && wattbit atlas check my-atlas",
		Args:    noCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAtlasListCommand(), newAtlasShowCommand(), newAtlasExportCommand(), newAtlasCheckCommand())
	return cmd
}

type tableSummary struct {
	Table     string `json:"table"`
	Rows      int    `json:"rows"`
	Published int    `json:"published"`
	Derived   int    `json:"derived"`
	Estimated int    `json:"estimated"`
	Assumed   int    `json:"assumed"`
}

func newAtlasListCommand() *cobra.Command {
	var name string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "list the tables with their rows by evidence",
		Long:    "list prints the tables of an atlas, how many rows they have and what these stand on.\n" + exitHelp,
		Example: "  wattbit atlas list --json",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, _, err := scenario.OpenAtlas(name)
			if err != nil {
				return err
			}
			tables := summarizeTables(a)
			if asJSON {
				return printJSON(cmd.OutOrStdout(), tables)
			}
			g := grid{header: []string{"table", "rows", "published", "derived", "estimated", "assumed"}, right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true}}
			for _, t := range tables {
				g.rows = append(g.rows, []string{t.Table, fmt.Sprint(t.Rows), fmt.Sprint(t.Published), fmt.Sprint(t.Derived), fmt.Sprint(t.Estimated), fmt.Sprint(t.Assumed)})
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s %s, %s, tables of %s\n", a.Meta.Name, a.Meta.NameLocal, a.Meta.ID, a.Meta.Version)
			g.print(cmd.OutOrStdout())
			return nil
		},
	}
	bindAtlas(cmd, &name)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func bindAtlas(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "atlas", scenario.BuiltinAtlas, "built-in atlas or the path of an atlas folder")
}

func summarizeTables(a *atlas.Atlas) []tableSummary {
	var tables []tableSummary
	for _, name := range atlas.TableNames() {
		origins, _ := a.Origins(name)
		t := inputTable(name, origins)
		tables = append(tables, tableSummary{name, t.Rows, t.Evidence.Published, t.Evidence.Derived, t.Evidence.Estimated, t.Evidence.Assumed})
	}
	return tables
}

// boundaries is the table of the outlines.
const boundaries = "boundaries"

func newAtlasShowCommand() *cobra.Command {
	var name, out string
	var force, asJSON bool
	cmd := &cobra.Command{
		Use: "show TABLE", Short: "print a table as CSV, outlines as GeoJSON",
		Long: `show prints the files of one table as they stand in an atlas folder, share-alike
rows after the others; "boundaries" prints the outlines.` + "\n" + exitHelp,
		Example: "  wattbit atlas show areas",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, _, err := scenario.OpenAtlas(name)
			if err != nil {
				return err
			}
			data, err := tableText(a, args[0])
			if err != nil {
				return err
			}
			if asJSON && args[0] != boundaries {
				if data, err = tableJSON(data); err != nil {
					return err
				}
			}
			return emitOver(cmd.OutOrStdout(), out, data, force)
		},
	}
	bindAtlas(cmd, &name)
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write instead of printing")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, one object a row; outlines are GeoJSON anyway")
	overwrite(cmd, &force)
	return cmd
}

// tableText joins the files of one table under one header.
func tableText(a *atlas.Atlas, name string) ([]byte, error) {
	files, err := a.Files()
	if err != nil {
		return nil, err
	}
	var text []byte
	for _, f := range files {
		base := f.Path[strings.LastIndex(f.Path, "/")+1:]
		if base != name+".csv" && base != name+".geojson" {
			continue
		}
		data := f.Data
		if text != nil {
			_, data, _ = bytes.Cut(data, []byte("\n"))
		}
		text = append(text, data...)
	}
	if text == nil {
		names := append(slices.Clone(atlas.TableNames()), boundaries)
		return nil, fmt.Errorf("%w: no table %q; expected one of %s", errUsage, name, strings.Join(names, ", "))
	}
	return text, nil
}

func newAtlasExportCommand() *cobra.Command {
	var name string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "export DIR", Short: "write an atlas as a folder to edit",
		Long: `export writes atlas.yaml and the tables into a new folder, whole or not at all.
Run it with 'atlas: DIR' in a scenario.` + "\n" + exitHelp,
		Example: "  wattbit atlas export my-atlas",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "" {
				return fmt.Errorf("%w: the name of the folder is empty; expected a new folder", errUsage)
			}
			a, _, err := scenario.OpenAtlas(name)
			if err != nil {
				return err
			}
			if err := a.Export(args[0]); err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), map[string]string{"atlas": a.Meta.ID, "folder": args[0]})
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "atlas %s written to %s\n", a.Meta.ID, args[0])
			return err
		},
	}
	bindAtlas(cmd, &name)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func newAtlasCheckCommand() *cobra.Command {
	var asJSON bool
	var name string
	cmd := &cobra.Command{
		Use: "check [DIR]", Short: "hold an atlas against its rules",
		Long: `check reads an atlas (default: the built-in one) and says what is wrong by file,
line and column, with the value and what was expected.` + "\n" + exitHelp,
		Example: "  wattbit atlas check my-atlas --json",
		Args:    arguments(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				if cmd.Flags().Changed("atlas") {
					return fmt.Errorf("%w: %s and --atlas; expected one of them", errUsage, args[0])
				}
				name = args[0]
			}
			checked := atlas.Check(atlas.JapanFS())
			if name != scenario.BuiltinAtlas {
				if info, err := os.Stat(name); err != nil || !info.IsDir() {
					return fmt.Errorf("atlas check: %s is no folder that can be read; expected the folder of an atlas", name)
				}
				checked = atlas.CheckDir(name)
			}
			if asJSON {
				if err := printJSON(cmd.OutOrStdout(), checked); err != nil {
					return err
				}
			} else if err := checked.WriteText(cmd.OutOrStdout()); err != nil {
				return err
			}
			if !checked.OK() {
				return errFindings
			}
			return nil
		},
	}
	bindAtlas(cmd, &name)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}
