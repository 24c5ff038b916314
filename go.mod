module github.com/wattbit/wattbit

go 1.26

require github.com/paulmach/orb v0.14.0

require pgregory.net/rapid v1.3.0 // indirect
