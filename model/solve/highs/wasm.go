package highs

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
)

//go:embed highs.wasm.gz
var packed []byte

// unpack returns the solver's bytes after comparing them with the hash that
// the name map was derived for.
func unpack() ([]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("highs: unpack solver: %w", err)
	}
	wasm, err := io.ReadAll(zr)
	if err != nil {
		return nil, fmt.Errorf("highs: unpack solver: %w", err)
	}
	sum := sha256.Sum256(wasm)
	if got := hex.EncodeToString(sum[:]); got != wasmSHA256 {
		return nil, fmt.Errorf("highs: solver has hash %s, its names were derived for %s: run go generate", got, wasmSHA256)
	}
	return wasm, nil
}
