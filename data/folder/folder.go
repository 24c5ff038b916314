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
	"slices"
	"strings"
)

// ErrExists says that something with other content stands where the result
// should go.
var ErrExists = errors.New("exists already")

// Write writes the files into a new folder beside path and renames it to path
// when all are whole; into an empty folder they are moved, the last file last. A
// folder that already holds the same bytes is left as it is; one that differs is
// an ErrExists unless force is set, and then it is replaced as a whole. A folder
// with files that its own manifest does not name is never replaced. When ctx
// ends first nothing is left behind.
func Write(ctx context.Context, path string, files []File, force bool) (changed bool, err error) {
	path, err = behindLinks(path)
	if err != nil {
		return false, err
	}
	there, err := look(ctx, path, files)
	if err != nil || there == same {
		return false, err
	}
	if there == other {
		if err := replaceable(path, files, force); err != nil {
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
	if there == empty {
		return true, move(temp, path, files)
	}
	return true, replace(temp, path, there == other)
}

// behindLinks makes path absolute and follows it where it is a link.
func behindLinks(path string) (string, error) {
	if path == "" {
		return "", errors.New("results folder: no name; expected the path of a folder")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("results folder: %w", err)
	}
	return follow(path)
}

// follow returns what a link leads to, and any other path as it is.
func follow(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, nil
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		to, _ := os.Readlink(path)
		return "", fmt.Errorf("%s is a link to %q, which is not there; expected a link that leads somewhere", path, to)
	}
	return target, nil
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

// move puts the entries of temp into the empty folder path, that of the last
// file last, so that a folder with a manifest is whole.
func move(temp, path string, files []File) error {
	var moved []string
	for _, file := range files {
		entry, _, _ := strings.Cut(file.Name, "/")
		if slices.Contains(moved, entry) {
			continue
		}
		moved = append(moved, entry)
		if err := os.Rename(filepath.Join(temp, entry), filepath.Join(path, entry)); err != nil {
			for _, entry := range moved {
				err = errors.Join(err, os.RemoveAll(filepath.Join(path, entry)))
			}
			return fmt.Errorf("results folder: %w", err)
		}
	}
	return nil
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
