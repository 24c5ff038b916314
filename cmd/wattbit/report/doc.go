// Package report writes a run's result as one HTML file that needs no network:
// style, script and data stand in the file itself, so it opens from disk, can be
// sent by mail and still reads the same in ten years.
//
// The package knows nothing of how the figures were made. A caller fills [Data]
// with plain values and calls [Write]; the same Data always gives the same bytes.
// Text in Data is never interpreted as markup.
package report
