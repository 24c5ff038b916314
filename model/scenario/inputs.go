package scenario

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
	"slices"
	"sync"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

// Input is a file that a run read.
type Input struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// BuiltinAtlas is the name of the atlas that the program carries.
const BuiltinAtlas = "japan"

// OpenAtlas returns the built-in atlas or the one in a folder, and the hash of
// every file of it.
func OpenAtlas(nameOrDir string) (*atlas.Atlas, []Input, error) {
	if nameOrDir == BuiltinAtlas {
		inputs, err := hashBuiltin()
		return atlas.Japan(), slices.Clone(inputs), err
	}
	info, err := os.Stat(nameOrDir)
	if err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("atlas %q: neither %q nor a folder with atlas.yaml", nameOrDir, BuiltinAtlas)
	}
	a, err := atlas.LoadDir(nameOrDir)
	if err != nil {
		return nil, nil, fmt.Errorf("atlas %s: %w", nameOrDir, err)
	}
	inputs, err := hashFolder(a, nameOrDir)
	return a, inputs, err
}

// hashBuiltin hashes the atlas that the program carries, once.
var hashBuiltin = sync.OnceValues(func() ([]Input, error) { return hashTree("atlas "+BuiltinAtlas, atlas.JapanFS()) })

// hashFolder hashes an atlas folder, under a name that tells it from the
// built-in atlas.
func hashFolder(a *atlas.Atlas, dir string) ([]Input, error) {
	return hashTree(fmt.Sprintf("atlas %s (folder %s)", a.Meta.ID, filepath.ToSlash(dir)), os.DirFS(dir))
}

// candidates returns the candidates and the file that they came from, if any.
func (s *Scenario) candidates(ctx context.Context, a *atlas.Atlas) ([]site.Candidate, []Input, error) {
	if s.Candidates.File == "" {
		candidates, err := site.FromAtlas(a, site.Selection{Kinds: s.Candidates.Kinds, Islands: s.Candidates.Islands, Regions: s.Candidates.Regions})
		if err != nil {
			err = s.blameSetting("candidates", err)
		}
		return candidates, nil, err
	}
	candidates, err := site.ReadFile(ctx, s.Candidates.File, a)
	if err != nil {
		return nil, nil, err
	}
	inputs, err := s.hashCandidates(ctx)
	return candidates, inputs, err
}

// hashCandidates hashes the user's file of candidates, if any.
func (s *Scenario) hashCandidates(ctx context.Context) ([]Input, error) {
	if s.Candidates.File == "" {
		return nil, nil
	}
	hash, err := hashFile(ctx, s.Candidates.File)
	if err != nil {
		return nil, err
	}
	return []Input{{"candidates " + filepath.Base(s.Candidates.File), hash}}, nil
}

// Hashes returns what a run would read, with its hashes, without running.
func (s *Scenario) Hashes(ctx context.Context) ([]Input, error) {
	_, inputs, err := OpenAtlas(s.Atlas)
	if err != nil {
		return nil, err
	}
	more, err := s.hashCandidates(ctx)
	return append(inputs, more...), err
}

// hashTree hashes every file of a folder as one input, in the order of names.
func hashTree(name string, fsys fs.FS) ([]Input, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	slices.Sort(names)
	whole := sha256.New()
	for _, path := range names {
		file, err := fsys.Open(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		part := sha256.New()
		_, err = io.Copy(part, file)
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		fmt.Fprintf(whole, "%x  %s\n", part.Sum(nil), path)
	}
	return []Input{{name, hex.EncodeToString(whole.Sum(nil))}}, nil
}

func hashFile(ctx context.Context, path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	whole := sha256.New()
	for err == nil && ctx.Err() == nil {
		_, err = io.CopyN(whole, file, 1<<22)
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return hex.EncodeToString(whole.Sum(nil)), nil
}
