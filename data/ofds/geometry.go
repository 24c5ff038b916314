package ofds

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

// geometry is a GeoJSON Point or LineString. Positions may have an altitude,
// which is dropped.
type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

func (g *geometry) point() (orb.Point, error) {
	if g.Type != "Point" {
		return orb.Point{}, fmt.Errorf("geometry of type %q: want Point", g.Type)
	}
	var position []float64
	if err := json.Unmarshal(g.Coordinates, &position); err != nil {
		return orb.Point{}, fmt.Errorf("coordinates: want [longitude, latitude]: %w", err)
	}
	return toPoint(position)
}

func (g *geometry) line() (orb.LineString, error) {
	if g.Type != "LineString" {
		return nil, fmt.Errorf("geometry of type %q: want LineString", g.Type)
	}
	var positions [][]float64
	if err := json.Unmarshal(g.Coordinates, &positions); err != nil {
		return nil, fmt.Errorf("coordinates: want a list of [longitude, latitude]: %w", err)
	}
	if len(positions) < 2 {
		return nil, fmt.Errorf("line of %d positions: want at least 2", len(positions))
	}
	line := make(orb.LineString, len(positions))
	for i, position := range positions {
		p, err := toPoint(position)
		if err != nil {
			return nil, fmt.Errorf("position %d: %w", i, err)
		}
		line[i] = p
	}
	return line, nil
}

func toPoint(position []float64) (orb.Point, error) {
	if len(position) < 2 || len(position) > 3 {
		return orb.Point{}, fmt.Errorf("position of %d numbers: want longitude, latitude and at most an altitude", len(position))
	}
	return orb.Point{position[0], position[1]}, nil
}

func pointGeometry(p orb.Point) (*geometry, error) { return newGeometry("Point", p) }

func lineGeometry(l orb.LineString) (*geometry, error) { return newGeometry("LineString", l) }

func newGeometry(kind string, coordinates any) (*geometry, error) {
	raw, err := json.Marshal(coordinates)
	if err != nil {
		return nil, errors.New("coordinates are not finite numbers")
	}
	return &geometry{Type: kind, Coordinates: raw}, nil
}

// endpoint is the id of a node, given as such or, in GeoJSON, within a node
// object.
type endpoint struct{ id string }

func (e *endpoint) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		var object struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		e.id = object.ID
		return nil
	}
	return json.Unmarshal(data, &e.id)
}

func (e endpoint) MarshalJSON() ([]byte, error) { return json.Marshal(e.id) }
