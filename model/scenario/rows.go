package scenario

import (
	"io"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/wattbit/wattbit/data/table"
)

// rowsAtOnce is how many rows a worker renders before they are written.
const rowsAtOnce = 2048

// writeRows writes head, n rows and foot. The rows are rendered on up to workers
// goroutines (0: one per processor) and written in their order.
func writeRows(w io.Writer, head []byte, foot string, n, workers int, render func(b []byte, i int) []byte) error {
	if _, err := w.Write(head); err != nil {
		return err
	}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n/rowsAtOnce+1)
	rooms := make([][]byte, workers)
	for start := 0; start < n; start += workers * rowsAtOnce {
		var group sync.WaitGroup
		for k := range rooms {
			group.Go(func() {
				low := start + k*rowsAtOnce
				rooms[k] = rooms[k][:0]
				for i := low; i < min(low+rowsAtOnce, n); i++ {
					rooms[k] = render(rooms[k], i)
				}
			})
		}
		group.Wait()
		for _, room := range rooms {
			if _, err := w.Write(room); err != nil {
				return err
			}
		}
	}
	_, err := io.WriteString(w, foot)
	return err
}

// csvHeader is the first line of a table; names of columns need no quotes.
func csvHeader(names []string) []byte { return []byte(strings.Join(names, ",") + "\n") }

// appendNumber appends a figure with a fixed number of decimals, nothing for a
// missing one.
func appendNumber(b []byte, x float64, decimals int) []byte {
	if math.IsNaN(x) {
		return b
	}
	return strconv.AppendFloat(b, x, 'f', decimals, 64)
}

// appendPlain is appendText for text that a user gave.
func appendPlain(b []byte, text string) []byte { return appendText(b, table.Plain(text)) }

// appendText appends a CSV cell as encoding/csv writes it: in quotes where it
// holds a comma, a quote or a line end, begins with a space, or is \. alone.
func appendText(b []byte, text string) []byte {
	if first, _ := utf8.DecodeRuneInString(text); text == "" || text != `\.` && !strings.ContainsAny(text, ",\"\r\n") && !unicode.IsSpace(first) {
		return append(b, text...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(text, `"`, `""`)...)
	return append(b, '"')
}
