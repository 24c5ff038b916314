package atlas

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"

	"github.com/wattbit/wattbit/data/yamldoc"
)

// DescriptionFile is the file that names an atlas and lists its tables.
const DescriptionFile = "atlas.yaml"

const descriptionLimit = 1 << 20 // bytes

// description is atlas.yaml.
type description struct {
	ID         string               `yaml:"id"`
	Name       string               `yaml:"name"`
	NameLocal  string               `yaml:"name_local"`
	Version    string               `yaml:"version"`
	Licenses   []licenseDescription `yaml:"licenses"`
	Tables     []tableDescription   `yaml:"tables"`
	Boundaries []string             `yaml:"boundaries,omitempty"`
}

type licenseDescription struct {
	ID     string `yaml:"id"`
	Name   string `yaml:"name"`
	Credit string `yaml:"credit,omitempty"`
	URL    string `yaml:"url,omitempty"`
	Folder string `yaml:"folder,omitempty"`
}

type tableDescription struct {
	Table string   `yaml:"table"`
	Files []string `yaml:"files"`
}

func (d description) meta() Meta {
	m := Meta{ID: d.ID, Name: d.Name, NameLocal: d.NameLocal, Version: d.Version}
	for _, l := range d.Licenses {
		m.Licenses = append(m.Licenses, License(l))
	}
	return m
}

func describe(m Meta) description {
	d := description{ID: m.ID, Name: m.Name, NameLocal: m.NameLocal, Version: m.Version}
	for _, l := range m.Licenses {
		d.Licenses = append(d.Licenses, licenseDescription(l))
	}
	return d
}

// readDescription reads atlas.yaml; errors carry line, column and an excerpt.
func readDescription(fsys fs.FS) (description, error) {
	var d description
	info, err := fs.Stat(fsys, DescriptionFile)
	if err != nil {
		return d, fmt.Errorf("atlas: %w; expected the folder of an atlas", err)
	}
	if info.Size() > descriptionLimit {
		return d, fmt.Errorf("atlas: %s: found %d bytes, expected at most %d", DescriptionFile, info.Size(), descriptionLimit)
	}
	data, err := fs.ReadFile(fsys, DescriptionFile)
	if err != nil {
		return d, fmt.Errorf("atlas: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := yamldoc.Decode(data, &d, yaml.Strict()); err != nil {
		return d, fmt.Errorf("atlas: %s: %w", DescriptionFile, err)
	}
	if err := d.validate(); err != nil {
		return d, fmt.Errorf("atlas: %s: %w", DescriptionFile, err)
	}
	return d, nil
}

func (d description) validate() error {
	if d.ID == "" || d.Name == "" || d.Version == "" {
		return errors.New("found an empty id, name or version, expected all three")
	}
	if strings.ContainsFunc(d.ID+d.Name+d.NameLocal+d.Version, unicode.IsControl) {
		return fmt.Errorf("found id %q, name %q, %q and version %q, expected text of one line", d.ID, d.Name, d.NameLocal, d.Version)
	}
	listed := make(map[string]bool)
	for _, t := range d.Tables {
		if !slices.ContainsFunc(schemas, func(s schema) bool { return s.tableName() == t.Table }) {
			return fmt.Errorf("found table %q, expected one of %v", t.Table, TableNames())
		}
		if listed[t.Table] {
			return fmt.Errorf("found table %q twice, expected one entry with all its files", t.Table)
		}
		listed[t.Table] = true
	}
	files := make(map[string]bool)
	for _, f := range d.files() {
		if !fs.ValidPath(f) || path.Clean(f) != f {
			return fmt.Errorf("found file %q, expected a path inside the atlas folder with forward slashes", f)
		}
		if files[f] {
			return fmt.Errorf("found file %q twice, expected it once", f)
		}
		files[f] = true
	}
	return nil
}

func (d description) files() []string {
	all := slices.Clone(d.Boundaries)
	for _, t := range d.Tables {
		all = append(all, t.Files...)
	}
	return all
}

func (d description) filesOf(tableName string) []string {
	for _, t := range d.Tables {
		if t.Table == tableName {
			return t.Files
		}
	}
	return nil
}

// TableNames lists the tables an atlas may have.
func TableNames() []string {
	names := make([]string, len(schemas))
	for i, s := range schemas {
		names[i] = s.tableName()
	}
	return names
}
