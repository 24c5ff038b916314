package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Write writes a header and rows as UTF-8 with LF line ends. It refuses rows of
// another length than the header.
func Write(w io.Writer, header []string, rows [][]string) error {
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return fmt.Errorf("table: %w", err)
	}
	for i, row := range rows {
		if len(row) != len(header) {
			return fmt.Errorf("table: row %d has %d cells, expected %d as in the header", i+1, len(row), len(header))
		}
		if err := out.Write(row); err != nil {
			return fmt.Errorf("table: row %d: %w", i+1, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("table: %w", err)
	}
	return nil
}

// Encode is Write into memory.
func Encode(header []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	err := Write(&b, header, rows)
	return b.Bytes(), err
}

// FormatNumber writes a number so that it reads back exactly; NaN, a missing
// value, is an empty cell.
func FormatNumber(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// FormatYear writes a year; 0, no year, is an empty cell.
func FormatYear(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// Plain makes text that a user gave safe for a spreadsheet, which would run what
// begins like a formula: an apostrophe, its sign for plain text, comes first.
// Numbers stay as they are.
func Plain(text string) string {
	if text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		if _, err := strconv.ParseFloat(text, 64); err != nil {
			return "'" + text
		}
	}
	return text
}
