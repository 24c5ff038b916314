package report

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

const malicious = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'">` + "\u2028 & \"quotes\" 'single' `tick`"

// references are fields that point at others or choose from a list.
var references = map[string]bool{
	"ID": true, "Group": true, "Figure": true, "Region": true, "Area": true, "Candidate": true,
	"Side": true, "Tone": true, "Shape": true, "Evidence": true, "Gates": true, "URL": true, "Layer": true,
}

// poison puts the text into every free text of v.
func poison(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Pointer:
		poison(v.Elem(), text)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); !references[f.Name] || v.Field(i).Kind() != reflect.String {
				poison(v.Field(i), text)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), text)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(v.String() + text)
		}
	}
}

func TestTextIsNeverMarkup(t *testing.T) {
	d := small(25)
	poison(reflect.ValueOf(d), malicious)
	page := write(t, d)
	if got := strings.Count(page, "owned"); got < 50 {
		t.Fatalf("the text is there %d times: the test reaches too little", got)
	}
	for _, bad := range []string{"<img", "<script>", "\u2028"} {
		if bad == "\u2028" {
			if strings.Contains(dataBlock.FindStringSubmatch(page)[1], bad) {
				t.Error("the payload holds a bare U+2028")
			}
			continue
		}
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if got := strings.Count(page, "</script>"); got != 2 {
		t.Errorf("%d script ends, expected 2", got)
	}
	var p struct {
		Candidates struct{ Name []string }
	}
	if err := json.Unmarshal([]byte(dataBlock.FindStringSubmatch(page)[1]), &p); err != nil {
		t.Fatal(err)
	}
	if want := ordered(d.Candidates)[0].Name; p.Candidates.Name[0] != want {
		t.Errorf("name %q, expected %q", p.Candidates.Name[0], want)
	}
}

func TestLinksAreHTTPOnly(t *testing.T) {
	d := small(1)
	d.Provenance.Licenses = []License{{ID: "x", URL: "javascript:alert(1)"}}
	if page := write(t, d); strings.Contains(page, `href="javascript`) {
		t.Error("a license links to script")
	}
}

// FuzzName keeps any name whole and harmless.
func FuzzName(f *testing.F) {
	for _, seed := range []string{"Inzai", "印西市", malicious, "", "\x00\xff", "{{.}}", "]]>", "<!--"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		d := small(2)
		d.Candidates[0].Name = name
		page := write(t, d)
		if strings.Count(page, "</script>") != 2 || strings.Count(strings.ToLower(page), "<script") != 2 {
			t.Errorf("the name %q changes the page's scripts", name)
		}
		if !json.Valid([]byte(dataBlock.FindStringSubmatch(page)[1])) {
			t.Errorf("the name %q breaks the payload", name)
		}
	})
}
