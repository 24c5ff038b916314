package folder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// File is one file of a result. Its content is Data, or what Write writes when
// that is not nil, or what Seal returns when that is not nil.
type File struct {
	Name string // relative, with slashes
	Data []byte
	// Write makes the content where it is needed, so that a large file never
	// stands in memory. It may be called twice and must write the same bytes.
	Write func(w io.Writer) error
	// Seal makes the content from the digests of the files before this one.
	Seal func(before []Digest) ([]byte, error)
}

// Digest is the SHA-256 of one file.
type Digest struct {
	Name   string
	SHA256 string // lower-case hexadecimal
}

// Each makes the files one by one in their order and hands each to do: its
// name, and a function that writes its content. It stops at the first error,
// and with ctx's error soon after ctx ends.
func Each(ctx context.Context, files []File, do func(name string, content func(io.Writer) error) error) error {
	digests := make([]Digest, 0, len(files))
	for _, file := range files {
		hash := sha256.New()
		content := func(w io.Writer) error {
			hash.Reset()
			return file.content(ctx, io.MultiWriter(w, hash), digests)
		}
		if err := do(file.Name, content); err != nil {
			return err
		}
		digests = append(digests, Digest{file.Name, hex.EncodeToString(hash.Sum(nil))})
	}
	return ctx.Err()
}

func (f File) content(ctx context.Context, w io.Writer, before []Digest) error {
	w = &untilDone{ctx, w}
	if f.Write != nil {
		return f.Write(w)
	}
	data := f.Data
	if f.Seal != nil {
		var err error
		if data, err = f.Seal(before); err != nil {
			return err
		}
	}
	_, err := w.Write(data)
	return err
}

// untilDone refuses to write when ctx has ended.
type untilDone struct {
	ctx context.Context
	w   io.Writer
}

func (u *untilDone) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}
