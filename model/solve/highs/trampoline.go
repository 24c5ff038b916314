package highs

// hostName is the module of the callback, importName of the solver's imports.
const (
	hostName   = "wattbit"
	importName = "a"
)

// trampoline returns a WebAssembly module that puts the host's callback into
// the function table of the solver instance with the given name. In text form:
//
//	(module
//	  (type (func (param i32 i32 i32 i32 i32)))
//	  (type (func (result i32)))
//	  (import "wattbit" "callback" (func 0 (type 0)))
//	  (import NAME "sc" (table 1 funcref))
//	  (func 1 (type 0) local.get 0 … local.get 4 call 0)
//	  (func (export "install") (type 1) ref.func 1  i32.const 1  table.grow 0)
//	  (elem declare func 1))
//
// Host functions cannot enter a table themselves: wazero's Go API has no tables.
func trampoline(instance string) []byte {
	str := func(s string) []byte { return append([]byte{byte(len(s))}, s...) }
	section := func(id byte, parts ...[]byte) []byte {
		var body []byte
		for _, p := range parts {
			body = append(body, p...)
		}
		return append([]byte{id, byte(len(body))}, body...)
	}
	const i32 = 0x7f
	callback := []byte{0x20, 0, 0x20, 1, 0x20, 2, 0x20, 3, 0x20, 4, 0x10, 0, 0x0b}
	install := []byte{0xd2, 1, 0x41, 1, 0xfc, 15, 0, 0x0b}
	code := func(body []byte) []byte { return append([]byte{byte(len(body) + 1), 0}, body...) }

	m := []byte{0, 'a', 's', 'm', 1, 0, 0, 0}
	m = append(m, section(1, []byte{2, 0x60, 5, i32, i32, i32, i32, i32, 0, 0x60, 0, 1, i32})...)
	m = append(m, section(2, []byte{2}, str(hostName), str("callback"), []byte{0, 0},
		str(instance), str(exportNames["indirect_function_table"]), []byte{1, 0x70, 0, 1})...)
	m = append(m, section(3, []byte{2, 0, 1})...)
	m = append(m, section(7, []byte{1}, str("install"), []byte{0, 2})...)
	m = append(m, section(9, []byte{1, 3, 0, 1, 1})...)
	m = append(m, section(10, []byte{2}, code(callback), code(install))...)
	return m
}
