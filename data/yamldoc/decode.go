package yamldoc

import (
	"fmt"

	"github.com/goccy/go-yaml"
)

// Decode is yaml.UnmarshalWithOptions for files of others: the library panics on
// some documents with tags, which are an error here.
func Decode(src []byte, into any, options ...yaml.DecodeOption) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("yaml: a notation that cannot be read (%v); expected plain keys, lists and values without tags", fault)
		}
	}()
	return yaml.UnmarshalWithOptions(src, into, options...)
}
