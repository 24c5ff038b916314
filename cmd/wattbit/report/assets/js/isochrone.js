// Round trips as colours: the bands, the choice of what colours the map, and the
// small maps of the section on latency.

import { latency } from './data.js';
import { find, h, key } from './dom.js';
import { fixed } from './format.js';
import { listen } from './store.js';
import { color } from './theme.js';
import { coast, core, placed, project } from './world.js';

// bandOf is the index of the first limit that a round trip keeps, their number
// when it keeps none or is not known.
export function bandOf(rtt) {
  if (rtt === null) return latency.limits.length;
  const at = latency.limits.findIndex((limit) => rtt <= limit);
  return at < 0 ? latency.limits.length : at;
}

const bandColor = (band) => (band < latency.limits.length && band < 4 ? color(`band-${band}`) : color('grey-dot'));

// chosen is the centre whose round trips colour the map, null for the score.
let chosen = null;
let tints = [];

function mixTints() {
  const palette = [...latency.limits, 0].map((_, band) => bandColor(band));
  return (centre, c) => palette[bandOf(latency.rtt[centre][c.at])];
}

// dotTint is the colour of a candidate's dot by its round trip, null for the score.
export const dotTint = (c) => (chosen === null ? null : tints[c.at]);

export const bandText = (band) => (band < latency.limits.length
  ? `≤ ${fixed(latency.limits[band], 0)} ms` : `> ${fixed(latency.limits.at(-1), 0)} ms`);

// bandLegend explains the colours of the map, null while it shows the score.
export function bandLegend() {
  if (chosen === null) return null;
  return [h('p', {}, `Round trip to ${latency.centres[chosen].name}`),
    h('ul', { class: 'map-bands' }, [...latency.limits, 0].map((_, band) => h('li', {}, key(`band-${band}`), bandText(band))))];
}

const centreSpot = (centre) => project(centre.lon, centre.lat);

function drawCentre(ctx, [x, y], radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = radius / 2;
  ctx.strokeStyle = color('land');
  ctx.stroke();
  ctx.lineWidth = radius / 4;
  ctx.strokeStyle = color('ink');
  ctx.stroke();
}

// paintCentre marks on the map the centre that the colours lead to.
export function paintCentre(ctx, place) {
  if (chosen === null) return;
  drawCentre(ctx, place(...centreSpot(latency.centres[chosen])), 9);
}

function paintSmall(canvas, centre, tint) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width === 0) return;
  const ratio = Math.max(devicePixelRatio, 1.5);
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const ctx = canvas.getContext('2d');
  const [x0, y0, x1, y1] = core();
  const k = Math.min((width - 20) / Math.max(x1 - x0, 1), (height - 20) / Math.max(y1 - y0, 1)) * ratio;
  ctx.translate(canvas.width / 2 - (k * (x0 + x1)) / 2, canvas.height / 2 - (k * (y0 + y1)) / 2);
  ctx.scale(k, k);
  ctx.fillStyle = color('land');
  ctx.fill(coast, 'evenodd');
  ctx.strokeStyle = color('coast');
  ctx.lineWidth = (0.5 * ratio) / k;
  ctx.stroke(coast);
  const far = (c) => latency.rtt[centre][c.at] ?? Infinity;
  for (const c of [...placed].sort((a, b) => far(b) - far(a))) {
    ctx.globalAlpha = c.status === 'fail' ? 0.45 : 1;
    ctx.fillStyle = tint(centre, c);
    ctx.beginPath();
    ctx.arc(c.x, c.y, ((c.status === 'fail' ? 1.4 : 2) * ratio) / k, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  drawCentre(ctx, centreSpot(latency.centres[centre]), (6 * ratio) / k);
}

function chooser(choose) {
  const option = (value, text) => h('option', { value }, text);
  return h('label', { class: 'map-by' }, 'Color by',
    h('select', { id: 'map-by', onchange: (event) => choose(event.target.value === '' ? null : Number(event.target.value)) },
      option('', 'score'), latency.centres.map((centre, i) => option(i, `round trip to ${centre.name}`))));
}

// startIsochrones makes the choice and the small maps; recolored is called when the
// map must be drawn anew.
export function startIsochrones(recolored) {
  if (!latency || placed.length === 0) return;
  const figures = [...document.querySelectorAll('#isochrones figure')];
  const repaint = () => {
    const tint = mixTints();
    if (chosen !== null) for (const c of placed) tints[c.at] = tint(chosen, c);
    for (const figure of figures) paintSmall(figure.querySelector('canvas'), Number(figure.dataset.centre), tint);
  };
  const choose = (centre) => {
    chosen = centre;
    tints = [];
    find('map-by').value = centre ?? '';
    for (const figure of figures) figure.querySelector('button').setAttribute('aria-pressed', String(Number(figure.dataset.centre) === centre));
    repaint();
    recolored();
  };
  find('map-ramp').before(chooser(choose));
  for (const figure of figures) {
    const centre = Number(figure.dataset.centre);
    figure.querySelector('button').addEventListener('click', () => {
      choose(chosen === centre ? null : centre);
      find('map').scrollIntoView();
    });
    new ResizeObserver(repaint).observe(figure.querySelector('canvas'));
  }
  listen('theme', repaint);
}
