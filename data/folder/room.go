package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// RoomForFile reports what would keep SaveFile from writing a file, before there
// is anything to write: a file that is there already unless force is set, which
// is an ErrExists, a folder of that name, or a place where nothing can be written.
func RoomForFile(path string, force bool) error {
	path, err := follow(path)
	if err != nil {
		return fmt.Errorf("write %w", err)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("write %s: %w", path, err)
	case info.IsDir():
		return fmt.Errorf("write %s: is a folder; expected the name of a file", path)
	case !info.Mode().IsRegular():
		return nil
	case !force:
		return fmt.Errorf("write %s: %w; --force replaces it", path, ErrExists)
	}
	if err := writable(filepath.Dir(path)); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// RoomForFolder reports what would keep Write from writing a result, whatever the
// result: something other than a folder of results at its path, or a place where
// nothing can be written. Whether a result that is there is another one shows only
// when there is one to compare.
func RoomForFolder(ctx context.Context, path string) error {
	path, err := behindLinks(path)
	if err != nil {
		return err
	}
	there, err := look(ctx, path, nil)
	if err != nil {
		return err
	}
	if there == other {
		if err := replaceable(path, nil, true); err != nil {
			return err
		}
	}
	// The parents that are not there are made when the result is.
	parent := filepath.Dir(path)
	for {
		info, err := os.Stat(parent)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			parent = filepath.Dir(parent)
			continue
		case err == nil && !info.IsDir():
			return fmt.Errorf("results folder: %s is a file; expected a folder", parent)
		case err == nil:
			err = writable(parent)
		}
		if err != nil {
			return fmt.Errorf("results folder: %w", err)
		}
		return nil
	}
}

// writable tries whether a file can be made in a folder.
func writable(dir string) error {
	file, err := os.CreateTemp(dir, ".wattbit.tmp-*")
	var at *fs.PathError
	if errors.As(err, &at) {
		return fmt.Errorf("nothing can be written in %s: %w", dir, at.Err) // without the name of the trial
	}
	if err != nil {
		return err
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}
