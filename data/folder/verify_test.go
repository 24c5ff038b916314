package folder_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/folder"
)

func TestVerify(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "note.txt"), []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-4
	if err := folder.Verify(t.Context(), dir, []folder.Digest{{Name: "note.txt", SHA256: abc}}); err != nil {
		t.Error(err)
	}
	for want, d := range map[string]folder.Digest{
		"note.txt has the SHA-256 ba7816bf8f01…, expected 00…": {Name: "note.txt", SHA256: "00"},
		"gone.txt is missing":           {Name: "gone.txt", SHA256: abc},
		`"../note.txt" is not relative`: {Name: "../note.txt", SHA256: abc},
	} {
		if err := folder.Verify(t.Context(), dir, []folder.Digest{d}); !errors.Is(err, folder.ErrChanged) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := folder.Verify(ctx, dir, []folder.Digest{{Name: "note.txt", SHA256: abc}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}
