package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// tableJSON turns a table into a list of objects by column. Every cell stays
// the text that it is in the table, so that no digit is lost.
func tableJSON(data []byte) ([]byte, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("table: %w", err)
	}
	objects := make([]map[string]string, 0, len(rows))
	for _, row := range rows[min(1, len(rows)):] {
		object := make(map[string]string, len(row))
		for i, cell := range row {
			object[rows[0][i]] = cell
		}
		objects = append(objects, object)
	}
	var out bytes.Buffer
	err = printJSON(&out, objects)
	return out.Bytes(), err
}
