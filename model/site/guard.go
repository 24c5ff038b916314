package site

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"unicode/utf8"
)

// untilDone reads until ctx ends.
type untilDone struct {
	ctx context.Context
	src io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.src.Read(p)
}

// utf8Only passes text on and fails at the first line that is not UTF-8, which
// encoding/json would accept and garble.
type utf8Only struct {
	src  io.Reader
	line int    // line breaks so far
	tail []byte // a character that the last read cut
}

func (u *utf8Only) Read(p []byte) (int, error) {
	n, err := u.src.Read(p)
	text := append(u.tail, p[:n]...)
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		if r, size := utf8.DecodeRune(text[i:]); r != utf8.RuneError || size > 1 {
			i += size
			continue
		}
		if err == nil && !utf8.FullRune(text[i:]) {
			u.line += bytes.Count(text[:i], []byte{'\n'})
			u.tail = bytes.Clone(text[i:])
			return n, nil
		}
		line := u.line + bytes.Count(text[:i], []byte{'\n'}) + 1
		return 0, fmt.Errorf("line %d: found bytes that are no UTF-8 (Shift_JIS?); save the file as UTF-8", line)
	}
	u.line += bytes.Count(text, []byte{'\n'})
	u.tail = nil
	return n, err
}
