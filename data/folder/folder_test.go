package folder_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/folder"
)

var files = []folder.File{
	{Name: "manifest.json", Data: []byte(`{"outputs":[{"name":"figures/map.svg"}]}`)},
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
	other := []folder.File{{Name: "manifest.json", Data: []byte(`{"outputs":[]}`)}}
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

// TestWriteKeepsStrangers holds that a file that no manifest names is never
// deleted, and that the error names it.
func TestWriteKeepsStrangers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	if _, err := folder.Write(t.Context(), path, files, false); err != nil {
		t.Fatal(err)
	}
	notes := filepath.Join(path, "notes.txt")
	if err := os.WriteFile(notes, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, force := range []bool{false, true} {
		_, err := folder.Write(t.Context(), path, files[:1], force)
		if !errors.Is(err, folder.ErrExists) || !strings.Contains(err.Error(), "also holds notes.txt,") {
			t.Errorf("force %v: %v", force, err)
		}
	}
	if _, err := os.Stat(notes); err != nil {
		t.Error("the user's own file is gone")
	}
}

// TestWriteIntoEmpty holds that an empty folder is simply used, the current one
// too, and stays the same folder.
func TestWriteIntoEmpty(t *testing.T) {
	parent := t.TempDir()
	t.Chdir(parent)
	for _, dir := range []string{"empty", "."} {
		if dir != "." {
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		} else {
			t.Chdir(t.TempDir())
		}
		before, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if changed, err := folder.Write(t.Context(), dir, files, false); err != nil || !changed {
			t.Fatalf("%s: changed %v, error %v", dir, changed, err)
		}
		if after, err := os.Stat(dir); err != nil || !os.SameFile(before, after) {
			t.Errorf("%s is another folder now, %v", dir, err)
		}
		if changed, err := folder.Write(t.Context(), dir, files, false); err != nil || changed {
			t.Errorf("%s again: changed %v, error %v", dir, changed, err)
		}
	}
	onlyEntry(t, parent, "empty")
}

// TestWriteSaysWhatStandsThere holds the words for what is no result.
func TestWriteSaysWhatStandsThere(t *testing.T) {
	dir := t.TempDir()
	private := filepath.Join(dir, "private")
	file := filepath.Join(dir, "file")
	link := filepath.Join(dir, "link")
	if err := errors.Join(os.Mkdir(private, 0o755), os.WriteFile(filepath.Join(private, "a.tex"), nil, 0o600),
		os.WriteFile(file, nil, 0o600), os.Symlink("gone", link)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		private: "holds a.tex and no manifest.json", file: "is a file; expected a folder",
		link: `is a link to "gone", which is not there`, "": "no name",
	} {
		if _, err := folder.Write(t.Context(), path, files, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", path, err, want)
		}
	}
	if err := folder.WriteFile(link, nil); err == nil || !strings.Contains(err.Error(), `is a link to "gone"`) {
		t.Errorf("file over a link to nothing: %v", err)
	}
}

// TestSaveFile holds that only force replaces a file that differs.
func TestSaveFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.csv")
	save := func(text string, force bool) error {
		return folder.SaveFile(t.Context(), path, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}, force)
	}
	if err := errors.Join(save("old", false), save("old", false)); err != nil {
		t.Fatal(err)
	}
	if err := save("new", false); !errors.Is(err, folder.ErrExists) {
		t.Errorf("without force: %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
		t.Errorf("holds %q, %v", data, err)
	}
	if err := save("new", true); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "new" {
		t.Errorf("holds %q, %v", data, err)
	}
	onlyEntry(t, filepath.Dir(path), "x.csv")
}
