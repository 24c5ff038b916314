// The two disjoint routes of the selected candidate, on the map and in words.

import { data, latency } from './data.js';
import { find, h, s } from './dom.js';
import { fixed } from './format.js';
import { listen, store, tellPair } from './store.js';
import { color } from './theme.js';
import { layers, project } from './world.js';

const spans = latency ? layers.find((layer) => layer.id === latency.layer).lines : [];
const sites = new Map((latency?.sites ?? []).map((site) => [site.at, site]));

// networkOf is what the page holds of a candidate's ways, null for none.
export const networkOf = (c) => sites.get(c.at) ?? null;

// shown is the pair that is drawn: to which target, sharing nothing of which kind.
export const drawn = { target: 0, kind: latency?.drawn ?? 0 };

export function showPair(target, kind) {
  [drawn.target, drawn.kind] = [target, kind];
  tellPair();
}

function shownPair() {
  const site = store.selected ? networkOf(store.selected) : null;
  const pair = site?.routes[drawn.target]?.p[drawn.kind];
  return pair?.s ? { site, pair } : null;
}

// strokes are the lines of a path in km on the plane, its spur first.
function strokes(site, c, [spur, path]) {
  const to = site.spurs[spur].p;
  return [[[c.x, c.y], project(...to)], ...latency.paths[path].flatMap((i) => spans[i].paths)];
}

function trace(ctx, lines, place) {
  ctx.beginPath();
  for (const line of lines) {
    line.forEach((point, i) => (i === 0 ? ctx.moveTo(...place(...point)) : ctx.lineTo(...place(...point))));
  }
  ctx.stroke();
}

// paintPair draws the two routes, each over a halo: one whole, one dashed.
export function paintPair(ctx, place) {
  const found = shownPair();
  const c = store.selected;
  if (!found || c.x === undefined) return;
  const ways = [[found.pair.l, 'route-long', [9, 5]], [found.pair.s, 'route-short', []]];
  ctx.save();
  [ctx.lineCap, ctx.lineJoin] = ['round', 'round'];
  for (const [way, tone, dash] of ways) {
    const lines = strokes(found.site, c, way);
    ctx.setLineDash([]);
    [ctx.strokeStyle, ctx.lineWidth] = [color('land'), 6];
    trace(ctx, lines, place);
    ctx.setLineDash(dash);
    [ctx.strokeStyle, ctx.lineWidth] = [color(tone), 3];
    trace(ctx, lines, place);
  }
  ctx.restore();
}

// pairBox is the box of km around the two routes that are drawn, null for none.
export function pairBox() {
  const found = shownPair();
  const c = store.selected;
  if (!found || c.x === undefined) return null;
  const points = [found.pair.s, found.pair.l].flatMap((way) => strokes(found.site, c, way)).flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export const kindText = (kind) => ({ edge: 'no span', node: 'no span and no node', srlg: 'no span and no tunnel, bridge or corridor' })[kind] ?? kind;

const wayKey = (name) => s('svg', { class: 'way-key', viewBox: '0 0 32 10', 'aria-hidden': 'true' }, s('path', { class: name, d: 'M1 5H31', fill: 'none' }));

// pairWords says the lengths of the two routes and how far they differ.
function pairWords(pair) {
  const line = (name, way, km) => h('p', {}, wayKey(name), `${fixed(km, 0)} km to ${data.texts[way[2]]}`);
  const words = [
    line('way-short', pair.s, pair.km[0]), line('way-long', pair.l, pair.km[1]),
    h('p', {}, `Difference ${fixed(pair.km[1] - pair.km[0], 0)} km, ${fixed(pair.ms, 2)} ms of round trip`),
    h('p', {}, `The two share ${kindText(latency.kinds[drawn.kind])}${pair.ok ? '; no shorter pair exists' : '; not proven the shortest pair'}`),
    pair.y ? h('p', {}, `Uses spans that are planned for ${pair.y}`) : null,
  ];
  return words.filter(Boolean);
}

function drawWords(box) {
  const found = shownPair();
  box.hidden = !found;
  if (!found) return;
  box.replaceChildren(h('p', { class: 'title' }, `Routes of ${store.selected.name} to ${latency.targets[drawn.target]}`), ...pairWords(found.pair));
}

// startPair puts the words beside the map; redraw is called when the routes change.
export function startPair(redraw) {
  if (!latency) return;
  const box = h('div', { id: 'map-pair', class: 'map-pair', hidden: true });
  find('map-box').append(box);
  const again = () => { drawWords(box); redraw(); };
  listen('select', again);
  listen('pair', again);
}
