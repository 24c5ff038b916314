package shock

import (
	"embed"
	"errors"
	"fmt"
	"strings"
)

//go:embed builtin/*.yaml
var builtinFiles embed.FS

// ErrUnknownName says that a name is no built-in shock and no path.
var ErrUnknownName = errors.New("shock not found")

// Names lists the built-in shocks in alphabetical order.
func Names() []string {
	entries, err := builtinFiles.ReadDir("builtin")
	if err != nil {
		panic(err) // the embedded folder is part of the program
	}
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return names
}

// Source returns the file of a built-in shock as it was written.
func Source(name string) ([]byte, error) {
	src, err := builtinFiles.ReadFile("builtin/" + name + ".yaml")
	if err != nil {
		return nil, unknownName(name)
	}
	return src, nil
}

func unknownName(name string) error {
	return fmt.Errorf("%w: %q is no built-in shock (%s) and no path of a .yaml file", ErrUnknownName, name, strings.Join(Names(), ", "))
}
