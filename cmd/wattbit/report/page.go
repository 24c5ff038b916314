package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
)

//go:embed templates/*.html
var templateFiles embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"count": formatCount,
	"fixed": formatFixed,
	"share": formatShare,
	"pct":   formatPct,
	// of the section that compares runs
	"signed": Signed,
	// of the sections on the plan
	"add1":     func(n int) int { return n + 1 },
	"millions": func(n Number) string { return formatFixed(n/1e6, 1) },
	// of the section on how sure the ranking is
	"per":        func(n Number) string { return formatFixed(100*n, 1) + " %" },
	"filled":     func(n Number) string { return formatFixed(100*max(n, 0), 1) },
	"lastIndex":  func(list []int) int { return len(list) - 1 },
	"shadeWidth": func(n int) string { return formatFixed(Number(100/float64(n)), 3) },
}).ParseFS(templateFiles, "templates/*.html"))

// page is what the outermost template sees.
type page struct {
	*Data
	Policy   string // content security policy: nothing from outside, only our script
	Style    template.CSS
	Script   template.JS
	Payload  template.JS
	Sections []filledSection
	Skip     filledSection // where the first link of the page leads
}

type filledSection struct {
	ID, Nav, Title string
	Body           template.HTML
}

func newPage(d *Data) (*page, error) {
	text, err := json.Marshal(newPayload(d)) // escapes <, >, &, U+2028 and U+2029
	if err != nil {
		return nil, fmt.Errorf("payload: %w", err)
	}
	filled, err := fillSections(d)
	if err != nil {
		return nil, err
	}
	return &page{
		Data:     d,
		Policy:   policy(script),
		Style:    template.CSS(style), //nolint:gosec // our own embedded file
		Script:   template.JS(script), //nolint:gosec // our own embedded file
		Payload:  template.JS(text),   //nolint:gosec // JSON, escaped above
		Sections: filled,
		Skip:     skipTo(filled),
	}, nil
}

func policy(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func fillSections(d *Data) ([]filledSection, error) {
	var filled []filledSection
	for _, s := range sections {
		content := s.content(d)
		if content == nil {
			continue
		}
		var buf bytes.Buffer
		if err := pages.ExecuteTemplate(&buf, s.id, content); err != nil {
			return nil, fmt.Errorf("section %s: %w", s.id, err)
		}
		body := template.HTML(buf.String()) //nolint:gosec // escaped by the template just run
		filled = append(filled, filledSection{ID: s.id, Nav: s.nav, Title: s.title, Body: body})
	}
	return filled, nil
}
