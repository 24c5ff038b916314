package table_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/wattbit/wattbit/data/table"
)

// FuzzReader holds the reader against encoding/csv: what it accepts, the
// standard library reads as the same rows.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\uFEFFa\r\n\"x\"\"y\"\r\n", "a\n\"1\n2\"\n", "a,b\n\"\",\"\n", "a,a\n", "\"", "a\r\r\n", "a,b\n1\n", "a\n\x93\x8c\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := table.NewReader(bytes.NewReader(data), table.Options{MaxBytes: 1 << 20})
		rows := [][]string{r.Header()}
		columns := make([]table.Column, len(r.Header()))
		for i, name := range r.Header() {
			columns[i] = r.OptionalColumn(name)
		}
		for r.Next() {
			row := make([]string, len(columns))
			for i, c := range columns {
				row[i] = string(r.Cell(c))
				r.OptionalNumber(c, table.Any)
			}
			rows = append(rows, row)
		}
		if err := r.Err(); err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		want, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			t.Fatalf("accepted what encoding/csv refuses: %v", err)
		}
		if len(want) != len(rows) {
			t.Fatalf("%d rows, encoding/csv has %d", len(rows), len(want))
		}
		for i := 1; i < len(rows); i++ { // names are trimmed, so the header may differ
			if duplicates(rows[0]) {
				break // unnamed columns are read by the first of their name
			}
			if !slices.Equal(rows[i], want[i]) {
				t.Fatalf("row %d: %q, encoding/csv has %q", i, rows[i], want[i])
			}
		}
	})
}

func duplicates(names []string) bool {
	sorted := slices.Sorted(slices.Values(names))
	return len(slices.Compact(sorted)) != len(names)
}

func TestWriteReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 5).Draw(t, "columns")
		header := []string{"a", "b", "c", "d", "e"}[:width]
		cell := rapid.StringOf(rapid.RuneFrom([]rune("a\",;\n 東é'-")))
		rows := rapid.SliceOf(rapid.SliceOfN(cell, width, width)).Draw(t, "rows")
		data, err := table.Encode(header, rows)
		if err != nil {
			t.Fatal(err)
		}
		got, err := table.ReadAll(bytes.NewReader(data), table.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(rows) {
			t.Fatalf("%d rows, wrote %d", len(got), len(rows))
		}
		for i, row := range rows {
			for j, name := range header {
				if got[i].Cells[name] != row[j] {
					t.Fatalf("row %d column %s: %q, wrote %q", i, name, got[i].Cells[name], row[j])
				}
			}
		}
	})
}

func TestNumbersReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "v")
		got, ok := table.ParseNumber([]byte(table.FormatNumber(v)))
		if !ok || got != v {
			t.Fatalf("%g became %g, %v", v, got, ok)
		}
	})
}

func TestWriteRefusesARaggedRow(t *testing.T) {
	if _, err := table.Encode([]string{"a", "b"}, [][]string{{"1"}}); err == nil || !strings.Contains(err.Error(), "row 1 has 1 cells, expected 2") {
		t.Errorf("got %v", err)
	}
}
