module github.com/wattbit/wattbit

go 1.26

require github.com/paulmach/orb v0.14.0

require (
	gonum.org/v1/gonum v0.17.0 // indirect
	pgregory.net/rapid v1.3.0 // indirect
)
