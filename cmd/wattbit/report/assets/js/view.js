// Where the map stands: k pixels a km and the pixel of the plane's origin.

export const view = { k: 1, x: 0, y: 0, width: 1, height: 1, least: 0.01 };

export const toScreen = (x, y) => [x * view.k + view.x, y * view.k + view.y];

export function moveBy(dx, dy) {
  view.x += dx;
  view.y += dy;
}

// zoomAt keeps the pixel (px, py) in its place.
export function zoomAt(factor, px = view.width / 2, py = view.height / 2) {
  const k = Math.min(Math.max(view.k * factor, view.least), 60);
  view.x = px - ((px - view.x) * k) / view.k;
  view.y = py - ((py - view.y) * k) / view.k;
  view.k = k;
}

// fit shows a box of km inside the canvas, beside what covers its left edge.
export function fit([x0, y0, x1, y1], covered, isWhole) {
  const margin = Math.min(36, view.width / 12);
  const width = view.width - covered - 2 * margin;
  const height = view.height - 2 * margin;
  view.k = Math.min(width / Math.max(x1 - x0, 30), height / Math.max(y1 - y0, 30));
  if (isWhole) view.least = view.k / 3;
  view.x = covered + margin + width / 2 - ((x0 + x1) / 2) * view.k;
  view.y = margin + height / 2 - ((y0 + y1) / 2) * view.k;
}
