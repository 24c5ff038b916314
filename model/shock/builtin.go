package shock

import (
	"embed"

	"github.com/wattbit/wattbit/data/yamldoc"
)

//go:embed builtin/*.yaml
var builtinFiles embed.FS

var builtin = yamldoc.Builtin{Kind: "shock", FS: builtinFiles, Folder: "builtin"}

// ErrUnknownName says that a name is no built-in shock and no path.
var ErrUnknownName = yamldoc.ErrUnknownName

// Names lists the built-in shocks in alphabetical order.
func Names() []string { return builtin.Names() }

// Source returns the file of a built-in shock as it was written.
func Source(name string) ([]byte, error) { return builtin.Source(name) }
