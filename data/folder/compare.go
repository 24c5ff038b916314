package folder

import (
	"bufio"
	"bytes"
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

// state is what stands at the path of a result.
type state int

const (
	nothing state = iota
	empty         // a folder without files
	same          // exactly the files
	other
)

// look tells what stands at path.
func look(ctx context.Context, path string, files []File) (state, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nothing, nil
	}
	if err != nil {
		return nothing, fmt.Errorf("results folder: %w", err)
	}
	if !info.IsDir() {
		return other, nil
	}
	if entries, err := os.ReadDir(path); err == nil && len(entries) == 0 {
		return empty, nil
	}
	names, err := list(path)
	if err != nil {
		return other, err
	}
	want := make([]string, len(files))
	for i, file := range files {
		want[i] = file.Name
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		return other, nil
	}
	err = Each(ctx, files, func(name string, content func(io.Writer) error) error {
		return holds(filepath.Join(path, filepath.FromSlash(name)), content)
	})
	if errors.Is(err, errDiffers) {
		return other, nil
	}
	return same, err
}

var errDiffers = errors.New("the file differs")

// holds returns errDiffers unless the file holds exactly the content.
func holds(path string, content func(io.Writer) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("results folder: %w", err)
	}
	defer file.Close()
	there := bufio.NewReaderSize(file, bufferBytes)
	if err := buffered(&matcher{there: there}, content); err != nil {
		return err
	}
	if _, err := there.ReadByte(); err == nil {
		return errDiffers
	}
	return nil
}

// matcher accepts exactly the bytes that are there already.
type matcher struct {
	there *bufio.Reader
	room  []byte
}

func (m *matcher) Write(p []byte) (int, error) {
	m.room = slices.Grow(m.room[:0], len(p))[:len(p)]
	if _, err := io.ReadFull(m.there, m.room); err != nil || !bytes.Equal(m.room, p) {
		return 0, errDiffers
	}
	return len(p), nil
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
