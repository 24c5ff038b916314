// Package report writes a run's result as one HTML file that needs no network:
// style, script and data stand in the file itself, so it opens from disk, can be
// sent by mail and still reads the same in ten years.
//
// The package knows nothing of how the figures were made. A caller fills [Data]
// with plain values and calls [Write]; the same Data always gives the same bytes.
// Text in Data is never interpreted as markup.
//
// A part of the page is a section: an entry in the list of section.go, a template
// templates/<id>.html for what can be read without script and, where it moves, a
// module assets/js/<id>.js that main.js starts. A section without content is left
// out, so that a page may hold one part of the report alone.
package report
