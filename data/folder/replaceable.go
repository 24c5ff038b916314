package folder

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Manifest is the file that makes a folder a folder of results: only such a
// folder is ever replaced. It lists the files of the result under "outputs".
const Manifest = "manifest.json"

// strangersNamed is how many files an error names.
const strangersNamed = 5

// replaceable refuses to replace anything that is no folder of results, that
// holds files of someone else, or that force is not given for.
func replaceable(path string, files []File, force bool) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("results folder: %w", err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%w: %s is a file; expected a folder", ErrExists, path)
	}
	names, err := list(path)
	if err != nil {
		return err
	}
	outputs, err := outputsOf(path)
	if err != nil {
		return fmt.Errorf("%w: %s holds %s and no %s that lists results, so it is never replaced; -o names another folder",
			ErrExists, path, someOf(names), Manifest)
	}
	own := append(outputs, Manifest)
	for _, file := range files {
		own = append(own, file.Name)
	}
	strangers := slices.DeleteFunc(names, func(name string) bool { return slices.Contains(own, name) })
	if len(strangers) > 0 {
		return fmt.Errorf("%w: %s also holds %s, which its %s does not name and replacing would delete; move that away first, or name another folder with -o",
			ErrExists, path, someOf(strangers), Manifest)
	}
	if !force {
		return fmt.Errorf("%w: %s holds another result; --force replaces it, -o names another folder", ErrExists, path)
	}
	return nil
}

// outputsOf lists the files that the manifest of a folder of results names.
func outputsOf(path string) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(path, Manifest))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Outputs []struct {
			Name string `json:"name"`
		} `json:"outputs"`
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		return nil, err
	}
	names := make([]string, len(manifest.Outputs))
	for i, output := range manifest.Outputs {
		names[i] = output.Name
	}
	return names, nil
}

// someOf names the first of some files and counts the others.
func someOf(names []string) string {
	text := strings.Join(names[:min(strangersNamed, len(names))], ", ")
	if more := len(names) - strangersNamed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
