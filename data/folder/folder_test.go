package folder_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/wattbit/wattbit/data/folder"
)

var files = []folder.File{
	{Name: "manifest.json", Data: []byte("{}")},
	{Name: "figures/map.svg", Data: []byte("<svg/>")},
}

func TestWriteThenSameThenOther(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "out", "japan")
	if changed, err := folder.Write(ctx, path, files, false); err != nil || !changed {
		t.Fatalf("first write: changed %v, error %v", changed, err)
	}
	if changed, err := folder.Write(ctx, path, files, false); err != nil || changed {
		t.Errorf("same bytes again: changed %v, error %v; want untouched", changed, err)
	}
	other := []folder.File{{Name: "manifest.json", Data: []byte("{1}")}}
	if _, err := folder.Write(ctx, path, other, false); !errors.Is(err, folder.ErrExists) {
		t.Errorf("other bytes without force: %v, want ErrExists", err)
	}
	if changed, err := folder.Write(ctx, path, other, true); err != nil || !changed {
		t.Errorf("other bytes with force: changed %v, error %v", changed, err)
	}
	if _, err := os.Stat(filepath.Join(path, "figures")); err == nil {
		t.Error("a file of the replaced result is still there")
	}
	onlyEntry(t, filepath.Dir(path), "japan")
}

func TestWriteReplacesOnlyResults(t *testing.T) {
	path := t.TempDir()
	precious := filepath.Join(path, "thesis.tex")
	if err := os.WriteFile(precious, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Write(t.Context(), path, files, true); !errors.Is(err, folder.ErrExists) {
		t.Errorf("force over a folder that is no result: %v, want ErrExists", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error("the user's own file is gone")
	}
}

func TestWriteCancelledLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	parent := t.TempDir()
	if _, err := folder.Write(ctx, filepath.Join(parent, "japan"), files, false); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
	onlyEntry(t, parent, "")
}

func TestWriteOverFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "japan")
	if err := folder.WriteFile(path, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Write(t.Context(), path, files, true); !errors.Is(err, folder.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
}

func TestWriteFileUnwritable(t *testing.T) {
	if err := folder.WriteFile(filepath.Join(t.TempDir(), "no", "such", "x.csv"), nil); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

func onlyEntry(t *testing.T, dir, want string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != want {
			t.Errorf("%s is left behind", entry.Name())
		}
	}
}
