// Small bars: what a score is made of, how sure it is, what it stands on.

import { data, evidenceKinds, groupPoints, standingOf } from './data.js';
import { h, key, keyed, s } from './dom.js';
import { fixed, interval, percent } from './format.js';
import { hideTooltip, showTooltip } from './tooltip.js';

function mixTip(c, sums) {
  const lines = data.groups.flatMap((group, i) => [
    h('dt', {}, key(`tone-${data.groups[i].tone}`), group.name), h('dd', {}, fixed(sums[i], 1)),
  ]);
  if (interval(c)) lines.push(h('dt', {}, 'not known'), h('dd', {}, `up to ${fixed(c.high - c.low, 1)} more`));
  return [h('p', { class: 'title' }, `${fixed(c.score, 1)} points`), h('dl', {}, lines)];
}

// mixBar stacks a candidate's points by group on a track of 100; a dashed frame
// shows how far missing figures could carry it.
export function mixBar(c) {
  const sums = groupPoints(c);
  let x = 0;
  const pieces = sums.map((sum, i) => {
    const piece = s('rect', { class: `tone-${data.groups[i].tone}`, x: x.toFixed(2), y: 0, width: Math.max(sum - 0.3, 0).toFixed(2), height: 10 });
    x += sum;
    return piece;
  });
  if (interval(c)) pieces.push(s('rect', { class: 'gap', x: x.toFixed(2), y: 0.8, width: Math.max(c.high - x, 0).toFixed(2), height: 8.4, 'vector-effect': 'non-scaling-stroke' }));
  const label = data.groups.map((group, i) => `${group.name} ${fixed(sums[i], 1)}`).join(', ');
  return s('svg', {
    class: 'mix', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': label,
    onpointermove: (event) => showTooltip(event.clientX, event.clientY, ...mixTip(c, sums)),
    onpointerleave: hideTooltip,
  }, s('rect', { class: 'track', x: 0, y: 0, width: 100, height: 10 }), pieces);
}

// whisker shows a score on a rail of 0 to 100, with the interval in which missing
// figures leave it.
export function whisker(c) {
  if (c.score === null) return null;
  const span = interval(c) ? [
    s('line', { class: 'span', x1: c.low, x2: c.high, y1: 5, y2: 5 }),
    s('line', { x1: c.low, x2: c.low, y1: 2, y2: 8 }),
    s('line', { x1: c.high, x2: c.high, y1: 2, y2: 8 }),
  ] : s('line', { x1: c.score, x2: c.score, y1: 2, y2: 8 });
  return s('svg', {
    class: 'whisker', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img',
    'aria-label': interval(c) ? `between ${interval(c)}` : 'exact',
  }, s('line', { class: 'rail', x1: 0, x2: 100, y1: 5, y2: 5 }), span);
}

export function evidenceBar(c) {
  const shares = standingOf(c);
  let x = 0;
  const pieces = shares.map((share, i) => {
    const width = (share ?? 0) * 100;
    const piece = s('rect', { class: `ev-${evidenceKinds[i]}`, x: x.toFixed(1), y: 0, width: width.toFixed(1), height: 10 });
    x += width;
    return piece;
  });
  const label = evidenceKinds.map((kind, i) => `${kind} ${percent(shares[i])}`).join(', ');
  return s('svg', { class: 'evidence-bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    s('title', {}, label), pieces);
}

export function evidenceText(c) {
  const shares = standingOf(c);
  return h('p', { class: 'legend' }, evidenceKinds.flatMap((kind, i) => (
    shares[i] ? keyed(`ev-${kind}`, `${kind} ${percent(shares[i])}`) : [])));
}

export function evidenceBadge(kind) {
  const name = kind ?? 'missing';
  return h('span', { class: 'badge' }, key(`ev-${name}`), name);
}
