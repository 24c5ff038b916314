package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/model/fiber"
)

// fiberHead says what an answer stands on; it opens every JSON document.
type fiberHead struct {
	Network  networkView      `json:"network"`
	Profile  string           `json:"profile,omitempty"`
	WhatIf   []string         `json:"what_if"`
	Findings optical.Findings `json:"findings"`
}

// networkView counts what is left of the network after what failed.
type networkView struct {
	Source      string `json:"source"` // the atlas or the files
	Nodes       int    `json:"nodes"`
	Spans       int    `json:"spans"`
	InServiceBy int    `json:"in_service_by,omitempty"`
}

// fiberNet is the network that a command asks.
type fiberNet struct {
	*fiber.Network
	head    fiberHead
	whole   *fiber.Network // the network before anything failed
	atlas   *atlas.Atlas   // nil when the network comes from a file
	nodes   directory
	profile fiber.Profile // of the commands that have the flag
}

// open checks the flags, reads the network, and lets fail what is to fail.
func (o *fiberOptions) open(cmd *cobra.Command) (*fiberNet, error) {
	if err := o.check(cmd); err != nil {
		return nil, err
	}
	f := &fiberNet{}
	if o.profile != "" {
		var err error
		if f.profile, err = fiber.ProfileNamed(o.profile); err != nil {
			return nil, fmt.Errorf("%w: --profile: %w", errUsage, err)
		}
	}
	in, err := o.input.read()
	if err != nil {
		return nil, err
	}
	n, findings, err := fiber.New(in.records, o.build())
	if err != nil {
		return nil, unusable(err)
	}
	if n.NumNodes() == 0 {
		return nil, fmt.Errorf("network: %s has no node", in.label)
	}
	f.Network, f.whole, f.atlas = n, n, in.atlas
	f.nodes = nodeDirectory(n, in.atlas)
	f.head = fiberHead{
		Network: networkView{Source: in.label, InServiceBy: o.inServiceBy},
		Profile: f.profile.Name, WhatIf: []string{}, Findings: append(optical.Findings{}, findings...),
	}
	if err := f.fail(o); err != nil {
		return nil, err
	}
	f.head.Network.Nodes, f.head.Network.Spans = f.NumNodes(), f.NumSpans()
	if o.format != "json" {
		warn(cmd.ErrOrStderr(), findings)
	}
	return f, nil
}

// unusable puts the findings of an unusable network on a line each below what they
// mean.
func unusable(err error) error {
	var all interface{ Unwrap() []error }
	if !errors.As(err, &all) {
		return err
	}
	text := "network cannot be used:"
	for _, one := range all.Unwrap() {
		text += "\n  " + one.Error()
	}
	return errors.New(text)
}

// maxWarnings is how many findings are printed; JSON holds all of them.
const maxWarnings = 10

func warn(stderr io.Writer, findings optical.Findings) {
	for _, f := range findings[:min(maxWarnings, len(findings))] {
		fmt.Fprintf(stderr, "wattbit: warning: %v\n", f)
	}
	if more := len(findings) - maxWarnings; more > 0 {
		fmt.Fprintf(stderr, "wattbit: warnings not shown: %d; --json lists all\n", more)
	}
}
