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
	// Tomakomai City 苫小牧市: 65 points
	// Hokkaido Tomakomai AI DC 北海道苫小牧AIデータセンター: 65 points
	// Otaru City 小樽市: 63 points
}
