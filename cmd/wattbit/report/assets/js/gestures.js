// Moves and zooms by mouse, wheel, fingers and keys.

import { moveBy, view, zoomAt } from './view.js';
import { step } from './store.js';

const pixel = (canvas, event) => {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

function spread(pointers) {
  const [a, b] = [...pointers.values()];
  return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, apart: Math.hypot(a[0] - b[0], a[1] - b[1]) };
}

// follow moves the map with one pointer, or moves and zooms with two.
function follow(pointers, id, to) {
  const from = pointers.get(id);
  if (pointers.size === 1) {
    moveBy(to[0] - from[0], to[1] - from[1]);
    pointers.set(id, to);
    return;
  }
  const before = spread(pointers);
  pointers.set(id, to);
  const after = spread(pointers);
  moveBy(after.x - before.x, after.y - before.y);
  if (before.apart > 0) zoomAt(after.apart / before.apart, after.x, after.y);
}

const keys = {
  ArrowLeft: () => moveBy(60, 0),
  ArrowRight: () => moveBy(-60, 0),
  ArrowUp: () => moveBy(0, 60),
  ArrowDown: () => moveBy(0, -60),
  '+': () => zoomAt(1.5),
  '=': () => zoomAt(1.5),
  '-': () => zoomAt(1 / 1.5),
  n: () => step(1),
  p: () => step(-1),
};

// watchGestures calls changed after each move, hover over a pixel, leave when the
// pointer is gone, pick on a click and whole when all is to be shown.
export function watchGestures(canvas, { changed, hover, leave, pick, whole }) {
  const pointers = new Map();
  let travelled = 0;
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, pixel(canvas, event));
  });
  canvas.addEventListener('pointermove', (event) => {
    const to = pixel(canvas, event);
    if (!pointers.has(event.pointerId)) return hover(...to, event);
    const from = pointers.get(event.pointerId);
    travelled += Math.hypot(to[0] - from[0], to[1] - from[1]);
    canvas.classList.toggle('dragging', travelled > 4);
    follow(pointers.size > 2 ? new Map([[event.pointerId, from]]) : pointers, event.pointerId, to);
    leave();
    return changed();
  });
  const release = (event) => {
    const wasDown = pointers.delete(event.pointerId);
    canvas.classList.remove('dragging');
    if (wasDown && event.type === 'pointerup' && pointers.size === 0 && travelled <= 4) pick(...pixel(canvas, event));
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoomAt(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), ...pixel(canvas, event));
    changed();
  }, { passive: false });
  canvas.addEventListener('dblclick', (event) => {
    zoomAt(2, ...pixel(canvas, event));
    changed();
  });
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '0') whole();
    else if (keys[event.key]) keys[event.key](view);
    else return;
    event.preventDefault();
    changed();
  });
}
