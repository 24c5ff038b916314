// Command atlasjapan derives the built-in atlas of Japan from the fact sheets:
//
//	go run ./cmd/atlasjapan -facts ../shared/facts -out data/atlas/japan
//
// and, with -calibrate, holds the network against the flows that operators
// publish. The same sheets give the same bytes. The rules are told in
// data/atlas/japan/README.md. EXIT STATUS: 0 when the atlas was written, 1 when
// a sheet is missing or a figure cannot be read, 2 for wrong flags.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/wattbit/wattbit/data/atlas"
)

func main() {
	facts := flag.String("facts", os.Getenv("WATTBIT_FACTS"), "folder of the fact sheets, with japan/ inside (default $WATTBIT_FACTS)")
	out := flag.String("out", filepath.FromSlash("data/atlas/japan"), "folder to write the tables to")
	check := flag.Bool("calibrate", false, "compare the network's peak with observed trunk flows and write CALIBRATION.md instead of the tables")
	flag.Parse()
	if *facts == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	work := run
	if *check {
		work = runCalibration
	}
	if err := work(*facts, *out); err != nil {
		fmt.Fprintln(os.Stderr, "atlasjapan:", err)
		os.Exit(1)
	}
}

func run(facts, out string) error {
	d, err := derive(os.DirFS(filepath.Join(facts, "japan")))
	if err != nil {
		return err
	}
	files, err := d.files()
	if err != nil {
		return err
	}
	return atlas.WriteFiles(out, files)
}

func runCalibration(facts, out string) error {
	text, err := calibrationReport(os.DirFS(filepath.Join(facts, "japan")))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "CALIBRATION.md"), []byte(text), 0o644)
}
