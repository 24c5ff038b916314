package main

import (
	"github.com/spf13/cobra"
)

// listing is a command that lists what is built in.
type listing struct {
	short, long, example string
	// list returns the records for --json and the same as a table.
	list func() (records any, g grid, err error)
}

func newListCommand(l listing) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: l.short, Long: l.long + "\n" + exitHelp, Example: l.example,
		Args: arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			records, g, err := l.list()
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd.OutOrStdout(), records)
			}
			g.print(cmd.OutOrStdout())
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// showing is a command that prints one document, as its file or as JSON.
type showing struct {
	use, short, long, example string
	source                    func(name string) ([]byte, error)
	record                    func(name string) (any, error) // for --json
}

func newShowCommand(s showing) *cobra.Command {
	var asJSON, force bool
	var out string
	cmd := &cobra.Command{
		Use: s.use, Short: s.short, Long: s.long + "\n" + exitHelp, Example: s.example,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON {
				record, err := s.record(args[0])
				if err != nil {
					return err
				}
				return printJSON(cmd.OutOrStdout(), record)
			}
			src, err := s.source(args[0])
			if err != nil {
				return err
			}
			return emitOver(cmd.OutOrStdout(), out, src, force)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write instead of printing")
	overwrite(cmd, &force)
	return cmd
}
