package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/graphml"
	"github.com/wattbit/wattbit/data/ofds"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/opticalcsv"
	"github.com/wattbit/wattbit/data/sndlib"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/model/scenario"
)

// fiberInput says where the network comes from.
type fiberInput struct {
	atlas        string
	files        []string
	nodes, spans string
	format       string
	kmPerUnit    float64
}

// The formats of a network file.
const (
	formatOFDS    = "ofds"
	formatGraphML = "graphml"
	formatSNDlib  = "sndlib"
	formatCSV     = "csv"
)

func (in *fiberInput) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	bindAtlas(cmd, &in.atlas)
	flags.StringArrayVar(&in.files, "network", nil, "network file instead of an atlas: OFDS JSON or GeoJSON, GraphML, SNDlib native")
	flags.StringVar(&in.nodes, "nodes", "", "file of nodes, with --spans: a CSV table or OFDS GeoJSON")
	flags.StringVar(&in.spans, "spans", "", "file of spans, with --nodes")
	flags.StringVar(&in.format, "input-format", "", "ofds, graphml, sndlib or csv (default: by the file's content)")
	flags.Float64Var(&in.kmPerUnit, "km-per-unit", 0, "take coordinates as planar, such as pixels of a drawing, of so many km a unit")
}

func (in *fiberInput) check(cmd *cobra.Command) error {
	changed := cmd.Flags().Changed
	pair := in.nodes != "" || in.spans != ""
	switch {
	case pair && (in.nodes == "" || in.spans == ""):
		return fmt.Errorf("%w: --nodes and --spans go together", errUsage)
	case pair && len(in.files) > 0, changed("atlas") && (pair || len(in.files) > 0):
		return fmt.Errorf("%w: more than one network; expected --atlas, --network, or --nodes and --spans", errUsage)
	case changed("km-per-unit") && !(in.kmPerUnit > 0 && in.kmPerUnit <= math.MaxFloat64):
		return fmt.Errorf("%w: --km-per-unit %g; expected a number above 0", errUsage, in.kmPerUnit)
	case !pair && len(in.files) == 0 && (in.kmPerUnit != 0 || in.format != ""):
		return fmt.Errorf("%w: --input-format and --km-per-unit are for network files", errUsage)
	}
	switch in.format {
	case "", formatOFDS:
	case formatGraphML, formatSNDlib:
		if pair {
			return fmt.Errorf("%w: --input-format %s with --nodes and --spans; expected csv or ofds", errUsage, in.format)
		}
	case formatCSV:
		if !pair {
			return fmt.Errorf("%w: --input-format csv; expected two tables, --nodes and --spans", errUsage)
		}
	default:
		return fmt.Errorf("%w: --input-format %q; expected ofds, graphml, sndlib or csv", errUsage, in.format)
	}
	return nil
}

// opticalInput is a network as its files give it.
type opticalInput struct {
	label   string
	records *optical.Network
	atlas   *atlas.Atlas // nil when the network comes from a file
}

// read reads the network.
func (in *fiberInput) read() (opticalInput, error) {
	paths := in.files
	if in.nodes != "" {
		paths = []string{in.nodes, in.spans}
	}
	if len(paths) == 0 {
		a, _, err := scenario.OpenAtlas(in.atlas)
		if err != nil {
			return opticalInput{}, err
		}
		return opticalInput{label: "atlas " + in.atlas, records: a.Optical(), atlas: a}, nil
	}
	texts := make([][]byte, len(paths))
	for i, path := range paths {
		text, err := readNetworkFile(path)
		if err != nil {
			return opticalInput{}, err
		}
		texts[i] = text
	}
	records, err := in.parse(paths, texts)
	if err != nil {
		return opticalInput{}, err
	}
	if in.kmPerUnit > 0 {
		records.KmPerUnit = in.kmPerUnit
	}
	return opticalInput{label: strings.Join(paths, ", "), records: records}, nil
}

// parse reads the texts of the files by their format.
func (in *fiberInput) parse(paths []string, texts [][]byte) (*optical.Network, error) {
	format := in.format
	if format == "" {
		format = networkFormat(paths[0], texts[0])
		if in.nodes != "" && format != formatOFDS {
			format = formatCSV
		}
	}
	sources := make([]optical.Source, len(paths))
	for i, path := range paths {
		sources[i] = optical.Source{Name: path, Reader: bytes.NewReader(texts[i])}
	}
	if len(sources) > 1 && (format == formatGraphML || format == formatSNDlib) {
		return nil, fmt.Errorf("%w: --network given %d times; only the OFDS format spreads a network over files", errUsage, len(sources))
	}
	switch format {
	case formatCSV:
		return opticalcsv.Read(sources[0], sources[1])
	case formatOFDS:
		return ofds.Read(sources...)
	case formatGraphML:
		return graphml.Read(sources[0])
	case formatSNDlib:
		return sndlib.Read(sources[0], sndlib.Options{KmPerUnit: in.kmPerUnit})
	}
	return nil, fmt.Errorf("%s: neither OFDS (JSON), GraphML (XML) nor SNDlib native; for two tables give --nodes and --spans, else --input-format", paths[0])
}

// networkFormat tells the format by how the text begins, or by the file's name
// where the text says nothing; empty when neither does.
func networkFormat(path string, text []byte) string {
	start := bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	switch {
	case bytes.HasPrefix(start, []byte("{")):
		return formatOFDS
	case bytes.HasPrefix(start, []byte("?SNDlib")):
		return formatSNDlib
	case bytes.HasPrefix(start, []byte("<")):
		return formatGraphML
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json", ".geojson":
		return formatOFDS
	case ".graphml":
		return formatGraphML
	}
	return ""
}

// readNetworkFile reads a regular file of bearable size.
func readNetworkFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("network: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("network: %s is no regular file", path)
	case info.Size() > table.DefaultMaxBytes:
		return nil, fmt.Errorf("network: %s: %d bytes; expected at most %d", path, info.Size(), int64(table.DefaultMaxBytes))
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("network: %w", err)
	}
	return text, checkUTF8(path, text)
}

// checkUTF8 refuses names that no output could hold, by line.
func checkUTF8(path string, text []byte) error {
	line := 0
	for row := range bytes.Lines(text) {
		line++
		if !utf8.Valid(row) {
			return fmt.Errorf("%s:%d: text is not UTF-8 (Shift_JIS, UTF-16?)", path, line)
		}
	}
	return nil
}
