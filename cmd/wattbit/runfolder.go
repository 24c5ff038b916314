package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/model/scenario"
)

// roomForRun refuses a folder that a run of the scenario could not be written to,
// before it is run: something that is no result, or the result of another scenario.
// That of the same scenario may turn out to be the same.
func roomForRun(ctx context.Context, dir string, sc *scenario.Scenario, force bool) error {
	if err := folder.RoomForFolder(ctx, dir); err != nil || force {
		return err
	}
	text, err := os.ReadFile(filepath.Join(dir, folder.Manifest))
	if err != nil {
		return nil // a new folder, or an empty one
	}
	var there struct {
		Version  string          `json:"version"`
		Scenario json.RawMessage `json:"scenario"`
	}
	mine, err := json.Marshal(sc)
	if err != nil {
		return err
	}
	var compact bytes.Buffer
	if json.Unmarshal(text, &there) == nil && json.Compact(&compact, there.Scenario) == nil && there.Version == version && bytes.Equal(compact.Bytes(), mine) {
		return nil
	}
	return fmt.Errorf("%w: %s holds another result; --force replaces it, -o names another folder", folder.ErrExists, dir)
}
