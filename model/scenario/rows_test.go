package scenario

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

// TestCellsAsTheLibraries holds the cells against encoding/csv and the strings
// against encoding/json.
func TestCellsAsTheLibraries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ ",\\.\n\r\tab印]{0,5}`)).Draw(t, "text")
		var want bytes.Buffer
		w := csv.NewWriter(&want)
		if err := w.Write([]string{"", text}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		if got := string(append(appendText([]byte{','}, text), '\n')); got != want.String() {
			t.Fatalf("%q is written %q, want %q", text, got, want.String())
		}
		quoted, err := json.Marshal(text)
		if err != nil || !bytes.Equal(appendJSONText(nil, text), quoted) {
			t.Fatalf("%q as JSON", text)
		}
	})
}

// TestFormulasStayText holds that a spreadsheet runs nothing of a user's text.
func TestFormulasStayText(t *testing.T) {
	for text, want := range map[string]string{
		"=cmd|calc": "'=cmd|calc", "+x": "'+x", "@x": "'@x", "-x, y": `"'-x, y"`, "-12.5": "-12.5", "+81": "+81", "a=b": "a=b", "": "", "'x": "'x",
	} {
		if got := string(appendPlain(nil, text)); got != want {
			t.Errorf("%q is written %s, want %s", text, got, want)
		}
	}
}
