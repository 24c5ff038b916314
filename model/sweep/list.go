package sweep

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/wattbit/wattbit/data/table"
)

// NameColumn is the column, and the key, that names a variant.
const NameColumn = "variant"

// maxListBytes is the size above which a list is refused.
const maxListBytes = 16 << 20

// ReadList reads a list of variants: a CSV file with a column for each key, in
// which an empty cell leaves the base's value, or a YAML list of mappings from
// key to value. Keys are written with dots, such as site.mw; the key variant names
// the row.
func ReadList(path string) ([]Row, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVariants, err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxListBytes {
		return nil, fmt.Errorf("%w: %s: expected a file of at most %d bytes", ErrVariants, path, maxListBytes)
	}
	read := readCSV
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".csv":
	case ".yaml", ".yml":
		read = readYAML
	default:
		return nil, fmt.Errorf("%w: %s: ends with %q; expected a list in .csv, .yaml or .yml", ErrVariants, path, ext)
	}
	rows, err := read(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrVariants, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: %s: no variant in it; expected one a row", ErrVariants, path)
	}
	if len(rows) > MaxVariants {
		return nil, fmt.Errorf("%w: %s: %d variants; expected at most %d", ErrVariants, path, len(rows), MaxVariants)
	}
	return rows, nil
}

func readCSV(path string) ([]Row, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r := table.NewReader(file, table.Options{File: path})
	header := r.Header()
	for _, key := range header {
		if key == "" {
			return nil, errors.Join(fmt.Errorf("%s:1: a column has no name; expected a key such as site.mw", path), r.Err())
		}
	}
	var rows []Row
	for r.Next() {
		row := Row{Place: fmt.Sprintf("%s:%d", path, r.Line())}
		for _, key := range header {
			value := strings.TrimSpace(r.OptionalText(r.OptionalColumn(key)))
			switch {
			case value == "":
			case key == NameColumn:
				row.Name = value
			default:
				row.Settings = append(row.Settings, Setting{key, value})
			}
		}
		rows = append(rows, row)
	}
	return rows, r.Err()
}

func readYAML(path string) ([]Row, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(file.Docs) != 1 {
		return nil, fmt.Errorf("%s: %d YAML documents; expected one list of mappings", path, len(file.Docs))
	}
	list, ok := file.Docs[0].Body.(*ast.SequenceNode)
	if !ok {
		return nil, fmt.Errorf("%s: no list; expected one of mappings, such as '- {site.mw: 100}'", path)
	}
	var rows []Row
	for _, node := range list.Values {
		place := fmt.Sprintf("%s:%d", path, node.GetToken().Position.Line)
		row, err := yamlRow(place, node)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func yamlRow(place string, node ast.Node) (Row, error) {
	row := Row{Place: place}
	mapping, ok := node.(ast.MapNode)
	if !ok {
		return row, fmt.Errorf("found %s; expected a mapping, such as {site.mw: 100}", node)
	}
	seen := map[string]bool{}
	for iter := mapping.MapRange(); iter.Next(); {
		var key string
		if err := yaml.NodeToValue(iter.Key(), &key); err != nil {
			return row, fmt.Errorf("key %s; expected text such as site.mw", iter.Key())
		}
		if seen[key] {
			return row, fmt.Errorf("%s is given twice", key)
		}
		seen[key] = true
		if key == NameColumn {
			if err := yaml.NodeToValue(iter.Value(), &row.Name); err != nil {
				return row, fmt.Errorf("%s: expected text", key)
			}
			continue
		}
		text, err := flow(iter.Value())
		if err != nil {
			return row, fmt.Errorf("%s: %w", key, err)
		}
		row.Settings = append(row.Settings, Setting{key, text})
	}
	return row, nil
}

// flow writes a value on one line, as --set takes it.
func flow(node ast.Node) (string, error) {
	if scalar, ok := node.(ast.ScalarNode); ok {
		switch scalar.Type() {
		case ast.StringType, ast.LiteralType: // may need quotes
		case ast.NullType:
			return "null", nil
		default:
			return strings.TrimSpace(node.GetToken().Value), nil // 017 stays 017, and is refused
		}
	}
	var value any
	if err := yaml.NodeToValue(node, &value); err != nil {
		return "", err
	}
	data, err := yaml.MarshalWithOptions(value, yaml.JSON())
	if err != nil {
		return "", err
	}
	text := strings.TrimSpace(string(data))
	if s, isText := value.(string); isText && plain(s) {
		return s, nil
	}
	return text, nil
}

// plain tells whether a text means itself without quotes.
func plain(s string) bool {
	var back any
	return !strings.ContainsAny(s, ",[]{}\"'\n") && yaml.Unmarshal([]byte(s), &back) == nil && back == any(s)
}
