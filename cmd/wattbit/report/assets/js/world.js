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
export const project = projection(degrees.length > 0 ? degreesBox() : [-10, -10, 10, 10]);

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

// together is the values between which a list lies, without a small part of it that
// stands far apart, such as distant islands.
function together(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const few = sorted.length * 0.05;
  let [first, last] = [0, sorted.length - 1];
  const far = (sorted[last] - sorted[first]) / 6;
  for (let i = 1; i <= few; i += 1) {
    if (sorted[i] - sorted[i - 1] > far) first = i;
    const j = sorted.length - 1 - i;
    if (sorted[j + 1] - sorted[j] > far) last = j;
  }
  return [sorted[first], sorted[last]];
}

// core is the extent of the candidates that lie together.
export function core() {
  if (placed.length === 0) return extent(placed);
  const [x0, x1] = together(placed.map((c) => c.x));
  const [y0, y1] = together(placed.map((c) => c.y));
  return [x0, y0, x1, y1];
}

// extent of some candidates in km, the outlines' when there are none.
export function extent(list) {
  if (list.length > 0) return boxOf(list.map((c) => [c.x, c.y]));
  const points = data.outlines.flatMap((outline) => projectPaths(outline.rings).flat());
  return points.length > 0 ? boxOf(points) : [-100, -100, 100, 100];
}
