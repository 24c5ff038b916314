package scenario_test

import (
	"context"
	"fmt"
	"log"

	"github.com/wattbit/wattbit/model/scenario"
)

func Example() {
	sc, err := scenario.Load("japan", "site.mw=300", "candidates.regions=[hokkaido]")
	if err != nil {
		log.Fatal(err)
	}
	result, err := sc.Run(context.Background(), scenario.RunOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range result.Ranking.Order[:3] {
		c := result.Table.Candidates[row]
		fmt.Printf("%s %s: %.0f points\n", c.Name, c.NameLocal, 100*result.Ranking.Score[row])
	}
	// Output:
	// Ebetsu City 江別市: 74 points
	// Sapporo City 札幌市: 73 points
	// Sapporo 札幌: 73 points
}
