// Package sensitivity asks how much a result depends on its inputs: the
// smallest change of weights that topples a ranking, in closed form; a tornado
// of one input at a time; and for any function of several inputs, Morris
// screening and Sobol indices.
package sensitivity

import "errors"

// ErrInput is wrapped by every error about inputs, designs and samples.
var ErrInput = errors.New("sensitivity: bad input")
