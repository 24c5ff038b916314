// Package folder writes a folder of results so that it is either there whole
// or not there at all.
package folder

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrExists says that a folder with other content stands where the result
// should go.
var ErrExists = errors.New("folder exists")

// Write writes the files into a new folder beside path and renames it to path
// when all are whole. A folder that already holds the same bytes is left as it
// is; one that differs is an ErrExists unless force is set, and then it is
// replaced as a whole. When ctx ends first nothing is left behind.
func Write(ctx context.Context, path string, files []File, force bool) (changed bool, err error) {
	path = filepath.Clean(path)
	exists, same, err := compare(ctx, path, files)
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
	return Each(ctx, files, func(name string, content func(io.Writer) error) error {
		if !fs.ValidPath(name) {
			return fmt.Errorf("results folder: file name %q is not relative", name)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("results folder: %w", err)
		}
		if err := writeNew(path, content); err != nil {
			return fmt.Errorf("results folder: %w", err)
		}
		return nil
	})
}

func writeNew(path string, content func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(buffered(file, content), file.Close())
}

const bufferBytes = 1 << 16

// buffered writes content through a buffer.
func buffered(w io.Writer, content func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, bufferBytes)
	if err := content(b); err != nil {
		return err
	}
	return b.Flush()
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
