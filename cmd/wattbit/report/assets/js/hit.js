// What lies under a pixel: the nearest candidate, else the nearest thing of a layer.

import { store } from './store.js';
import { dotRadius, layerOn } from './paint.js';
import { layers, placed } from './world.js';
import { toScreen, view } from './view.js';

function nearest(list, at, px, py, reach) {
  let best = null;
  let least = reach * reach;
  for (const entry of list) {
    const [x, y] = toScreen(...at(entry));
    const d = (x - px) ** 2 + (y - py) ** 2;
    if (d <= least) [best, least] = [entry, d];
  }
  return best;
}

export function candidateAt(px, py) {
  return nearest(placed.filter((c) => store.visible[c.at]), (c) => [c.x, c.y], px, py, dotRadius() + 4);
}

function segmentDistance([ax, ay], [bx, by], x, y) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / length, 0), 1);
  return Math.hypot(ax + t * dx - x, ay + t * dy - y);
}

function isNearLine(line, x, y, reach) {
  const [x0, y0, x1, y1] = line.box;
  if (x < x0 - reach || y < y0 - reach || x > x1 + reach || y > y1 + reach) return false;
  return line.paths.some((path) => path.some((point, i) => i > 0 && segmentDistance(path[i - 1], point, x, y) <= reach));
}

// itemAt looks through the visible layers from the top.
export function itemAt(px, py) {
  const visible = layers.filter((layer) => layerOn.get(layer.id)).reverse();
  for (const layer of visible) {
    const point = nearest(layer.points, (entry) => entry.at, px, py, 7);
    if (point) return point;
  }
  const [x, y] = [(px - view.x) / view.k, (py - view.y) / view.k];
  for (const layer of visible) {
    const line = layer.lines.find((entry) => isNearLine(entry, x, y, 4 / view.k));
    if (line) return line;
  }
  return null;
}
