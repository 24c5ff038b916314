package site

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/table"
)

// OwnKind is the kind of candidates that come from a user's file.
const OwnKind = "own"

// ReadFile reads a user's own candidates and finds their prefectures: points
// from CSV (columns id, lon, lat and optionally name, name_local) or points and
// polygons from GeoJSON (.geojson or .json). Rows that cannot be candidates are
// errors with file, line, value and what was expected: no row is left out.
func ReadFile(ctx context.Context, path string, a *atlas.Atlas) ([]Candidate, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("candidates: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("candidates: %s is no regular file; expected CSV or GeoJSON", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("candidates: %w", err)
	}
	defer file.Close()
	var candidates []Candidate
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		candidates, err = ReadCSV(ctx, file, path, a)
	case ".geojson", ".json":
		candidates, err = ReadGeoJSON(untilDone{ctx, file}, path, info.Size(), a)
	default:
		err = fmt.Errorf("candidates: %s; expected a name that ends in .csv, .geojson or .json", path)
	}
	if err != nil {
		return nil, err
	}
	return candidates, assignAll(ctx, a, candidates)
}

// ReadCSV reads candidates from a table without finding their prefectures. The
// name is used in errors.
func ReadCSV(ctx context.Context, src io.Reader, name string, a *atlas.Atlas) ([]Candidate, error) {
	r := table.NewReader(src, table.Options{File: name, MaxBytes: table.CandidateMaxBytes})
	id, lon, lat := r.Column("id"), r.Column("lon"), r.Column("lat")
	label, local := r.OptionalColumn("name"), r.OptionalColumn("name_local")
	bounds := studyBounds(a)
	seen := map[string]int{}
	var candidates []Candidate
	for r.Next() {
		if len(candidates)%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c := Candidate{
			ID: r.Text(id), Kind: OwnKind, LandHa: missing,
			Location: orb.Point{r.Number(lon, table.Longitude), r.Number(lat, table.Latitude)},
		}
		if label.Present() {
			c.Name = r.OptionalText(label)
		}
		if local.Present() {
			c.NameLocal = r.OptionalText(local)
		}
		if !r.RowOK() {
			continue
		}
		if bad, ok := unprintable(c, id, label, local); ok {
			r.Reject(bad, "text without control characters")
			continue
		}
		if line, ok := seen[c.ID]; ok {
			r.Reject(id, fmt.Sprintf("a new id: line %d has this one already", line))
			continue
		}
		if !bounds.Contains(c.Location) {
			r.Reject(lon, outsideHint(bounds, c.Location))
			continue
		}
		seen[c.ID] = r.Line()
		if c.Name == "" {
			c.Name = c.ID
		}
		candidates = append(candidates, c)
	}
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("candidates: %w", err)
	}
	if len(candidates) == 0 {
		return nil, fmt.Errorf("candidates: %s has a header but no rows", name)
	}
	return candidates, nil
}

// boundsMarginDeg is how far outside the outlines a candidate may lie at all.
const boundsMarginDeg = 1

// studyBounds is the box around the outlines, with a margin for the sea.
func studyBounds(a *atlas.Atlas) orb.Bound {
	if len(a.Outlines) == 0 {
		return orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	}
	bounds := a.Outlines[0].Shape.Bound()
	for _, outline := range a.Outlines {
		bounds = bounds.Union(outline.Shape.Bound())
	}
	return bounds.Pad(boundsMarginDeg)
}

// outsideHint says what was expected of a point outside the study area.
func outsideHint(bounds orb.Bound, p orb.Point) string {
	text := fmt.Sprintf("a point within the study area (longitude %.1f to %.1f, latitude %.1f to %.1f), got longitude %v latitude %v",
		bounds.Min[0], bounds.Max[0], bounds.Min[1], bounds.Max[1], p[0], p[1])
	if bounds.Contains(orb.Point{p[1], p[0]}) {
		text += "; the two look swapped"
	}
	return text
}

// assignAll finds the prefecture of every candidate.
func assignAll(ctx context.Context, a *atlas.Atlas, candidates []Candidate) error {
	assigner, err := NewAssigner(a)
	if err != nil {
		return err
	}
	return eachChunk(ctx, len(candidates), 0, func(start, end int) error {
		for i := start; i < end; i++ {
			assigner.Assign(&candidates[i])
		}
		return nil
	})
}
