// Lambert's conformal conic on the sphere (Snyder 1987, eqs. 15-1 to 15-4),
// fitted to the study area; an equirectangular map where the cone degenerates.

const radiusKm = 6371.0088;
const rad = Math.PI / 180;
const cone = (lat) => Math.tan(Math.PI / 4 + lat / 2);

// wrap brings a difference of longitudes into -180 to 180.
const wrap = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;

function equirectangular(lon0, lat0) {
  const stretch = Math.cos(lat0);
  return (lon, lat) => [radiusKm * wrap(lon - lon0) * rad * stretch, -radiusKm * (lat * rad - lat0)];
}

// projection returns a function from longitude and latitude to km, x to the east
// and y to the south of the middle of the box [west, south, east, north].
export function projection([west, south, east, north]) {
  const lon0 = (west + east) / 2;
  const lat0 = ((south + north) / 2) * rad;
  const lat1 = (south + (north - south) / 6) * rad;
  const lat2 = (north - (north - south) / 6) * rad;
  const n = Math.abs(lat1 - lat2) < 1e-6 ? Math.sin(lat1)
    : Math.log(Math.cos(lat1) / Math.cos(lat2)) / Math.log(cone(lat2) / cone(lat1));
  if (!(Math.abs(n) > 0.02)) return equirectangular(lon0, lat0);
  const f = (Math.cos(lat1) * cone(lat1) ** n) / n;
  const rho = (lat) => (radiusKm * f) / cone(Math.min(Math.max(lat, -89.9 * rad), 89.9 * rad)) ** n;
  const rho0 = rho(lat0);
  return (lon, lat) => {
    const theta = n * wrap(lon - lon0) * rad;
    const r = rho(lat * rad);
    return [r * Math.sin(theta), r * Math.cos(theta) - rho0];
  };
}
