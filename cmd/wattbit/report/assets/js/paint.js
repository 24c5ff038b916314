// Paints the map: land, layers, candidates, names.

import { color, isDark } from './theme.js';
import { scoreColor } from './ramp.js';
import { candidates } from './data.js';
import { store } from './store.js';
import { glyphPath, isStroked } from './glyphs.js';
import { dotTint, paintCentre } from './isochrone.js';
import { paintPair } from './pair.js';
import { coast, layers, placed } from './world.js';
import { toScreen, view } from './view.js';

export const layerOn = new Map(layers.map((layer) => [layer.id, layer.on]));
export const dotRadius = () => Math.min(Math.max(2.4 + Math.log2(view.k * 3) * 0.8, 1.9), 8);

// Order of painting: what matters least first.
const statusOrder = { fail: 0, open: 1, pass: 2 };
const painted = [...placed].sort((a, b) => statusOrder[a.status] - statusOrder[b.status] || (a.score ?? -1) - (b.score ?? -1));

function inWorld(ctx, draw) {
  ctx.save();
  ctx.translate(view.x, view.y);
  ctx.scale(view.k, view.k);
  draw(1 / view.k);
  ctx.restore();
}

function paintLand(ctx) {
  inWorld(ctx, (pixel) => {
    ctx.fillStyle = color('land');
    ctx.fill(coast, 'evenodd');
    ctx.strokeStyle = color('coast');
    ctx.lineWidth = 0.7 * pixel;
    ctx.stroke(coast);
  });
}

function paintShapes(ctx, layer, tones) {
  inWorld(ctx, (pixel) => {
    for (const area of layer.areas) {
      ctx.globalAlpha = 0.18;
      ctx.fillStyle = tones[area.c];
      ctx.fill(area.path, 'evenodd');
      ctx.globalAlpha = 1;
    }
    for (const line of layer.lines) {
      const kind = layer.classes[line.c];
      ctx.strokeStyle = tones[line.c];
      ctx.lineWidth = (kind.size ?? 1) * (line.w ?? 1) * pixel;
      ctx.setLineDash(kind.dash ? [5 * pixel, 4 * pixel] : []);
      ctx.stroke(line.path);
    }
    ctx.setLineDash([]);
  });
}

function paintPoints(ctx, layer, tones) {
  const halo = color('land');
  for (const point of layer.points) {
    const [x, y] = toScreen(...point.at);
    if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
    const kind = layer.classes[point.c];
    const path = new Path2D(glyphPath(kind.shape, x, y, ((kind.size ?? 5) / 2) * Math.min(1 + view.k / 8, 1.8)));
    ctx.lineWidth = 1.6;
    if (isStroked(kind.shape)) {
      ctx.strokeStyle = tones[point.c];
      ctx.stroke(path);
      continue;
    }
    ctx.strokeStyle = halo;
    ctx.lineWidth = 1.2;
    ctx.stroke(path);
    ctx.fillStyle = tones[point.c];
    ctx.fill(path);
  }
}

function paintLayers(ctx) {
  for (const layer of layers) {
    if (!layerOn.get(layer.id)) continue;
    const tones = layer.classes.map((kind) => color(`tone-${kind.tone || 'muted'}`));
    paintShapes(ctx, layer, tones);
    paintPoints(ctx, layer, tones);
  }
}

function paintDot(ctx, c, radius, grey) {
  const [x, y] = toScreen(c.x, c.y);
  if (x < -9 || y < -9 || x > view.width + 9 || y > view.height + 9) return;
  const tint = dotTint(c) ?? (c.status === 'fail' || c.score === null ? grey : scoreColor(c.score));
  ctx.beginPath();
  ctx.arc(x, y, c.status === 'fail' ? radius * 0.75 : radius, 0, 2 * Math.PI);
  if (c.status === 'open') {
    ctx.strokeStyle = tint;
    ctx.lineWidth = 1.5;
    ctx.stroke();
    return;
  }
  ctx.fillStyle = tint;
  ctx.fill();
  if (c.status === 'pass') ctx.stroke();
}

function paintDots(ctx) {
  const radius = dotRadius();
  const grey = color('grey-dot');
  const rim = isDark() ? 'rgb(0 0 0 / 45%)' : 'rgb(255 255 255 / 70%)';
  for (const c of painted) {
    ctx.globalAlpha = store.visible[c.at] ? 1 : 0.1;
    ctx.strokeStyle = rim;
    ctx.lineWidth = 0.6;
    paintDot(ctx, c, radius, grey);
  }
  ctx.globalAlpha = 1;
}

function paintRing(ctx, c, width) {
  const [x, y] = toScreen(c.x, c.y);
  ctx.beginPath();
  ctx.arc(x, y, dotRadius() + 3.5, 0, 2 * Math.PI);
  ctx.strokeStyle = color('accent');
  ctx.lineWidth = width;
  ctx.stroke();
}

const short = (name) => (name.length > 28 ? `${name.slice(0, 27)}…` : name);

// leaders are the first three and the best of each power area.
const passing = candidates.filter((c) => c.rank !== null && c.status === 'pass');
const leaders = passing.filter((c, i) => i < 3 || (c.area && passing.find((other) => other.area === c.area) === c));

// paintNames writes the best names that find room, the selected one first.
function paintNames(ctx) {
  const named = view.k > 1.2 ? candidates.filter((c) => c.rank !== null && store.visible[c.at]).slice(0, 60) : leaders.filter((c) => store.visible[c.at]);
  const wanted = [store.selected, ...named];
  const boxes = [];
  ctx.font = `600 12px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const c of new Set(wanted)) {
    if (!c || c.x === undefined) continue;
    const text = c.rank === null ? short(c.name) : `${c.rank}  ${short(c.name)}`;
    const width = ctx.measureText(text).width;
    const [x, y] = toScreen(c.x, c.y);
    const spot = [[x + 10, y], [x - 10 - width, y], [x + 6, y - 15], [x + 6, y + 15], [x - width - 6, y - 15], [x - width - 6, y + 15]]
      .find(([left, middle]) => left > 4 && left + width < view.width - 4 && !boxes.some((box) => overlaps(box, left, middle, width)));
    if (!spot) continue;
    boxes.push([spot[0], spot[1], width]);
    ctx.strokeStyle = color('sea');
    ctx.lineWidth = 3.5;
    ctx.strokeText(text, spot[0], spot[1]);
    ctx.fillStyle = color('ink');
    ctx.fillText(text, spot[0], spot[1]);
  }
}

function overlaps([left, middle, width], otherLeft, otherMiddle, otherWidth) {
  return left < otherLeft + otherWidth + 6 && otherLeft < left + width + 6 && Math.abs(middle - otherMiddle) < 15;
}

export function paint(ctx, hovered) {
  ctx.clearRect(0, 0, view.width, view.height);
  ctx.fillStyle = color('sea');
  ctx.fillRect(0, 0, view.width, view.height);
  paintLand(ctx);
  paintLayers(ctx);
  paintDots(ctx);
  paintPair(ctx, toScreen);
  paintCentre(ctx, toScreen);
  if (hovered) paintRing(ctx, hovered, 1.5);
  if (store.selected?.x !== undefined) paintRing(ctx, store.selected, 2.5);
  paintNames(ctx);
}
