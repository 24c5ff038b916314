package sndlib

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/wattbit/wattbit/data/optical"
)

// token is a word or a parenthesis.
type token struct {
	text string
	line int
}

type parser struct {
	name   string
	tokens []token
	at     int
	last   int // last line of the file
}

const header = "?SNDlib native format"

// newParser splits the file into tokens; "#" starts a comment.
func newParser(src optical.Source) (*parser, error) {
	p := &parser{name: src.Name}
	in := bufio.NewReader(src.Reader)
	for {
		text, err := in.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s: %w", src.Name, err)
		}
		p.last++
		text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
		if p.last == 1 {
			if !strings.HasPrefix(text, header) {
				return nil, fmt.Errorf("%s:1: want a first line %q", src.Name, header+"; type: network; version: 1.0")
			}
			if strings.Contains(text, "type:") && !strings.Contains(text, "type: network") {
				return nil, fmt.Errorf("%s:1: %q: want type: network", src.Name, text)
			}
			text = ""
		}
		text, _, _ = strings.Cut(text, "#")
		text = strings.ReplaceAll(strings.ReplaceAll(text, "(", " ( "), ")", " ) ")
		for _, word := range strings.Fields(text) {
			p.tokens = append(p.tokens, token{word, p.last})
		}
		if err != nil {
			return p, nil
		}
	}
}

func (p *parser) done() bool { return p.at >= len(p.tokens) }

// next returns the next token, an empty one at the end of the file.
func (p *parser) next() token {
	if p.done() {
		return token{line: p.last}
	}
	p.at++
	return p.tokens[p.at-1]
}

func (p *parser) peek() string {
	if p.done() {
		return ""
	}
	return p.tokens[p.at].text
}

func (p *parser) origin(t token) optical.Origin { return optical.Origin{File: p.name, Line: t.line} }

func (p *parser) fail(t token, want string) error {
	if t.text == "" {
		return fmt.Errorf("%s: file ends in the middle: %s: %w", p.origin(t), want, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("%s: %q: %s", p.origin(t), t.text, want)
}

func (p *parser) expect(text string) error {
	if t := p.next(); t.text != text {
		return p.fail(t, fmt.Sprintf("want %q", text))
	}
	return nil
}

func (p *parser) number() (float64, error) {
	t := p.next()
	x, err := optical.Number(t.text)
	if err != nil || math.IsNaN(x) {
		return 0, p.fail(t, "want a number")
	}
	return x, nil
}

// section reads "(", elements, ")".
func (p *parser) section(element func() error) error {
	if err := p.expect("("); err != nil {
		return err
	}
	for p.peek() != ")" {
		if p.done() || p.peek() == "(" {
			return p.fail(p.next(), `want an element or ")"`)
		}
		if err := element(); err != nil {
			return err
		}
	}
	return p.expect(")")
}

// groups skips parenthesised groups, which elements may end in.
func (p *parser) groups() error {
	for p.peek() == "(" {
		if err := p.skip(); err != nil {
			return err
		}
	}
	return nil
}

// skip reads a parenthesised group with all it holds.
func (p *parser) skip() error {
	if err := p.expect("("); err != nil {
		return err
	}
	for depth := 1; depth > 0; {
		t := p.next()
		switch t.text {
		case "":
			return p.fail(t, `want ")"`)
		case "(":
			depth++
		case ")":
			depth--
		}
	}
	return nil
}
