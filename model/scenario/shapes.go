package scenario

import (
	"encoding/json"
	"io"
	"math"
	"slices"
	"strconv"
)

// property is one property of every feature; it appends its JSON value.
type property struct {
	key   []byte // ,"name":
	value func(b []byte, i int) []byte
}

// writeShapes writes the candidates as GeoJSON points, one feature a line, its
// properties in alphabetical order.
func (r *Result) writeShapes(w io.Writer) error {
	properties := r.shapeProperties()
	last := len(r.Table.Candidates) - 1
	head := []byte("{\"type\":\"FeatureCollection\",\"features\":[\n")
	return writeRows(w, head, "]}\n", last+1, r.workers, func(b []byte, i int) []byte {
		at := r.Table.Candidates[i].Location
		b = append(b, `{"type":"Feature","geometry":{"type":"Point","coordinates":[`...)
		b = appendJSONNumber(b, at[0], 6)
		b = appendJSONNumber(append(b, ','), at[1], 6)
		b = append(b, `]},"properties":{`...)
		for n, p := range properties {
			key := p.key
			if n == 0 {
				key = key[1:]
			}
			b = p.value(append(b, key...), i)
		}
		b = append(b, "}}"...)
		if i < last {
			b = append(b, ',')
		}
		return append(b, '\n')
	})
}

func (r *Result) shapeProperties() []property {
	values := map[string]func([]byte, int) []byte{
		"status": func(b []byte, i int) []byte { return appendJSONText(b, r.Ranking.Status[i].String()) },
		"score":  func(b []byte, i int) []byte { return appendJSONNumber(b, 100*r.Ranking.Score[i], 2) },
		"rank": func(b []byte, i int) []byte {
			if r.Ranking.Rank[i] == 0 {
				return append(b, "null"...)
			}
			return appendRank(b, r.Ranking.Rank[i])
		},
	}
	for name, text := range map[string]func(i int) string{
		"id":         func(i int) string { return r.Table.Candidates[i].ID },
		"kind":       func(i int) string { return r.Table.Candidates[i].Kind },
		"name":       func(i int) string { return r.Table.Candidates[i].Name },
		"name_local": func(i int) string { return r.Table.Candidates[i].NameLocal },
		"region":     func(i int) string { return r.Table.Candidates[i].Region },
		"area":       func(i int) string { return r.Table.Candidates[i].Area },
	} {
		values[name] = func(b []byte, i int) []byte { return appendJSONText(b, text(i)) }
	}
	for _, c := range r.Table.Columns {
		decimals := c.Decimals()
		values[c.ID] = func(b []byte, i int) []byte { return appendJSONNumber(b, c.Values[i], decimals) }
	}
	properties := make([]property, 0, len(values))
	for name, value := range values {
		properties = append(properties, property{append(appendJSONText([]byte{','}, name), ':'), value})
	}
	slices.SortFunc(properties, func(a, b property) int { return slices.Compare(a.key, b.key) })
	return properties
}

// appendJSONText appends a string as encoding/json writes it.
func appendJSONText(b []byte, text string) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always marshals
	}
	return append(b, quoted...)
}

// appendJSONNumber appends a rounded figure; null for a missing one.
func appendJSONNumber(b []byte, x float64, decimals int) []byte {
	if math.IsNaN(x) {
		return append(b, "null"...)
	}
	scale := math.Pow10(decimals)
	return strconv.AppendFloat(b, math.Round(x*scale)/scale, 'f', -1, 64)
}
