package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/geojson"
)

// fiberAnswer is what a fiber command found, in the forms it can be written. As
// JSON it is itself.
type fiberAnswer interface {
	print(w io.Writer)
	csv(w io.Writer) error
}

// fiberMap is an answer that can be drawn.
type fiberMap interface {
	features() []*geojson.Feature
}

// write prints an answer, or writes it to the file asked for, in the format asked
// for.
func (o *fiberOptions) write(cmd *cobra.Command, f *fiberNet, answer fiberAnswer) error {
	if o.format == "table" && o.output == "" {
		f.printWhatIf(cmd.OutOrStdout())
		answer.print(cmd.OutOrStdout())
		return nil
	}
	var b bytes.Buffer
	var err error
	switch o.format {
	case "table":
		f.printWhatIf(&b)
		answer.print(&b)
	case "csv":
		err = answer.csv(&b)
	case "json":
		err = printJSON(&b, answer)
	case "geojson":
		if f.Records().KmPerUnit > 0 {
			return fmt.Errorf("geojson: the network's locations are planar; expected longitude and latitude")
		}
		err = geojson.Write(&b, answer.(fiberMap).features())
	}
	if err != nil {
		return err
	}
	return emitOver(cmd.OutOrStdout(), o.output, b.Bytes(), o.force)
}

func (f *fiberNet) printWhatIf(w io.Writer) {
	for _, text := range f.head.WhatIf {
		fmt.Fprintf(w, "What if %s\n", text)
	}
}
