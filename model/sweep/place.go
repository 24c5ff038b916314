package sweep

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
)

// planFile names the sweep that a folder belongs to. It is written before
// anything runs.
const planFile = "sweep.json"

// description is what stands in planFile, and in the manifest with the outputs.
type description struct {
	Tool     string           `json:"tool"`
	Version  string           `json:"version"`
	Base     string           `json:"base"`
	Keys     []string         `json:"keys"`
	Inputs   []scenario.Input `json:"inputs"`
	Variants []described      `json:"variants"`
	Outputs  []scenario.Input `json:"outputs,omitempty"`
}

type described struct {
	Variant  string   `json:"variant"`
	Settings []string `json:"settings"`
	Key      string   `json:"key"`
	File     string   `json:"file"`
}

func (p *Plan) describe() description {
	d := description{Tool: scenario.Tool, Version: p.Version, Base: p.Base, Keys: append([]string{}, p.Keys...), Inputs: p.Inputs}
	for _, v := range p.Variants {
		d.Variants = append(d.Variants, described{v.Name, v.settings(), v.Key, v.file()})
	}
	return d
}

// open makes the folder the sweep's, or finds that it is already. It refuses
// every other folder before anything runs.
func (p *Plan) open(ctx context.Context, dir string) error {
	want, err := indented(p.describe())
	if err != nil {
		return err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return fmt.Errorf("%w: %s is no folder; expected one, or a name that is free", ErrFolder, dir)
	}
	there, err := os.ReadFile(filepath.Join(dir, planFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := unused(dir); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(dir, "variants"), 0o755); err != nil {
			return fmt.Errorf("%w: %w", ErrFolder, err)
		}
		return write(ctx, dir, planFile, want)
	case err != nil:
		return fmt.Errorf("%w: %w", ErrFolder, err)
	case !bytes.Equal(there, want):
		return fmt.Errorf("%w: %s holds another sweep: %s; -o names another folder", ErrFolder, dir, p.otherwise(there))
	}
	if err := os.MkdirAll(filepath.Join(dir, "variants"), 0o755); err != nil {
		return fmt.Errorf("%w: %w", ErrFolder, err)
	}
	return sweepUp(dir)
}

// unused refuses a folder with files, and what is no folder.
func unused(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: %s cannot be read: %w", ErrFolder, dir, err)
	}
	for _, e := range entries {
		if e.Name() == "variants" || temporary(planFile, e.Name()) {
			continue // of a sweep that was killed before it had begun
		}
		return fmt.Errorf("%w: %s holds %s and no %s; expected a new folder, an empty one, or one of this sweep", ErrFolder, dir, e.Name(), planFile)
	}
	return sweepUp(dir)
}

// otherwise says what tells the sweep in a folder from this one.
func (p *Plan) otherwise(there []byte) string {
	var other description
	if err := json.Unmarshal(there, &other); err != nil {
		return fmt.Sprintf("its %s cannot be read (%v)", planFile, err)
	}
	mine := p.describe()
	switch {
	case other.Version != p.Version:
		return fmt.Sprintf("it was made by version %q, this is %q", other.Version, p.Version)
	case other.Base != p.Base:
		return fmt.Sprintf("its base is %s, not %s", other.Base, p.Base)
	case !slices.Equal(other.Inputs, p.Inputs):
		return fmt.Sprintf("its inputs were %s, now they are %s", inputsText(other.Inputs), inputsText(p.Inputs))
	case len(other.Variants) != len(mine.Variants):
		return fmt.Sprintf("it has %d variants, not %d", len(other.Variants), len(mine.Variants))
	}
	for i, v := range mine.Variants {
		o := other.Variants[i]
		switch {
		case o.Variant != v.Variant || !slices.Equal(o.Settings, v.Settings):
			return fmt.Sprintf("its variant %s is %q, not %s with %q", o.Variant, o.Settings, v.Variant, v.Settings)
		case o.Key != v.Key:
			return fmt.Sprintf("the scenario of variant %s (%s) has changed since", v.Variant, strings.Join(v.Settings, " "))
		}
	}
	return fmt.Sprintf("its %s differs", planFile)
}

func inputsText(inputs []scenario.Input) string {
	texts := make([]string, len(inputs))
	for i, in := range inputs {
		texts[i] = fmt.Sprintf("%s (SHA-256 %.12s…)", in.Name, in.SHA256)
	}
	return strings.Join(texts, ", ")
}

// sweepUp removes the temporary files that a killed sweep left.
func sweepUp(dir string) error {
	for _, below := range []string{dir, filepath.Join(dir, "variants")} {
		entries, err := os.ReadDir(below)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: %w", ErrFolder, err)
		}
		for _, e := range entries {
			if e.Type().IsRegular() && temporary("", e.Name()) {
				if err := os.Remove(filepath.Join(below, e.Name())); err != nil {
					return fmt.Errorf("%w: %w", ErrFolder, err)
				}
			}
		}
	}
	return nil
}

// temporary tells the temporary files of data/folder, of one file or of any.
func temporary(of, name string) bool {
	return strings.HasPrefix(name, "."+of) && strings.Contains(name, ".tmp-")
}

// finish writes the tables and, last, the manifest.
func (p *Plan) finish(ctx context.Context, dir string, records []record) error {
	long, wide, err := p.tables(records)
	if err != nil {
		return err
	}
	plan, err := indented(p.describe())
	if err != nil {
		return err
	}
	files := []folder.File{{Name: planFile, Data: plan}}
	for i, v := range p.Variants {
		data, err := records[i].seal()
		if err != nil {
			return err
		}
		files = append(files, folder.File{Name: v.file(), Data: data})
	}
	files = append(files, folder.File{Name: "sweep.csv", Data: long}, folder.File{Name: "wide.csv", Data: wide},
		folder.File{Name: folder.Manifest, Seal: func(before []folder.Digest) ([]byte, error) {
			d := p.describe()
			for _, digest := range before {
				d.Outputs = append(d.Outputs, scenario.Input(digest))
			}
			return indented(d)
		}})
	return folder.Each(ctx, files, func(name string, content func(w io.Writer) error) error {
		return folder.StreamFile(ctx, filepath.Join(dir, filepath.FromSlash(name)), content)
	})
}
