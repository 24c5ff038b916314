package scenario

import (
	"encoding/json"
	"fmt"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/table"
)

// HeadlineFile is the file of a run's folder that another run is compared with.
const HeadlineFile = "figures.json"

// headlineFiles are figures.csv for the reader and figures.json, which holds the
// same and the top list, for the comparison of folders.
func (r *Result) headlineFiles() ([]folder.File, error) {
	h := r.Headline()
	rows := make([][]string, len(h.Figures))
	for i, f := range h.Figures {
		rows[i] = []string{f.ID, f.Title, table.FormatNumber(f.Value), table.Plain(f.Text), f.Unit, string(f.Better), string(f.Evidence)}
	}
	sheet, err := table.Encode([]string{"figure", "title", "value", "text", "unit", "better", "evidence"}, rows)
	if err != nil {
		return nil, err
	}
	data, err := json.MarshalIndent(h, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", HeadlineFile, err)
	}
	return []folder.File{{Name: "figures.csv", Data: sheet}, {Name: HeadlineFile, Data: append(data, '\n')}}, nil
}
