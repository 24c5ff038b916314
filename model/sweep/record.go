package sweep

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
)

// record is the file of a finished variant.
type record struct {
	Variant  string            `json:"variant"`
	Settings []string          `json:"settings"`
	Key      string            `json:"key"`
	Warnings []string          `json:"warnings"`
	Headline scenario.Headline `json:"headline"`
	SHA256   string            `json:"sha256"` // of this file with an empty sha256
}

// keyDigits of a key make a file's name: enough to tell variants apart.
const keyDigits = 16

func (v Variant) file() string { return "variants/" + v.Key[:keyDigits] + ".json" }

func (v Variant) settings() []string {
	out := make([]string, len(v.Settings))
	for i, s := range v.Settings {
		out[i] = s.String()
	}
	return out
}

// seal returns the record's bytes with their hash in them.
func (r record) seal() ([]byte, error) {
	r.SHA256 = ""
	bare, err := indented(r)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(bare)
	r.SHA256 = hex.EncodeToString(sum[:])
	return indented(r)
}

// store writes a finished variant, whole or not at all.
func (v Variant) store(ctx context.Context, dir string, result *scenario.Result) (record, error) {
	r := record{Variant: v.Name, Settings: v.settings(), Key: v.Key, Warnings: result.AllWarnings(), Headline: result.Headline()}
	data, err := r.seal()
	if err != nil {
		return r, fmt.Errorf("variant %s: %w", v.Name, err)
	}
	return r, write(ctx, dir, v.file(), data)
}

// errDamaged says that a stored variant is not as it was written.
var errDamaged = errors.New("damaged")

// stored reads a finished variant; fs.ErrNotExist when there is none yet, and
// errDamaged when its hash is wrong.
func (v Variant) stored(dir string) (record, error) {
	var r record
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(v.file())))
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fmt.Errorf("%w: %w", errDamaged, err)
	}
	again, err := r.seal()
	if err != nil {
		return r, err
	}
	if !bytes.Equal(data, again) || r.Key != v.Key || r.Variant != v.Name {
		return r, errDamaged
	}
	return r, nil
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// write writes one file of the folder.
func write(ctx context.Context, dir, name string, data []byte) error {
	return folder.StreamFile(ctx, filepath.Join(dir, filepath.FromSlash(name)), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
