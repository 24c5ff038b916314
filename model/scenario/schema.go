package scenario

import _ "embed"

//go:generate go test -run TestSchemaIsCurrent -update .

//go:embed scenario.schema.json
var schema []byte

// Schema is the JSON Schema of scenario files, for editors and other tools.
func Schema() []byte { return schema }
