// The study area in km on the plane: outlines, layers and candidates projected once.

import { candidates, data } from './data.js';
import { projection } from './projection.js';

export const placed = candidates.filter((c) => c.lon !== null && c.lat !== null);

// points of a packed line: steps of 1e-4 degrees from one to the next.
function unpack(line) {
  const points = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < line.length; i += 2) {
    lon += line[i];
    lat += line[i + 1];
    points.push([lon / 1e4, lat / 1e4]);
  }
  return points;
}

function boxOf(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const degrees = placed.length > 0 ? placed.map((c) => [c.lon, c.lat])
  : data.outlines.flatMap((outline) => outline.rings.flatMap(unpack));
const project = projection(degrees.length > 0 ? degreesBox() : [-10, -10, 10, 10]);

// degreesBox spans the candidates the short way round, over the date line if need be.
function degreesBox() {
  const box = boxOf(degrees);
  if (box[2] - box[0] <= 180) return box;
  return boxOf(degrees.map(([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat]));
}

for (const c of placed) [c.x, c.y] = project(c.lon, c.lat);

const projectPaths = (paths) => paths.map((path) => unpack(path).map(([lon, lat]) => project(lon, lat)));

function drawPath(paths, closed) {
  const path = new Path2D();
  for (const points of paths) {
    points.forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (closed) path.closePath();
  }
  return path;
}

const item = (layer, closed) => (packed) => {
  const paths = projectPaths(packed.p);
  return { ...packed, layer, paths, box: boxOf(paths.flat()), path: drawPath(paths, closed) };
};

export const coast = drawPath(data.outlines.flatMap((outline) => projectPaths(outline.rings)), true);

export const layers = data.layers.map((layer) => ({
  ...layer,
  points: layer.points.map((packed) => ({ ...packed, layer, at: projectPaths(packed.p)[0][0] })),
  lines: layer.lines.map(item(layer, false)),
  areas: layer.areas.map(item(layer, true)),
}));

// extent of some candidates in km, the outlines' when there are none.
export function extent(list) {
  if (list.length > 0) return boxOf(list.map((c) => [c.x, c.y]));
  const points = data.outlines.flatMap((outline) => projectPaths(outline.rings).flat());
  return points.length > 0 ? boxOf(points) : [-100, -100, 100, 100];
}
