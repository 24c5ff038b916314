package atlas

import (
	"embed"
	"io/fs"
	"sync"
)

//go:embed japan
var japanFiles embed.FS

// JapanFS is the folder of the built-in atlas of Japan, as Load and Check take it.
func JapanFS() fs.FS {
	sub, err := fs.Sub(japanFiles, "japan")
	if err != nil {
		panic(err) // the path is a constant
	}
	return sub
}

var japan = sync.OnceValues(func() (*Atlas, error) { return Load(JapanFS()) })

// Japan is the built-in atlas of Japan. It is read once and shared: do not change
// it. It panics when the embedded tables are broken, which only a faulty build
// can bring about.
func Japan() *Atlas {
	a, err := japan()
	if err != nil {
		panic(err)
	}
	return a
}
