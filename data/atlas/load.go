package atlas

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/wattbit/wattbit/data/table"
)

// Load reads an atlas from its folder. The error lists every refused cell by
// file, line, column and value (*table.Errors). Load checks what a single cell
// can tell; Check tells whether the rows fit together.
func Load(fsys fs.FS) (*Atlas, error) {
	l := newLoader(fsys)
	l.run()
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	return l.atlas, nil
}

// LoadDir is Load for a folder on disk.
func LoadDir(dir string) (*Atlas, error) { return Load(os.DirFS(dir)) }

// position is where a row stands.
type position struct {
	file string
	line int
}

// loader keeps what the checker needs beyond the atlas itself.
type loader struct {
	fsys        fs.FS
	description description
	atlas       *Atlas
	rows        map[string][]position // by table
	errs        []error
}

func newLoader(fsys fs.FS) *loader {
	return &loader{fsys: fsys, atlas: &Atlas{}, rows: make(map[string][]position)}
}

func (l *loader) run() {
	d, err := readDescription(l.fsys)
	if err != nil {
		l.errs = append(l.errs, err)
		return
	}
	l.description = d
	l.atlas.Meta = d.meta()
	for _, s := range schemas {
		for _, file := range d.filesOf(s.tableName()) {
			l.readTable(s, file)
		}
	}
	for _, file := range d.Boundaries {
		l.readOutlines(file)
	}
}

func (l *loader) readTable(s schema, file string) {
	src, err := l.fsys.Open(file)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("atlas: table %s: %w", s.tableName(), err))
		return
	}
	defer src.Close()
	lines, err := s.read(l.atlas, src, table.Options{File: file})
	for _, line := range lines {
		l.rows[s.tableName()] = append(l.rows[s.tableName()], position{file, line})
	}
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("atlas: table %s: %w", s.tableName(), err))
	}
}
