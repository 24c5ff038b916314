// What the reader has chosen. Every part of the page listens and none knows another.

import { candidates } from './data.js';

const listeners = { filter: [], select: [], theme: [], pair: [] };

export const store = {
  filter: { text: '', region: '', area: '', passing: false },
  visible: candidates.map(() => true),
  selected: null,
};

export const listen = (topic, listener) => listeners[topic].push(listener);
const tell = (topic, detail) => listeners[topic].forEach((listener) => listener(detail));

const plain = (text) => text.normalize('NFKC').toLowerCase();
const haystacks = candidates.map((c) => plain([c.name, c.local, c.id, c.kind, c.region?.name, c.region?.name_local].join(' ')));

function matches(c, filter, words) {
  if (filter.region && c.region?.id !== filter.region) return false;
  if (filter.area && c.area?.id !== filter.area) return false;
  if (filter.passing && c.status !== 'pass') return false;
  return words.every((word) => haystacks[c.at].includes(word));
}

export function setFilter(change) {
  store.filter = { ...store.filter, ...change };
  const words = plain(store.filter.text).split(/\s+/).filter(Boolean);
  store.visible = candidates.map((c) => matches(c, store.filter, words));
  tell('filter', change);
}

export const isFiltered = () => store.visible.includes(false);

// select opens a candidate, null closes. options.focus moves the keyboard there.
export function select(candidate, options = {}) {
  store.selected = candidate;
  tell('select', options);
}

// step selects the next or previous visible candidate of the ranking.
export function step(by) {
  const shown = candidates.filter((c) => store.visible[c.at]);
  if (shown.length === 0) return;
  const at = store.selected ? shown.indexOf(store.selected) + by : 0;
  select(shown[Math.min(Math.max(at, 0), shown.length - 1)]);
}

export const tellTheme = () => tell('theme', {});

// tellPair says that another pair of routes is to be drawn.
export const tellPair = () => tell('pair', {});
