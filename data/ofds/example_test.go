package ofds_test

import (
	"fmt"
	"math"
	"os"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/ofds"
	"github.com/wattbit/wattbit/data/optical"
)

func ExampleRead() {
	file := strings.NewReader(`{"networks": [{
  "id": "a096d627-72e1-4f9b-b129-951b1737bff4",
  "nodes": [
    {"id": "1", "location": {"type": "Point", "coordinates": [139.765, 35.687]}, "type": ["ixp"]},
    {"id": "2", "location": {"type": "Point", "coordinates": [135.493, 34.697]}, "type": ["ixp"]}
  ],
  "spans": [{"id": "s", "start": "1", "end": "2", "fibreLength": 550, "sharedRisk": ["tokaido"]}]
}]}`)
	net, err := ofds.Read(optical.Source{Name: "japan.json", Reader: file})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := net.Spans[0]
	fmt.Println(s.From, s.To, s.LengthKm, s.SharedRisk, s.At)
	// Output: 1 2 550 [tokaido] japan.json:7
}

func ExampleWrite() {
	net := &optical.Network{
		Name:  "two nodes",
		Nodes: []optical.Node{{ID: "1", Location: orb.Point{139.765, 35.687}}, {ID: "2", Location: optical.Unlocated()}},
		Spans: []optical.Span{{ID: "s", From: "1", To: "2", LengthKm: 550, CapacityGbps: math.NaN(), LengthBasis: optical.Given}},
	}
	if err := ofds.Write(os.Stdout, net); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "networks": [
	//     {
	//       "id": "a5a43242-6beb-561b-93a3-bd22e8635147",
	//       "name": "two nodes",
	//       "nodes": [
	//         {
	//           "id": "1",
	//           "location": {
	//             "type": "Point",
	//             "coordinates": [
	//               139.765,
	//               35.687
	//             ]
	//           }
	//         },
	//         {
	//           "id": "2"
	//         }
	//       ],
	//       "spans": [
	//         {
	//           "id": "s",
	//           "start": "1",
	//           "end": "2",
	//           "fibreLength": 550,
	//           "lengthBasis": "given"
	//         }
	//       ],
	//       "crs": {
	//         "name": "urn:ogc:def:crs:OGC::CRS84",
	//         "uri": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
	//       },
	//       "links": [
	//         {
	//           "rel": "describedby",
	//           "href": "https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/0__3__0/schema/network-schema.json"
	//         }
	//       ]
	//     }
	//   ]
	// }
}
