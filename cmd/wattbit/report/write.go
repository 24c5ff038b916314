package report

import (
	"bytes"
	"fmt"
	"io"
)

// Write writes the report as one HTML file. It checks d first and returns an error
// that names the entry at fault; nothing is written then. d is not changed.
func Write(w io.Writer, d *Data) error {
	if err := d.Validate(); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	page, err := newPage(d)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	var buf bytes.Buffer
	if err := pages.ExecuteTemplate(&buf, "page", page); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	if _, err := w.Write(buf.Bytes()); err != nil {
		return fmt.Errorf("report: write: %w", err)
	}
	return nil
}
