package folder_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/folder"
)

// streamed is a result whose table is made while it is written and whose
// manifest names the digests of what came before.
func streamed(text string, rows int) []folder.File {
	return []folder.File{
		{Name: "table.csv", Write: func(w io.Writer) error {
			for range rows {
				if _, err := io.WriteString(w, text); err != nil {
					return err
				}
			}
			return nil
		}},
		{Name: "note.txt", Data: []byte("abc")},
		{Name: folder.Manifest, Seal: func(before []folder.Digest) ([]byte, error) { return json.Marshal(map[string]any{"outputs": before}) }},
	}
}

func TestWriteStreamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	for i, step := range []struct {
		text           string
		rows           int
		force, changed bool
		err            error
	}{
		{"row\n", 50000, false, true, nil},
		{"row\n", 50000, false, false, nil},
		{"row\n", 50001, false, false, folder.ErrExists}, // longer
		{"row\n", 49999, false, false, folder.ErrExists}, // shorter
		{"raw\n", 50000, false, false, folder.ErrExists},
		{"raw\n", 50000, true, true, nil},
	} {
		changed, err := folder.Write(t.Context(), path, streamed(step.text, step.rows), step.force)
		if changed != step.changed || !errors.Is(err, step.err) {
			t.Errorf("step %d: changed %v, error %v", i, changed, err)
		}
	}
	data, err := os.ReadFile(filepath.Join(path, folder.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-4
	if !strings.Contains(string(data), fmt.Sprintf(`{"Name":"note.txt","SHA256":"%s"}`, abc)) {
		t.Errorf("manifest %s", data)
	}
}

// TestWriteCancelledMidway holds that a file that is being made stops with ctx.
func TestWriteCancelledMidway(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	parent := t.TempDir()
	endless := []folder.File{{Name: folder.Manifest, Write: func(w io.Writer) error {
		for n := 0; ; n++ {
			if n == 10 {
				cancel()
			}
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return err
			}
		}
	}}}
	if _, err := folder.Write(ctx, filepath.Join(parent, "out"), endless, false); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
	onlyEntry(t, parent, "")
}

func TestWriteFailsMidway(t *testing.T) {
	broken := errors.New("broken")
	for _, bad := range []folder.File{
		{Name: "x", Write: func(io.Writer) error { return broken }},
		{Name: "x", Seal: func([]folder.Digest) ([]byte, error) { return nil, broken }},
	} {
		parent := t.TempDir()
		if _, err := folder.Write(t.Context(), filepath.Join(parent, "out"), []folder.File{files[0], bad}, false); !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
		onlyEntry(t, parent, "")
	}
}

func TestWriteRefusesNames(t *testing.T) {
	for _, name := range []string{"../x", "/x", "", "a/../x"} {
		parent := t.TempDir()
		if _, err := folder.Write(t.Context(), filepath.Join(parent, "out"), []folder.File{{Name: name}}, false); err == nil {
			t.Errorf("%q is accepted", name)
		}
		onlyEntry(t, parent, "")
	}
}

func TestStreamFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csv")
	if err := folder.WriteFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := folder.StreamFile(t.Context(), path, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
		t.Errorf("a failed write left %q, %v", data, err)
	}
	onlyEntry(t, dir, "x.csv")
	if err := folder.WriteFile(dir, nil); err == nil || !strings.Contains(err.Error(), "is a folder") {
		t.Errorf("over a folder: %v", err)
	}
}

// TestWriteFileKeepsLinksAndDevices holds that a link stays a link and a device
// a device.
func TestWriteFileKeepsLinksAndDevices(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	if err := os.WriteFile(real, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := folder.WriteFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(real); err != nil || string(data) != "new" {
		t.Errorf("the file behind the link holds %q, %v", data, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if err := folder.WriteFile(os.DevNull, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("the null device is %v, %v", info.Mode(), err)
	}
}
