package report

import "github.com/paulmach/orb"

// Outline is the shape of a region of the map.
type Outline struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	NameLocal string           `json:"name_local"`
	Shape     orb.MultiPolygon `json:"shape"` // longitude, latitude
}

// Layer is a set of points, lines and areas over the map that the reader can
// switch on and off.
type Layer struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Side    Side         `json:"side"`
	Credit  string       `json:"credit"` // source and licence, may be empty
	On      bool         `json:"on"`     // shown when the report opens
	Classes []Class      `json:"classes"`
	Points  []LayerPoint `json:"points"`
	Lines   []LayerLine  `json:"lines"`
	Areas   []LayerArea  `json:"areas"`
}

// Class is a legend entry of a layer: how its members are drawn.
type Class struct {
	Name  string `json:"name"` // "500 kV"
	Tone  Tone   `json:"tone"`
	Shape Shape  `json:"shape"` // of points
	Size  Number `json:"size"`  // diameter of points or width of lines, CSS pixels
	Dash  bool   `json:"dash"`  // of lines: planned, not built
}

// Shape is how a point of a layer is drawn.
type Shape string

// The shapes.
const (
	Dot      Shape = "dot"
	Square   Shape = "square"
	Diamond  Shape = "diamond"
	Triangle Shape = "triangle"
	Cross    Shape = "cross"
	Ring     Shape = "ring"
)

// LayerPoint is a thing at a place.
type LayerPoint struct {
	Class int       `json:"class"` // index into Layer.Classes
	At    orb.Point `json:"at"`    // longitude, latitude
	Label
}

// LayerLine is a line, or a route of several.
type LayerLine struct {
	Class int                 `json:"class"`
	Path  orb.MultiLineString `json:"path"`
	// Weight multiplies the class's width; missing or 0 counts as 1.
	Weight Number `json:"weight"`
	Label
}

// LayerArea is a filled shape, such as all places within 5 ms.
type LayerArea struct {
	Class int              `json:"class"`
	Shape orb.MultiPolygon `json:"shape"`
	Label
}

// Label is what the tooltip of a layer's member says.
type Label struct {
	Name      string `json:"name"`
	NameLocal string `json:"name_local"`
	Detail    string `json:"detail"` // "275/66 kV, TEPCO PG"
}
