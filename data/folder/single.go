package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// WriteFile writes one file so that it is there whole or not at all.
func WriteFile(path string, data []byte) error {
	return StreamFile(context.Background(), path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// StreamFile is WriteFile for content that never stands in memory as a whole.
// When ctx ends first nothing is left behind.
func StreamFile(ctx context.Context, path string, content func(io.Writer) error) error {
	return SaveFile(ctx, path, content, true)
}

// SaveFile is StreamFile that leaves a file with the same bytes as it is, and
// replaces one with other bytes only with force: else the error wraps ErrExists.
func SaveFile(ctx context.Context, path string, content func(io.Writer) error, force bool) (err error) {
	if path, err = follow(path); err != nil {
		return fmt.Errorf("write %w", err)
	}
	info, err := os.Stat(path)
	exists := err == nil
	switch {
	case !exists: // the usual case: a new file
	case info.IsDir():
		return fmt.Errorf("write %s: is a folder; expected the name of a file", path)
	case !info.Mode().IsRegular():
		return writeInto(ctx, path, content)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".tmp-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	done := false
	defer func() {
		if !done {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	err = buffered(&untilDone{ctx, temp}, content)
	if err := errors.Join(err, ctx.Err(), temp.Chmod(0o644), temp.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if exists && !force {
		return compareFiles(path, temp.Name())
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	done = true
	return nil
}

// compareFiles is an ErrExists unless both files hold the same bytes.
func compareFiles(path, fresh string) error {
	file, err := os.Open(fresh)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer file.Close()
	err = holds(path, func(w io.Writer) error {
		_, err := io.Copy(w, file)
		return err
	})
	if errors.Is(err, errDiffers) {
		return fmt.Errorf("write %s: %w with other content; --force replaces it, -o names another file", path, ErrExists)
	}
	return err
}

// writeInto writes to a pipe or a device, which must not be replaced by a file.
func writeInto(ctx context.Context, path string, content func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := errors.Join(buffered(&untilDone{ctx, file}, content), file.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
