package highs

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/tetratelabs/wazero"
)

// cacheDir returns the folder of the compiled solver, in the user's cache.
func cacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "wattbit", "solver"), nil
}

// openCache returns the compilation cache on disk, or why there is none.
func openCache(dir string) (wazero.CompilationCache, error) {
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil, fmt.Errorf("solver cache: %w", err)
	}
	// An existing folder may still refuse new files.
	f, err := os.CreateTemp(dir, "writable-*")
	if err != nil {
		return nil, fmt.Errorf("solver cache: %w", err)
	}
	f.Close()
	return cache, os.Remove(f.Name())
}
