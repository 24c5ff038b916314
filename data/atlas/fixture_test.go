package atlas_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wattbit/wattbit/data/atlas"
)

// fresh is an atlas of Japan that a test may change.
func fresh(tb testing.TB) *atlas.Atlas {
	tb.Helper()
	a, err := atlas.Load(atlas.JapanFS())
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

type fataler interface{ Fatal(args ...any) }

// memory writes an atlas into a folder in memory.
func memory(tb fataler, a *atlas.Atlas) fstest.MapFS {
	files, err := a.Files()
	if err != nil {
		tb.Fatal(err)
	}
	dir := fstest.MapFS{}
	for _, f := range files {
		dir[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return dir
}

// japanFolder is the built-in folder, whose files a test may change.
func japanFolder(tb testing.TB) fstest.MapFS {
	tb.Helper()
	dir := fstest.MapFS{}
	err := fs.WalkDir(atlas.JapanFS(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(atlas.JapanFS(), path)
		dir[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return dir
}

func diff(a, b *atlas.Atlas) string {
	return cmp.Diff(a, b, cmpopts.EquateNaNs(), cmpopts.EquateEmpty())
}
