// Package geojson reads and writes GeoJSON (RFC 7946) feature collections,
// longitude first in WGS84 degrees. It stands on github.com/paulmach/orb/geojson
// and adds what a planner's input needs: a size limit, errors with line and
// feature, finite coordinates within their ranges, and output of the same bytes
// for the same input.
package geojson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"
	orbjson "github.com/paulmach/orb/geojson"
)

// Feature is a shape with its properties.
type Feature = orbjson.Feature

// DefaultMaxBytes is the size limit of a file where the caller names none.
const DefaultMaxBytes = 256 << 20

// Sentinel errors.
var (
	ErrTooLarge = errors.New("geojson: file too large")
	ErrInvalid  = errors.New("geojson: invalid")
)

// Read reads a feature collection, or one feature alone, of at most maxBytes
// (DefaultMaxBytes when zero). The file's name is for errors only.
func Read(src io.Reader, file string, maxBytes int64) ([]*Feature, error) {
	if maxBytes == 0 {
		maxBytes = DefaultMaxBytes
	}
	text := bufio.NewReader(src)
	if err := begins(text); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrInvalid, file, err)
	}
	data, err := io.ReadAll(io.LimitReader(text, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("geojson: %s: %w", file, err)
	}
	if int64(len(data)) > maxBytes {
		return nil, fmt.Errorf("%w: %s holds more than the accepted %d bytes", ErrTooLarge, file, maxBytes)
	}
	features, err := decode(bytes.TrimPrefix(data, []byte("\uFEFF")))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrInvalid, file, err)
	}
	for i, f := range features {
		if err := check(f); err != nil {
			return nil, fmt.Errorf("%w: %s: %sfeature %d: %w", ErrInvalid, file, lineOf(data, i), i+1, err)
		}
	}
	return features, nil
}

func decode(data []byte) ([]*Feature, error) {
	var head struct {
		Type string `json:"type"`
		CRS  *struct {
			Properties struct {
				Name string `json:"name"`
			} `json:"properties"`
		} `json:"crs"`
		Features []json.RawMessage `json:"features"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, place(data, err)
	}
	if head.CRS != nil && !wgs84[head.CRS.Properties.Name] {
		return nil, fmt.Errorf("found coordinates in %q, expected WGS84 longitude and latitude", head.CRS.Properties.Name)
	}
	switch head.Type {
	case "FeatureCollection":
	case "Feature":
		head.Features = []json.RawMessage{data}
	default:
		return nil, fmt.Errorf("found type %q, expected FeatureCollection or Feature", head.Type)
	}
	features := make([]*Feature, len(head.Features))
	for i, raw := range head.Features {
		f, err := orbjson.UnmarshalFeature(raw)
		if err != nil {
			return nil, fmt.Errorf("%sfeature %d: %w", lineOf(data, i), i+1, err)
		}
		features[i] = f
	}
	return features, nil
}

// wgs84 lists the names of the one accepted system, as older writers state it.
var wgs84 = map[string]bool{
	"urn:ogc:def:crs:OGC:1.3:CRS84": true,
	"urn:ogc:def:crs:OGC::CRS84":    true,
	"urn:ogc:def:crs:EPSG::4326":    true,
	"EPSG:4326":                     true,
}

// place adds the line and column at which JSON breaks.
func place(data []byte, err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	var offset int64
	switch {
	case len(data) == 0:
		return errors.New("found an empty file, expected a FeatureCollection")
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &wrong):
		offset = wrong.Offset
		err = fmt.Errorf("found a JSON %s as %q, expected what RFC 7946 puts there", wrong.Value, wrong.Field)
	default:
		return err
	}
	before := data[:min(int(offset), len(data))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return fmt.Errorf("line %d column %d: %w", line, column, err)
}

// Write writes features as a collection, one a line, properties sorted by name.
func Write(w io.Writer, features []*Feature) error {
	if _, err := io.WriteString(w, "{\"type\":\"FeatureCollection\",\"features\":[\n"); err != nil {
		return fmt.Errorf("geojson: %w", err)
	}
	for i, f := range features {
		line, err := json.Marshal(f)
		if err != nil {
			return fmt.Errorf("geojson: feature %d: %w", i+1, err)
		}
		if i < len(features)-1 {
			line = append(line, ',')
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return fmt.Errorf("geojson: %w", err)
		}
	}
	if _, err := io.WriteString(w, "]}\n"); err != nil {
		return fmt.Errorf("geojson: %w", err)
	}
	return nil
}

// check refuses a missing geometry, coordinates beyond their ranges and rings
// that do not close.
func check(f *Feature) error {
	if f.Geometry == nil {
		return errors.New("found no geometry, expected one")
	}
	return checkGeometry(f.Geometry)
}

func checkGeometry(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.Point:
		return checkPoints(orb.MultiPoint{g})
	case orb.MultiPoint:
		return checkPoints(g)
	case orb.LineString:
		return checkPoints(orb.MultiPoint(g))
	case orb.MultiLineString:
		return checkEach(len(g), func(i int) error { return checkPoints(orb.MultiPoint(g[i])) })
	case orb.Polygon:
		return checkEach(len(g), func(i int) error { return checkRing(g[i]) })
	case orb.MultiPolygon:
		return checkEach(len(g), func(i int) error { return checkGeometry(g[i]) })
	case orb.Collection:
		return checkEach(len(g), func(i int) error { return checkGeometry(g[i]) })
	}
	return fmt.Errorf("found a %T, expected a GeoJSON geometry", g)
}

func checkEach(n int, one func(int) error) error {
	if n == 0 {
		return errors.New("found an empty geometry, expected coordinates")
	}
	for i := range n {
		if err := one(i); err != nil {
			return err
		}
	}
	return nil
}

func checkRing(r orb.Ring) error {
	if len(r) < 4 || r[0] != r[len(r)-1] {
		return fmt.Errorf("found a ring of %d positions that does not close, expected at least 4, the last equal to the first", len(r))
	}
	return checkPoints(orb.MultiPoint(r))
}

func checkPoints(points orb.MultiPoint) error {
	if len(points) == 0 {
		return errors.New("found an empty geometry, expected coordinates")
	}
	for _, p := range points {
		lon, lat := p[0], p[1]
		if !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90) {
			return fmt.Errorf("found the position [%g, %g], expected longitude within ±180 and latitude within ±90 degrees, longitude first", lon, lat)
		}
	}
	return nil
}
