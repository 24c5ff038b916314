package scenario_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/invopop/jsonschema"
	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wattbit/wattbit/model/scenario"
)

var update = flag.Bool("update", false, "write scenario.schema.json anew")

// fileSchema is what a scenario file may hold: every key is optional, because
// the file says only what differs from the scenario it extends.
func fileSchema(t *testing.T) []byte {
	t.Helper()
	reflector := jsonschema.Reflector{FieldNameTag: "yaml", RequiredFromJSONSchemaTags: true, DoNotReference: true, Anonymous: true}
	s := reflector.Reflect(&scenario.Scenario{})
	removable(s, reflect.TypeFor[scenario.Scenario]())
	s.Title = "wattbit scenario"
	s.ID = ""
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, '\n')
}

// removable lets a null stand on what a file may remove from the scenario that it
// extends: entries of mappings, and keys that may be absent.
func removable(s *jsonschema.Schema, t reflect.Type) {
	switch t.Kind() {
	case reflect.Map:
		removable(s.AdditionalProperties, t.Elem())
		s.AdditionalProperties = orNull(s.AdditionalProperties)
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			key, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			property, ok := s.Properties.Get(key)
			if !ok {
				continue
			}
			removable(property, f.Type)
			if options == "omitempty" {
				s.Properties.Set(key, orNull(property))
			}
		}
	}
}

func orNull(s *jsonschema.Schema) *jsonschema.Schema {
	description := s.Description
	s.Description = ""
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "null"}}, Description: description}
}

func TestSchemaIsCurrent(t *testing.T) {
	want := fileSchema(t)
	if *update {
		if err := os.WriteFile("scenario.schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(scenario.Schema(), want) {
		t.Error("scenario.schema.json is out of date: run go generate ./model/scenario")
	}
}

func TestBuiltinsMeetSchema(t *testing.T) {
	compiled := compile(t)
	for _, name := range scenario.Names() {
		src, err := scenario.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(asJSON(t, src)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	compiled := compile(t)
	for _, src := range []string{"sight: {}", "site: {mw: much}", "site: {mw: 0}", "report: {top: 0}", "site: null", "site: {mw: null}", "gates: {a: {at_leats: 1}}", "criteria: {a: 5}", "name: Big Name"} {
		if compiled.Validate(asJSON(t, []byte(src))) == nil {
			t.Errorf("the schema accepts %q", src)
		}
	}
}

func TestSchemaTakesNulls(t *testing.T) {
	compiled := compile(t)
	for _, src := range []string{"gates: {volcano: null}", "criteria: {carbon: null}", "weights: {groups: {power: null}}",
		"gates: {reserve: {at_least: null, at_most: 8}}", "weights: {groups: null}", "criteria: {carbon: {veto: null}}"} {
		if err := compiled.Validate(asJSON(t, []byte(src))); err != nil {
			t.Errorf("%s: %v", src, err)
		}
	}
}

func compile(t *testing.T) *validator.Schema {
	t.Helper()
	doc, err := validator.UnmarshalJSON(bytes.NewReader(scenario.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := validator.NewCompiler()
	if err := c.AddResource("scenario.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("scenario.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func asJSON(t *testing.T, src []byte) any {
	t.Helper()
	text, err := yaml.YAMLToJSON(src)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := validator.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
