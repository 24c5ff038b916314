package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/portfolio"
	"github.com/wattbit/wattbit/model/scenario"
)

// pageOptions is the flag of the commands that write their part of the report as
// a page of its own.
type pageOptions struct{ page string }

func (o *pageOptions) bindPage(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.page, "report", "", "HTML file to write: this command's part of the report (default: none)")
}

// room refuses files that could not be written at the end, before the work begins.
func (o *pageOptions) room(out string, force bool) error {
	if o.page != "" && out != "" && filepath.Clean(o.page) == filepath.Clean(out) {
		return fmt.Errorf("%w: -o and --report both name %s; expected two files", errUsage, out)
	}
	for _, path := range []string{out, o.page} {
		if path == "" {
			continue
		}
		if err := folder.RoomForFile(path, force); err != nil {
			return err
		}
	}
	return nil
}

// write writes the page, if one was asked for.
func (o *pageOptions) write(cmd *cobra.Command, d *report.Data, force bool) error {
	if o.page == "" || d == nil {
		return nil
	}
	var b bytes.Buffer
	if err := report.Write(&b, d); err != nil {
		return err
	}
	return emitOver(cmd.OutOrStdout(), o.page, b.Bytes(), force)
}

// notRepeated are flags that change nothing of a result.
var notRepeated = []string{"output", "report", "force", "json", "workers"}

// repeatLine is the command line that gives the same page.
func repeatLine(cmd *cobra.Command, args []string) string {
	words := append([]string{cmd.CommandPath()}, args...)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if slices.Contains(notRepeated, f.Name) {
			return
		}
		list, many := f.Value.(pflag.SliceValue)
		switch {
		case f.Value.Type() == "stringArray" && many:
			for _, v := range list.GetSlice() {
				words = append(words, fmt.Sprintf("--%s %q", f.Name, v))
			}
		case many:
			words = append(words, fmt.Sprintf("--%s %s", f.Name, strings.Join(list.GetSlice(), ",")))
		case f.Value.Type() == "bool":
			words = append(words, fmt.Sprintf("--%s=%s", f.Name, f.Value))
		case strings.ContainsAny(f.Value.String(), " \"'"):
			words = append(words, fmt.Sprintf("--%s %q", f.Name, f.Value.String()))
		default:
			words = append(words, fmt.Sprintf("--%s %s", f.Name, f.Value))
		}
	})
	return strings.Join(words, " ")
}

// cutShort says on a page that it holds less than was asked for.
const cutShort = "The search was interrupted: this page holds what was found and checked until then."

// planCaveat holds for every plan.
const planCaveat = "Megawatts, fiber routes and costs are modelled on derived networks and assumed unit costs; no operator offers them."

// pageOfPlans is the page of a command that looks around the joint plan of a
// scenario, without its part.
func pageOfPlans(cmd *cobra.Command, r *scenario.Result, st *portfolio.Study, args []string) *report.Data {
	p := provenance(r)
	p.Estimates, p.Warnings = nil, append(slices.Clone(r.Warnings), st.Notes...)
	d := &report.Data{
		Subtitle: fmt.Sprintf("%s, %s planned with of %s candidates, %s MW of IT asked in %d", r.Atlas.Meta.Name, counted(len(st.Sites), "site"),
			thousands(len(r.Figures.IDs)), lastOf(st.Demand.ITMW), lastYear(st)),
		Scenario: report.Text{Name: r.Scenario.Name, Text: r.Scenario.Asked()},
		Caveats:  []string{planCaveat}, Repeat: repeat(r, repeatLine(cmd, args)), Provenance: p,
	}
	if cmd.Context().Err() != nil {
		d.Caveats = append([]string{cutShort}, d.Caveats...)
	}
	return d
}

// kept says what an interrupt left.
func kept(n int, one string) string {
	if n == 1 {
		return "the 1 " + one + " found so far is kept"
	}
	return fmt.Sprintf("the %s found so far are kept", counted(n, one))
}
