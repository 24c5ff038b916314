package scenario

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/wattbit/wattbit/data/folder"
)

// Tool is the name that a manifest begins with.
const Tool = "wattbit"

// Finished is a run that was read from its folder.
type Finished struct {
	Manifest Manifest
	Headline Headline
}

// ErrNotFinished is wrapped by the error of a folder that holds no whole run, of
// this program, in this version.
var ErrNotFinished = errors.New("no finished run")

// maxManifestBytes is the size above which a manifest is refused.
const maxManifestBytes = 16 << 20

// OpenFinished reads the folder of a run of that version and holds every file
// against the hash in its manifest.
func OpenFinished(ctx context.Context, dir, version string) (*Finished, error) {
	refuse := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s %w", ErrNotFinished, dir, fmt.Errorf(format, args...))
	}
	text, err := readBounded(filepath.Join(dir, folder.Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, refuse("has no %s; expected the folder of a run that came to its end", folder.Manifest)
	}
	if err != nil {
		return nil, refuse("cannot be read: %w", err)
	}
	var head struct {
		Tool     string          `json:"tool"`
		Version  string          `json:"version"`
		Scenario json.RawMessage `json:"scenario"`
		Outputs  []Input         `json:"outputs"`
	}
	switch err := json.Unmarshal(text, &head); {
	case err != nil:
		return nil, refuse("has a %s that is no JSON of a run: %w", folder.Manifest, err)
	case head.Tool != Tool:
		return nil, refuse("was made by %q; expected %q", head.Tool, Tool)
	case head.Version != version:
		return nil, refuse("was made by version %q, this is %q: run it again", head.Version, version)
	case len(head.Scenario) == 0 || !hasHeadline(head.Outputs):
		return nil, refuse("has a %s without a scenario or without %s; expected the folder of a run", folder.Manifest, HeadlineFile)
	}
	digests := make([]folder.Digest, len(head.Outputs))
	for i, o := range head.Outputs {
		digests[i] = folder.Digest(o)
	}
	if err := folder.Verify(ctx, dir, digests); err != nil {
		return nil, refuse("is not as it was written: %w", err)
	}
	return readFinished(dir, text, refuse)
}

func hasHeadline(outputs []Input) bool {
	return slices.ContainsFunc(outputs, func(o Input) bool { return o.Name == HeadlineFile })
}

// readFinished decodes what was verified.
func readFinished(dir string, manifest []byte, refuse func(string, ...any) error) (*Finished, error) {
	f := new(Finished)
	d := json.NewDecoder(bytes.NewReader(manifest))
	d.DisallowUnknownFields()
	if err := d.Decode(&f.Manifest); err != nil {
		return nil, refuse("has a %s that cannot be read: %w", folder.Manifest, err)
	}
	for _, p := range f.Manifest.Scenario.problems() {
		return nil, refuse("has a wrong scenario: %s", p.message)
	}
	text, err := readBounded(filepath.Join(dir, HeadlineFile))
	if err == nil {
		err = json.Unmarshal(text, &f.Headline)
	}
	if err != nil {
		return nil, refuse("has a %s that cannot be read: %w", HeadlineFile, err)
	}
	return f, nil
}

func readBounded(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifestBytes {
		return nil, fmt.Errorf("%s: expected a file of at most %d bytes", filepath.Base(path), maxManifestBytes)
	}
	return os.ReadFile(path)
}
