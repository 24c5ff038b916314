package folder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrChanged says that a file is not as it was written.
var ErrChanged = errors.New("changed")

// Verify holds the files of a folder against their digests. The error of the
// first that is missing or differs names it and wraps ErrChanged.
func Verify(ctx context.Context, dir string, digests []Digest) error {
	for _, d := range digests {
		if !fs.ValidPath(d.Name) {
			return fmt.Errorf("%w: file name %q is not relative", ErrChanged, d.Name)
		}
		got, err := digestOf(ctx, filepath.Join(dir, filepath.FromSlash(d.Name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%w: %s is missing", ErrChanged, d.Name)
		case err != nil:
			return err
		case got != d.SHA256:
			return fmt.Errorf("%w: %s has the SHA-256 %.12s…, expected %.12s…", ErrChanged, d.Name, got, d.SHA256)
		}
	}
	return ctx.Err()
}

func digestOf(ctx context.Context, path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(&untilDone{ctx, hash}, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
