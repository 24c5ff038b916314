package ofds

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/wattbit/wattbit/data/optical"
)

// walker reads JSON value by value and knows the line it stands on.
type walker struct {
	name   string
	data   []byte
	dec    *json.Decoder
	offset int // up to which lines are counted
	lines  int
}

func newWalker(src optical.Source) (*walker, error) {
	data, err := io.ReadAll(src.Reader)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Name, err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return &walker{name: src.Name, data: data, dec: json.NewDecoder(bytes.NewReader(data))}, nil
}

// line returns the line on which the next value starts.
func (w *walker) line() int {
	at := int(w.dec.InputOffset())
	for at < len(w.data) && bytes.IndexByte([]byte(" \t\r\n,:"), w.data[at]) >= 0 {
		at++
	}
	w.lines += bytes.Count(w.data[w.offset:at], []byte("\n"))
	w.offset = at
	return w.lines + 1
}

func (w *walker) origin() optical.Origin { return optical.Origin{File: w.name, Line: w.line()} }

// fail adds the place to an error.
func (w *walker) fail(at optical.Origin, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%s: file ends in the middle: %w", at, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("%s: %w", at, err)
}

// open reads the bracket that starts an object or a list.
func (w *walker) open(want json.Delim) error {
	at := w.origin()
	token, err := w.dec.Token()
	if err != nil {
		return w.fail(at, err)
	}
	if token != want {
		return w.fail(at, fmt.Errorf("want %q", want.String()))
	}
	return nil
}

// object calls visit for each key; visit must read the value.
func (w *walker) object(visit func(key string) error) error {
	if err := w.open('{'); err != nil {
		return err
	}
	for w.dec.More() {
		at := w.origin()
		token, err := w.dec.Token()
		if err != nil {
			return w.fail(at, err)
		}
		key, _ := token.(string) // a key is always a string
		if err := visit(key); err != nil {
			return err
		}
	}
	return w.close()
}

// list calls visit for each element; visit must read it.
func (w *walker) list(visit func() error) error {
	if err := w.open('['); err != nil {
		return err
	}
	for w.dec.More() {
		if err := visit(); err != nil {
			return err
		}
	}
	return w.close()
}

func (w *walker) close() error {
	at := w.origin()
	if _, err := w.dec.Token(); err != nil {
		return w.fail(at, err)
	}
	return nil
}

// value reads a value into a variable.
func (w *walker) value(into any) error {
	at := w.origin()
	if err := w.dec.Decode(into); err != nil {
		return w.fail(at, err)
	}
	return nil
}

// skip reads a value and drops it.
func (w *walker) skip() error {
	var dropped json.RawMessage
	return w.value(&dropped)
}

// end refuses anything after the document.
func (w *walker) end() error {
	at := w.origin()
	if _, err := w.dec.Token(); !errors.Is(err, io.EOF) {
		return w.fail(at, errors.New("want the end of the file"))
	}
	return nil
}
