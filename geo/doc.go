// Package geo measures the earth: distances and directions on the WGS84
// ellipsoid, areas of polygons, the nearest of many points, and which of many
// regions a point lies in.
//
// Points are [orb.Point], longitude first, in degrees. A function without an
// error result answers NaN, -1 or false for a point that is not on the globe;
// readers refuse such points early with [CheckLonLat]. Nothing here changes
// its arguments, and everything is safe for concurrent use once built.
//
// # Distances
//
// [Inverse] and [Direct] are exact to 15 nanometres; [FastDistanceKm] is ten
// times faster and right to 5 parts per million. The distances and areas of
// orb/geo are of a sphere, and err by up to 0.4 % and 0.7 % in Japan.
//
// # Searches
//
// [Index] finds the nearest of many points, [Locator] the region that holds a
// point. Their answers are those of a loop over everything, only faster.
package geo
