module github.com/wattbit/wattbit

go 1.26

require github.com/paulmach/orb v0.14.0

require golang.org/x/sys v0.47.0 // indirect

require (
	github.com/goccy/go-yaml v1.19.2
	github.com/google/go-cmp v0.7.0
	github.com/tetratelabs/wazero v1.12.0
	github.com/tidwall/geoindex v1.7.0 // indirect
	github.com/tidwall/rtree v1.10.0
	go.mongodb.org/mongo-driver/v2 v2.5.0 // indirect
	pgregory.net/rapid v1.3.0
)
