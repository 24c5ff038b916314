package scenario

import (
	"embed"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/wattbit/wattbit/data/yamldoc"
)

//go:embed builtin/*.yaml
var builtinFiles embed.FS

// Base is the built-in scenario that ends every chain of extends.
const Base = "base"

// None in place of a parent says that the file holds everything itself: a
// scenario printed with every default does, so that later defaults cannot
// change it.
const None = "none"

// Default is the built-in scenario that runs when none is named.
const Default = "japan"

// MaxFileBytes is the size above which a scenario file is refused.
const MaxFileBytes = yamldoc.MaxBytes

// ErrNotFound says that a name is neither a built-in scenario nor a file;
// ErrUnknownName is the ErrNotFound of a name that is no path.
var (
	ErrNotFound    = yamldoc.ErrNotFound
	ErrUnknownName = yamldoc.ErrUnknownName
)

var errCircle = errors.New("extends goes round in a circle")

var builtin = yamldoc.Builtin{Kind: "scenario", FS: builtinFiles, Folder: "builtin"}

// Names lists the built-in scenarios in alphabetical order, base included.
func Names() []string { return builtin.Names() }

// Source returns the file of a built-in scenario as it was written.
func Source(name string) ([]byte, error) { return builtin.Source(name) }

// Load reads a built-in scenario by name, or a scenario file by path, with all
// that it extends, then applies settings of the form key.key=value, and checks
// the result. An *Error says which line of which file is wrong.
func Load(nameOrPath string, settings ...string) (*Scenario, error) {
	sc, _, err := load(nameOrPath, settings)
	return sc, err
}

// load is Load that also returns the layers, the last one on top.
func load(nameOrPath string, settings []string) (*Scenario, []layer, error) {
	layers, err := chain(nameOrPath, "", nil)
	if err != nil {
		return nil, nil, err
	}
	overrides, err := settingLayers(settings)
	if err != nil {
		return nil, nil, err
	}
	layers = append(layers, overrides...)
	sc, err := checked(layers)
	if err == nil {
		sc.settings = slices.Clone(settings)
	}
	return sc, layers, err
}

// checked merges layers and checks the result.
func checked(layers []layer) (*Scenario, error) {
	sc, err := merge(layers)
	if err != nil {
		return nil, err
	}
	if err := sc.check(layers); err != nil {
		return nil, err
	}
	return sc, nil
}

// chain returns the layers from base to the named scenario.
func chain(nameOrPath, dir string, above []string) ([]layer, error) {
	path, data, err := builtin.Open(nameOrPath, dir)
	if err != nil {
		return nil, err
	}
	// a file's own paths start at its folder
	name, fileDir := nameOrPath, ""
	if path != "" {
		name, fileDir = path, filepath.Dir(path)
	}
	if slices.Contains(above, name) {
		return nil, fmt.Errorf("%w: %s", errCircle, strings.Join(append(above, name), " → "))
	}
	current, err := parse(name, data, fileDir)
	if err != nil {
		return nil, err
	}
	parent, _ := current.tree["extends"].(string)
	if parent == None {
		return []layer{current}, nil
	}
	if parent == "" {
		if name == Base {
			return []layer{current}, nil
		}
		parent = Base
	}
	layers, err := chain(parent, fileDir, append(slices.Clone(above), name))
	if errors.Is(err, ErrNotFound) || errors.Is(err, errCircle) {
		return nil, current.errorAt("$.extends", err.Error())
	}
	if err != nil {
		return nil, err
	}
	return append(layers, current), nil
}

// settingLayers turns key.key=value settings into layers, the last one on top.
func settingLayers(settings []string) ([]layer, error) {
	layers := make([]layer, 0, len(settings))
	for _, setting := range settings {
		key, value, ok := strings.Cut(setting, "=")
		if !ok || key == "" {
			return nil, &Error{File: settingPrefix + setting, Message: "expected key=value, such as site.mw=300"}
		}
		if err := yamldoc.RefuseNotations(settingPrefix+setting, []byte(value)); err != nil {
			return nil, err
		}
		doc, err := yaml.Marshal(nested(strings.Split(key, "."), yamlScalar(value)))
		if err != nil {
			return nil, fmt.Errorf("setting %q: %w", setting, err)
		}
		l, err := parse(settingPrefix+setting, doc, "")
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	return layers, nil
}

// blameSetting turns an error about a key that only a run finds into one about the
// setting that changed the key, when there is one.
func (s *Scenario) blameSetting(path string, err error) error {
	within := func(inner, outer string) bool { return inner == outer || strings.HasPrefix(inner, outer+".") }
	for _, setting := range slices.Backward(s.settings) {
		if key, _, _ := strings.Cut(setting, "="); within(key, path) || within(path, key) {
			return &Error{File: settingPrefix + setting, Message: err.Error()}
		}
	}
	return err
}

// yamlScalar reads the value as YAML, so that 300, [a, b] and null mean what
// they mean in a file. Text that holds a colon is text.
func yamlScalar(text string) any {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return text
	}
	if _, isMap := value.(map[string]any); isMap && !strings.HasPrefix(strings.TrimSpace(text), "{") {
		return text
	}
	return value
}

func nested(keys []string, value any) any {
	for _, key := range slices.Backward(keys) {
		value = map[string]any{key: value}
	}
	return value
}
