package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"

	"github.com/wattbit/wattbit/data/folder"
)

// printJSON writes v as indented JSON with a line end.
func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}

// isTerminal tells whether w is a terminal that wants colour and progress.
func isTerminal(w io.Writer) bool {
	if out, ok := w.(*watched); ok {
		w = out.w
	}
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(file.Fd()) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// bold marks a heading, on terminals only.
func bold(w io.Writer, text string) string {
	if !isTerminal(w) {
		return text
	}
	return lipgloss.NewStyle().Bold(true).Render(text)
}

// grid is a table of text; columns named in right are flushed right.
type grid struct {
	header []string
	right  map[int]bool
	rows   [][]string
}

// print writes the grid with columns as wide as their widest cell; Japanese
// characters count two cells.
func (g *grid) print(w io.Writer) {
	width := make([]int, len(g.header))
	for _, row := range append([][]string{g.header}, g.rows...) {
		for i, cell := range row {
			width[i] = max(width[i], lipgloss.Width(cell))
		}
	}
	fmt.Fprintln(w, bold(w, g.line(g.header, width)))
	for _, row := range g.rows {
		fmt.Fprintln(w, g.line(row, width))
	}
}

func (g *grid) line(row []string, width []int) string {
	var b strings.Builder
	for i, cell := range row {
		pad := strings.Repeat(" ", width[i]-lipgloss.Width(cell))
		if i > 0 {
			b.WriteString("  ")
		}
		if g.right[i] {
			b.WriteString(pad + cell)
		} else {
			b.WriteString(cell + pad)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// clip shortens text to a number of terminal cells.
func clip(text string, cells int) string {
	if lipgloss.Width(text) <= cells {
		return text
	}
	out := ""
	for _, r := range text {
		if lipgloss.Width(out+string(r)) > cells-1 {
			break
		}
		out += string(r)
	}
	return out + "…"
}

// fit clips a text on a terminal; a file or a pipe gets all of it.
func fit(w io.Writer, text string, cells int) string {
	if !isTerminal(w) {
		return text
	}
	return clip(text, cells)
}

// emitOver writes data to the named file, or to stdout when there is no name. A
// file with other content is replaced only with force.
func emitOver(stdout io.Writer, path string, data []byte, force bool) error {
	write := func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
	if path == "" {
		return write(stdout)
	}
	return folder.SaveFile(context.Background(), path, write, force)
}
