package plan

import (
	"io"
)

// WriteMPS writes the mixed-integer programme of a problem with all its sites in
// fixed MPS, with the rows that a search starts from: cover and grid rows that a
// search generates are not all in it.
func WriteMPS(out io.Writer, p *Problem) error {
	if err := p.Check(); err != nil {
		return err
	}
	own := *p
	w := newWorker(compile(&own), Options{})
	w.build(w.c.usable())
	return w.model.WriteMPS(out)
}
