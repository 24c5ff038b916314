// Watt score against bit score, one dot a candidate.

import { candidates } from './data.js';
import { find, s } from './dom.js';
import { fixed } from './format.js';
import { scoreColor } from './ramp.js';
import { listen, select, store } from './store.js';
import { candidateTip, hideTooltip, showTooltip } from './tooltip.js';

const size = { width: 860, height: 620, left: 54, right: 20, top: 18, bottom: 50 };
const marked = 10;
const plotted = candidates.filter((c) => c.watt !== null && c.bit !== null);

const px = (watt) => size.left + (watt / 100) * (size.width - size.left - size.right);
const py = (bit) => size.height - size.bottom - (bit / 100) * (size.height - size.top - size.bottom);

// measure takes the width that the page gives; names stand beside a wide plot.
function measure() {
  size.width = Math.max(find('balance-plot').clientWidth - 16, 280);
  size.height = Math.min(Math.max(size.width * 0.6, 320), 640);
  size.right = size.width > 700 ? 210 : 16;
}

function axes() {
  const ticks = [0, 20, 40, 60, 80, 100];
  return [
    ticks.map((t) => s('line', { class: 'axis', x1: px(t), x2: px(t), y1: py(0), y2: py(100) })),
    ticks.map((t) => s('line', { class: 'axis', x1: px(0), x2: px(100), y1: py(t), y2: py(t) })),
    ticks.map((t) => s('text', { x: px(t), y: py(0) + 18, 'text-anchor': 'middle' }, String(t))),
    ticks.map((t) => s('text', { x: px(0) - 8, y: py(t) + 4, 'text-anchor': 'end' }, String(t))),
    s('line', { class: 'diagonal', x1: px(0), y1: py(0), x2: px(100), y2: py(100) }),
    s('text', { class: 'axis-name axis-watt', x: px(100), y: size.height - 8, 'text-anchor': 'end' }, 'Watt score →'),
    s('text', { class: 'axis-name axis-bit', x: 16, y: py(100), transform: `rotate(-90 16 ${py(100)})`, 'text-anchor': 'end' }, 'Bit score →'),
  ];
}

function dot(c) {
  const isOpen = c.status === 'open';
  const tint = c.status === 'fail' || c.score === null ? 'var(--grey-dot)' : scoreColor(c.score);
  return s('circle', {
    class: store.visible[c.at] ? null : 'dim', cx: px(c.watt).toFixed(1), cy: py(c.bit).toFixed(1), r: c.rank && c.rank <= marked ? 5.5 : 3.2,
    fill: isOpen ? 'none' : tint, stroke: isOpen ? tint : null, 'stroke-width': isOpen ? 1.4 : null,
  });
}

// nameTags lists the best to the right of the plot, by height, each with a line to
// its dot; a narrow plot has room for their ranks only.
function nameTags() {
  const best = plotted.filter((c) => c.rank !== null && c.rank <= marked && store.visible[c.at]).sort((a, b) => b.bit - a.bit || b.watt - a.watt);
  if (size.right < 100) {
    return best.map((c) => s('text', { class: 'name', x: px(c.watt) - 8, y: py(c.bit) + 4, 'text-anchor': 'end' }, String(c.rank)));
  }
  let last = -Infinity;
  return best.map((c) => {
    const y = Math.max(py(c.bit), last + 19);
    last = y;
    const x = px(100) + 26;
    return [
      s('path', { class: 'leader', d: `M${px(c.watt) + 7} ${py(c.bit)}L${px(100) + 8} ${y}H${x - 5}` }),
      s('text', { class: 'name', x, y: y + 4 }, `${c.rank}  ${c.name.length > 24 ? `${c.name.slice(0, 23)}…` : c.name}`),
    ];
  });
}

function picked() {
  const c = store.selected;
  if (!c || c.watt === null || c.bit === null) return null;
  return s('circle', { class: 'picked', cx: px(c.watt), cy: py(c.bit), r: 8 });
}

function nearestDot(svg, event) {
  const box = svg.getBoundingClientRect();
  const scale = size.width / box.width;
  const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  let best = null;
  let least = 12 * 12;
  for (const c of plotted) {
    const d = (px(c.watt) - x) ** 2 + (py(c.bit) - y) ** 2;
    if (d < least && store.visible[c.at]) [best, least] = [c, d];
  }
  return best;
}

function drawPlot() {
  measure();
  const svg = s('svg', {
    width: size.width, height: size.height, viewBox: `0 0 ${size.width} ${size.height}`, role: 'img', 'aria-label': 'Watt score against bit score; the table holds the same figures',
    onpointermove: (event) => {
      const c = nearestDot(svg, event);
      if (c) showTooltip(event.clientX, event.clientY, ...candidateTip(c));
      else hideTooltip();
    },
    onpointerleave: hideTooltip,
    onclick: (event) => {
      const c = nearestDot(svg, event);
      if (c) select(c);
    },
  }, axes(), [...plotted].reverse().map(dot), nameTags(), picked());
  find('balance-plot').replaceChildren(svg);
}

export function startBalance() {
  if (!find('balance-plot')) return;
  const left = candidates.length - plotted.length;
  find('balance-note').textContent = left === 0 ? '' : `${fixed(left, 0)} candidates lack one of the two scores and are not drawn.`;
  new ResizeObserver(() => {
    if (Math.abs(find('balance-plot').clientWidth - 16 - size.width) > 1) drawPlot();
  }).observe(find('balance-plot'));
  drawPlot();
  for (const topic of ['theme', 'filter', 'select']) listen(topic, drawPlot);
}
