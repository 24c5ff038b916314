package main

import (
	"fmt"
	"io"
)

// watched is standard output that remembers its first error: what is printed
// line by line need not look at every one.
type watched struct {
	w   io.Writer
	err error
}

func (o *watched) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err != nil && o.err == nil {
		o.err = fmt.Errorf("standard output: %w", err)
	}
	return n, err
}
