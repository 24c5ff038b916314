// Package folder writes a folder of results so that it is either there whole
// or not there at all.
package folder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrExists says that a folder with other content stands where the result
// should go.
var ErrExists = errors.New("folder exists")

// File is one file of a result. Name is relative and uses slashes.
type File struct {
	Name string
	Data []byte
}

// Write writes the files into a new folder beside path and renames it to path
// when all are whole. A folder that already holds the same bytes is left as it
// is; one that differs is an ErrExists unless force is set, and then it is
// replaced as a whole. When ctx ends first nothing is left behind.
func Write(ctx context.Context, path string, files []File, force bool) (changed bool, err error) {
	path = filepath.Clean(path)
	exists, same, err := compare(path, files)
	if err != nil {
		return false, err
	}
	if exists && same {
		return false, nil
	}
	if exists && !force {
		return false, fmt.Errorf("%w: %s holds another result; --force replaces it, -o names another folder", ErrExists, path)
	}
	if exists {
		if err := ours(path); err != nil {
			return false, err
		}
	}
	parent := filepath.Dir(path)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return false, fmt.Errorf("results folder: %w", err)
	}
	temp, err := os.MkdirTemp(parent, "."+filepath.Base(path)+".tmp-*")
	if err != nil {
		return false, fmt.Errorf("results folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	if err := fill(ctx, temp, files); err != nil {
		return false, err
	}
	return true, replace(temp, path, exists)
}

// Manifest is the file that makes a folder a folder of results: only such a
// folder is ever replaced.
const Manifest = "manifest.json"

// ours refuses to replace anything that is no folder of results.
func ours(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("results folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%w: %s is a file; expected a folder", ErrExists, path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return fmt.Errorf("results folder: %w", err)
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(filepath.Join(path, Manifest)); err != nil {
		return fmt.Errorf("%w: %s has no %s, so it is no folder of results and is not replaced even by --force", ErrExists, path, Manifest)
	}
	return nil
}

func fill(ctx context.Context, dir string, files []File) error {
	if err := os.Chmod(dir, 0o755); err != nil {
		return fmt.Errorf("results folder: %w", err)
	}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !fs.ValidPath(file.Name) {
			return fmt.Errorf("results folder: file name %q is not relative", file.Name)
		}
		path := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("results folder: %w", err)
		}
		if err := os.WriteFile(path, file.Data, 0o644); err != nil {
			return fmt.Errorf("results folder: %w", err)
		}
	}
	return ctx.Err()
}

// replace puts temp where path is. The old folder is moved aside first and put
// back when the rename fails.
func replace(temp, path string, exists bool) error {
	if !exists {
		return os.Rename(temp, path)
	}
	old := temp + ".old"
	if err := os.Rename(path, old); err != nil {
		return fmt.Errorf("results folder: %w", err)
	}
	if err := os.Rename(temp, path); err != nil {
		return errors.Join(fmt.Errorf("results folder: %w", err), os.Rename(old, path))
	}
	return os.RemoveAll(old)
}

// compare tells whether path exists and holds exactly the files.
func compare(path string, files []File) (exists, same bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	}
	if err != nil {
		return false, false, fmt.Errorf("results folder: %w", err)
	}
	if !info.IsDir() {
		return true, false, nil
	}
	names, err := list(path)
	if err != nil {
		return true, false, err
	}
	want := make([]string, len(files))
	for i, file := range files {
		want[i] = file.Name
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		return true, false, nil
	}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(path, filepath.FromSlash(file.Name)))
		if err != nil {
			return true, false, fmt.Errorf("results folder: %w", err)
		}
		if !bytes.Equal(data, file.Data) {
			return true, false, nil
		}
	}
	return true, true, nil
}

func list(path string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(path, name)
		names = append(names, strings.ReplaceAll(rel, string(filepath.Separator), "/"))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("results folder: %w", err)
	}
	slices.Sort(names)
	return names, nil
}

// WriteFile writes one file so that it is there whole or not at all.
func WriteFile(path string, data []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".tmp-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(data)
	if err := errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
