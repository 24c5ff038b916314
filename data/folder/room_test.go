package folder_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/folder"
)

func TestRoomForFile(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.csv")
	if err := os.WriteFile(there, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path  string
		force bool
		want  string // empty: there is room
	}{
		{filepath.Join(dir, "new.csv"), false, ""},
		{there, true, ""},
		{os.DevNull, false, ""},
		{there, false, "exists already; --force replaces it"},
		{dir, true, "is a folder"},
		{filepath.Join(dir, "none", "x.csv"), true, "none"},
		{filepath.Join(there, "x.csv"), true, "there.csv"},
	} {
		err := folder.RoomForFile(c.path, c.force)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s, force %v: %v, want %q", c.path, c.force, err, c.want)
		}
	}
	if err := folder.RoomForFile(there, false); !errors.Is(err, folder.ErrExists) {
		t.Errorf("%v, want ErrExists", err)
	}
	onlyEntry(t, dir, "there.csv")
}

func TestRoomForFolder(t *testing.T) {
	dir := t.TempDir()
	result, private, file := filepath.Join(dir, "result"), filepath.Join(dir, "private"), filepath.Join(dir, "file")
	if _, err := folder.Write(t.Context(), result, files, false); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Mkdir(private, 0o755), os.WriteFile(filepath.Join(private, "a.tex"), nil, 0o600), os.WriteFile(file, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "new", "deep"): "", result: "", t.TempDir(): "",
		private: "holds a.tex and no manifest.json", file: "is a file", filepath.Join(file, "x"): "file",
	} {
		err := folder.RoomForFolder(t.Context(), path)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "new")); err == nil {
		t.Error("asking made a folder")
	}
}
