// The shapes of a layer's points, once for the canvas and the legend.

const polygons = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  triangle: [[0, -1.25], [1.15, 0.85], [-1.15, 0.85]],
};

// glyphPath describes a shape of radius r at x, y as an SVG path, which both a
// canvas and the legend can draw.
export function glyphPath(shape, x, y, r) {
  if (shape === 'cross') return `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`;
  const corners = polygons[shape];
  if (corners) return `M${corners.map(([dx, dy]) => `${x + dx * r} ${y + dy * r}`).join('L')}Z`;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

export const isStroked = (shape) => shape === 'ring' || shape === 'cross';
