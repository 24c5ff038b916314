package atlas

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"
)

// ErrExists is wrapped when an export would overwrite a folder that is not empty.
var ErrExists = errors.New("atlas: folder exists and is not empty")

// File is one file of an atlas folder.
type File struct {
	Path string // inside the folder, with forward slashes
	Data []byte
}

// Files writes the atlas as the files of its folder, sorted by path: atlas.yaml,
// the tables and the outlines. Rows under a licence with a folder go to files of
// their own there. Load of these files gives the same atlas again, with the rows
// of such licences after the others.
func (a *Atlas) Files() ([]File, error) {
	d := describe(a.Meta)
	var files []File
	for _, s := range schemas {
		entry := tableDescription{Table: s.tableName()}
		for _, folder := range a.folders() {
			data, err := s.encode(a, func(license string) bool { return a.folderOf(license) == folder })
			if err != nil {
				return nil, fmt.Errorf("atlas: table %s: %w", s.tableName(), err)
			}
			if data == nil {
				continue
			}
			file := path.Join(folder, s.tableName()+".csv")
			entry.Files = append(entry.Files, file)
			files = append(files, File{file, data})
		}
		if entry.Files != nil {
			d.Tables = append(d.Tables, entry)
		}
	}
	if len(a.Outlines) > 0 {
		data, err := encodeOutlines(a.Outlines)
		if err != nil {
			return nil, fmt.Errorf("atlas: boundaries: %w", err)
		}
		d.Boundaries = []string{outlineTable + ".geojson"}
		files = append(files, File{d.Boundaries[0], data})
	}
	if err := d.validate(); err != nil {
		return nil, fmt.Errorf("atlas: %s: %w", DescriptionFile, err)
	}
	head, err := yaml.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("atlas: %s: %w", DescriptionFile, err)
	}
	files = append(files, File{DescriptionFile, head})
	slices.SortFunc(files, func(x, y File) int {
		if x.Path < y.Path {
			return -1
		}
		return 1
	})
	return files, nil
}

// folders lists the folder of unbound licences, then those of the others.
func (a *Atlas) folders() []string {
	list := []string{""}
	for _, l := range a.Meta.Licenses {
		if !slices.Contains(list, l.Folder) {
			list = append(list, l.Folder)
		}
	}
	return list
}

func (a *Atlas) folderOf(license string) string {
	l, _ := a.Meta.License(license)
	return l.Folder
}

// Export writes the atlas to a new folder, whole or not at all. An existing
// folder must be empty, else the error wraps ErrExists.
func (a *Atlas) Export(dir string) error {
	if dir == "" {
		return errors.New("atlas: no name; expected the path of a folder")
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("atlas: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("%w: %s", ErrExists, dir)
	}
	return a.writeDir(dir)
}

// Replace is Export over an existing atlas. It refuses a folder that is not
// empty and holds no atlas.yaml, so that a slip of the keyboard costs nothing.
func (a *Atlas) Replace(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, DescriptionFile)); err != nil {
		return a.Export(dir)
	}
	return a.writeDir(dir)
}

// writeDir writes beside dir, then renames; an old folder is put back on failure.
func (a *Atlas) writeDir(dir string) error {
	files, err := a.Files()
	if err != nil {
		return err
	}
	dir = filepath.Clean(dir)
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("atlas: %w", err)
	}
	scratch, err := os.MkdirTemp(parent, "."+filepath.Base(dir)+"-*")
	if err != nil {
		return fmt.Errorf("atlas: %w", err)
	}
	defer os.RemoveAll(scratch)
	whole := filepath.Join(scratch, "new")
	if err := WriteFiles(whole, files); err != nil {
		return err
	}
	old := filepath.Join(scratch, "old")
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("atlas: %w", err)
	}
	if err := os.Rename(whole, dir); err != nil {
		_ = os.Rename(old, dir) // back to what was; the first error is the one to tell
		return fmt.Errorf("atlas: %w", err)
	}
	return nil
}

// WriteFiles writes files into a folder, making folders as needed and leaving
// other files alone.
func WriteFiles(dir string, files []File) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("atlas: %w", err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return fmt.Errorf("atlas: %w", err)
		}
	}
	return nil
}
