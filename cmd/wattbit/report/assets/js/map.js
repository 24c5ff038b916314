// The map of the study area: joins the view, the painter, the pointer and the page.

import { find } from './dom.js';
import { fixed } from './format.js';
import { watchGestures } from './gestures.js';
import { candidateAt, itemAt } from './hit.js';
import { startIsochrones } from './isochrone.js';
import { drawLayers, drawRamp } from './legend.js';
import { paint } from './paint.js';
import { pairBox, startPair } from './pair.js';
import { isFiltered, listen, select, store } from './store.js';
import { candidateTip, hideTooltip, itemTip, showTooltip } from './tooltip.js';
import { fit, toScreen, view, zoomAt } from './view.js';
import { core, extent, placed } from './world.js';

const scaleKm = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

function drawScale() {
  const km = scaleKm.findLast((length) => length * view.k <= 130) ?? scaleKm[0];
  const bar = find('map-scale');
  bar.textContent = `${fixed(km, 0)} km`;
  bar.style.width = `${km * view.k}px`;
}

// covered is how much of the left edge the legend hides.
function covered() {
  const side = document.querySelector('.map-side');
  return getComputedStyle(side).position === 'absolute' ? side.offsetWidth : 0;
}

export function startMap() {
  const canvas = find('map-canvas');
  if (!canvas) return;
  find('map-box').hidden = false;
  const ctx = canvas.getContext('2d');
  let hovered = null;
  let due = false;

  const draw = () => {
    due = false;
    paint(ctx, hovered);
    drawScale();
    canvas.dataset.k = view.k.toFixed(4);
  };
  const changed = () => {
    if (!due) requestAnimationFrame(draw);
    due = true;
  };
  const everything = () => fit(extent(placed), covered(), true);
  const whole = () => fit(core(), covered(), true);
  const fitVisible = () => fit(extent(placed.filter((c) => store.visible[c.at])), covered(), false);

  const resize = () => {
    const middle = [(view.width / 2 - view.x) / view.k, (view.height / 2 - view.y) / view.k];
    const isFirst = view.width === 1;
    [view.width, view.height] = [canvas.clientWidth, canvas.clientHeight];
    canvas.width = Math.round(view.width * devicePixelRatio);
    canvas.height = Math.round(view.height * devicePixelRatio);
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    if (isFirst) whole();
    else [view.x, view.y] = [view.width / 2 - middle[0] * view.k, view.height / 2 - middle[1] * view.k];
    draw();
  };

  const setHovered = (c) => {
    canvas.classList.toggle('over', c !== null);
    if (c !== hovered) changed();
    hovered = c;
  };
  const hover = (x, y, event) => {
    const c = candidateAt(x, y);
    setHovered(c);
    const thing = c ? null : itemAt(x, y);
    if (c) showTooltip(event.clientX, event.clientY, ...candidateTip(c));
    else if (thing) showTooltip(event.clientX, event.clientY, ...itemTip(thing.layer, thing));
    else hideTooltip();
  };
  const leave = () => {
    setHovered(null);
    hideTooltip();
  };
  const pick = (x, y) => {
    const c = candidateAt(x, y);
    if (c) select(c);
  };

  watchGestures(canvas, { changed, hover, leave, pick, whole });
  const press = (id, act) => find(id).addEventListener('click', () => { act(); changed(); });
  press('zoom-in', () => zoomAt(1.6));
  press('zoom-out', () => zoomAt(1 / 1.6));
  press('zoom-all', everything);

  drawRamp();
  drawLayers(changed);
  startIsochrones(() => { drawRamp(); changed(); });
  startPair(changed);
  new ResizeObserver(resize).observe(canvas);
  listen('theme', () => { drawRamp(); draw(); });
  listen('filter', (change) => {
    if ('region' in change || 'area' in change) (isFiltered() ? fitVisible : whole)();
    changed();
  });
  listen('select', () => {
    const c = store.selected;
    if (c?.x !== undefined) showInside(toScreen(c.x, c.y));
    changed();
  });
  const fitRoutes = () => requestAnimationFrame(() => { // the account is open by then
    showRoutes(canvas);
    changed();
  });
  listen('select', fitRoutes);
  listen('pair', fitRoutes);
}

// showRoutes fits the map to the routes of the selected candidate when they reach
// beyond it or under its account.
function showRoutes(canvas) {
  const box = pairBox();
  if (!box) return;
  const [left, right] = [covered(), under(canvas)];
  const [x0, y0] = toScreen(box[0], box[1]);
  const [x1, y1] = toScreen(box[2], box[3]);
  if (x0 > left && y0 > 0 && x1 < view.width - right && y1 < view.height) return;
  if (view.width - left - right < 160) return;
  view.width -= right;
  fit(box, left, false);
  view.width += right;
}

// under is how much of the map's right edge the account of a candidate hides.
function under(canvas) {
  const panel = find('detail');
  return panel.hidden ? 0 : Math.max(0, canvas.getBoundingClientRect().right - panel.getBoundingClientRect().left);
}

// showInside moves the map when a selected candidate lies outside of it.
function showInside([x, y]) {
  if (x > 20 && y > 20 && x < view.width - 20 && y < view.height - 20) return;
  view.x += view.width / 2 - x;
  view.y += view.height / 2 - y;
}
