package geojson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// begins refuses text that cannot be a GeoJSON object before all of it is read.
func begins(text *bufio.Reader) error {
	mark, err := text.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if bytes.Equal(mark, []byte("\uFEFF")) {
		_, _ = text.Discard(3) // cannot fail: the bytes are buffered
	}
	for line := 1; ; {
		c, err := text.ReadByte()
		if errors.Is(err, io.EOF) {
			return errors.New("found an empty file, expected a FeatureCollection")
		}
		switch {
		case err != nil:
			return err
		case c == '\n':
			line++
		case c == ' ' || c == '\t' || c == '\r':
		case c == '{':
			return text.UnreadByte()
		default:
			return fmt.Errorf("line %d: found %q at the begin, expected the { of a FeatureCollection or Feature", line, c)
		}
	}
}

// lineOf says on which line feature i of a collection begins; nothing when that
// cannot be told, as for a feature alone.
func lineOf(data []byte, i int) string {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return ""
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return ""
		}
		if key != "features" {
			if d.Decode(new(json.RawMessage)) != nil {
				return ""
			}
			continue
		}
		if _, err := d.Token(); err != nil {
			return ""
		}
		for range i {
			if d.Decode(new(json.RawMessage)) != nil {
				return ""
			}
		}
		rest := data[d.InputOffset():]
		start := len(data) - len(bytes.TrimLeft(rest, ", \t\r\n"))
		return fmt.Sprintf("line %d: ", bytes.Count(data[:start], []byte{'\n'})+1)
	}
	return ""
}
