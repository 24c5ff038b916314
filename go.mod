module github.com/wattbit/wattbit

go 1.26

require github.com/paulmach/orb v0.14.0

require (
	github.com/goccy/go-yaml v1.19.2
	go.mongodb.org/mongo-driver/v2 v2.5.0 // indirect
)
