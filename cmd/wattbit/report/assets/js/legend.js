// Beside the map: the colours of the score and the layers to switch.

import { find, h, s } from './dom.js';
import { glyphPath, isStroked } from './glyphs.js';
import { bandLegend } from './isochrone.js';
import { layerOn } from './paint.js';
import { rampColor, scoreRange } from './ramp.js';
import { layers } from './world.js';

const steps = 48;

export function drawRamp() {
  const bands = bandLegend();
  if (bands) find('map-ramp').replaceChildren(...bands);
  else drawScores();
}

function drawScores() {
  const bands = Array.from({ length: steps }, (_, i) => s('rect', {
    x: (i * 200) / steps, y: 0, width: 200 / steps + 0.4, height: 11, fill: rampColor(i / (steps - 1)),
  }));
  const [low, high] = scoreRange;
  const tick = (t, anchor) => s('text', { x: 200 * t, y: 25, 'text-anchor': anchor }, String(Math.round(low + (high - low) * t)));
  const spot = (attributes, label) => h('span', {}, s('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, s('circle', { cx: 6, cy: 6, r: 4.5, ...attributes })), label);
  find('map-ramp').replaceChildren(
    h('p', {}, 'Score'),
    s('svg', { viewBox: '0 0 200 30', role: 'img', 'aria-label': `Score from ${low} to ${high}` }, bands, tick(0, 'start'), tick(0.5, 'middle'), tick(1, 'end')),
    h('div', { class: 'map-keys' },
      spot({ fill: 'var(--grey-dot)' }, 'fails a gate'),
      spot({ fill: 'none', stroke: 'var(--soft)', 'stroke-width': 1.6 }, 'gate unknown')));
}

const sign = (mark) => s('svg', { viewBox: '0 0 18 14', 'aria-hidden': 'true' }, mark);

function classKey(layer, kind) {
  const tone = `var(--tone-${kind.tone || 'muted'})`;
  if (layer.areas.length > 0) return h('li', {}, sign(s('path', { d: 'M1 1H17V13H1Z', fill: tone, 'fill-opacity': 0.3 })), kind.name);
  const mark = layer.points.length === 0
    ? s('path', { d: 'M0 7H18', stroke: tone, 'stroke-width': Math.min(kind.size ?? 1, 6), 'stroke-dasharray': kind.dash ? '5 3' : null })
    : s('path', { d: glyphPath(kind.shape, 9, 7, Math.min((kind.size ?? 5) / 2, 5)), fill: isStroked(kind.shape) ? 'none' : tone, stroke: isStroked(kind.shape) ? tone : null, 'stroke-width': 1.6 });
  return h('li', {}, sign(mark), kind.name);
}

// drawLayers lists the layers with a switch and, when on, their classes.
export function drawLayers(changed) {
  const box = find('map-layers');
  box.hidden = layers.length === 0;
  for (const side of ['watts', 'bits', '']) {
    const members = layers.filter((layer) => layer.side === side);
    if (members.length > 0 && side) box.append(h('p', { class: `map-side-name side-${side}` }, side));
    box.append(...members.map((layer) => layerSwitch(layer, changed)));
  }
}

// layerSwitch shows what a layer's signs mean only while the layer is on.
function layerSwitch(layer, changed) {
  const more = h('div', {},
    h('ul', { class: 'map-classes' }, layer.classes.map((kind) => classKey(layer, kind))),
    layer.credit ? h('p', { class: 'map-credit' }, layer.credit) : null);
  more.hidden = !layer.on;
  const turn = (event) => {
    layerOn.set(layer.id, event.target.checked);
    more.hidden = !event.target.checked;
    changed();
  };
  const input = h('input', { type: 'checkbox', name: layer.id, checked: layer.on, onchange: turn });
  return h('div', {}, h('label', {}, input, layer.name), more);
}
