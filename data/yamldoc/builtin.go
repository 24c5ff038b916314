package yamldoc

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrNotFound says that a name is neither a built-in document nor a file.
var ErrNotFound = errors.New("not found")

// ErrUnknownName is the ErrNotFound of a name that is no path.
var ErrUnknownName = fmt.Errorf("%w", ErrNotFound)

// notFoundError is an ErrNotFound in its own words.
type notFoundError struct {
	message string
	kind    error // ErrNotFound or ErrUnknownName
}

func (e *notFoundError) Error() string { return e.message }

func (e *notFoundError) Unwrap() error { return e.kind }

// Builtin are the documents of a kind that come with the program, by name;
// others are files.
type Builtin struct {
	Kind   string // what a document is, such as "rule pack"
	FS     fs.FS  // holds NAME.yaml in Folder
	Folder string
	Order  []string // all names; nil: those in Folder in alphabetical order
}

// Names lists the built-in documents.
func (b Builtin) Names() []string {
	if b.Order != nil {
		return slices.Clone(b.Order)
	}
	entries, err := fs.ReadDir(b.FS, b.Folder)
	if err != nil {
		panic(err) // the embedded folder is part of the program
	}
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return names
}

// Source returns a built-in document as it was written; the error is an
// ErrUnknownName.
func (b Builtin) Source(name string) ([]byte, error) {
	if !slices.Contains(b.Names(), name) {
		return nil, b.unknown(name, name)
	}
	return fs.ReadFile(b.FS, b.Folder+"/"+name+".yaml")
}

// Open reads a document: a built-in name first, else a file. A relative path
// starts at dir. The path it returns is empty for built-in documents. The error
// is an ErrNotFound where there is none.
func (b Builtin) Open(nameOrPath, dir string) (path string, src []byte, err error) {
	if slices.Contains(b.Names(), nameOrPath) {
		src, err = b.Source(nameOrPath)
		return "", src, err
	}
	path = nameOrPath
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	if !IsPath(nameOrPath) {
		return "", nil, b.unknown(nameOrPath, path)
	}
	src, err = ReadFile(b.Kind, path)
	if errors.Is(err, fs.ErrNotExist) {
		err = &notFoundError{fmt.Sprintf("%s not found: no file %s", b.Kind, path), ErrNotFound}
	}
	return path, src, err
}

// IsPath tells a path from a name: it has a folder or ends in .yaml or .yml.
func IsPath(s string) bool {
	ext := strings.ToLower(filepath.Ext(s))
	return strings.ContainsAny(s, `/\`) || ext == ".yaml" || ext == ".yml"
}

// unknown words a name that is neither built in nor a path. Where something of
// that name stands at the path it says why that is not read.
func (b Builtin) unknown(name, path string) error {
	expected := fmt.Sprintf("a built-in %s (%s) or the path of a .yaml file", b.Kind, strings.Join(b.Names(), ", "))
	message := fmt.Sprintf("%s not found: %q is no built-in %s (%s) and no path of a .yaml file", b.Kind, name, b.Kind, strings.Join(b.Names(), ", "))
	if info, err := os.Stat(path); err == nil && name != "" {
		switch {
		case info.IsDir():
			message = fmt.Sprintf("%s %q: is a folder; expected %s", b.Kind, name, expected)
		default:
			message = fmt.Sprintf("%s %q: is a file whose name does not end in .yaml; expected %s; a path such as .%c%s is read whatever it ends in", b.Kind, name, expected, filepath.Separator, name)
		}
	}
	return &notFoundError{message, ErrUnknownName}
}
