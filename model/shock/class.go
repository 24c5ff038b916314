package shock

import "github.com/wattbit/wattbit/model/fiber"

// Peers says to whom the round-trip time of a class counts.
type Peers string

// The kinds of peers.
const (
	Users     Peers = "users"     // the nearest centre of demand
	Exchanges Peers = "exchanges" // the nearest internet exchange
	Sites     Peers = "sites"     // another site of which at least half is alive
)

// PeerAlive is the share of its load that a site must have alive to be another
// site's peer.
const PeerAlive = 0.5

// Class is a class of workload with its peers.
type Class struct {
	fiber.Class
	Peers Peers
}

// Classes returns the built-in classes of workload: zones of a cloud, mirroring and
// training across sites need another site, content delivery an exchange, the rest
// users.
func Classes() []Class {
	var all []Class
	for _, c := range fiber.Classes() {
		peers := Users
		switch c.ID {
		case "az", "sync", "training-multi":
			peers = Sites
		case "edge":
			peers = Exchanges
		}
		all = append(all, Class{c, peers})
	}
	return all
}
