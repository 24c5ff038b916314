// The full account of one candidate: scores, gates, every term with its figure,
// what that figure stands on, and why the place may surprise.

import { candidateById, data, datum, figureIndex, pointsOf } from './data.js';
import { find, h, key, local, s } from './dom.js';
import { dash, fixed, gapText, interval, rankText, sideText, withUnit } from './format.js';
import { evidenceBadge, evidenceBar, evidenceText, mixBar } from './bars.js';
import { listen, select, step, store } from './store.js';
import { startWays, waysOf } from './ways.js';

const panel = find('detail');
let returnTo = null;

function header(c) {
  const place = [c.kind, c.region?.name, c.area ? `${c.area.name} power area` : ''].filter(Boolean).join(' · ');
  const button = (sign, label, onclick) => h('button', { type: 'button', 'aria-label': label, onclick }, sign);
  return h('header', {},
    h('div', {}, h('h2', {}, c.name, local(c.local)), h('p', { class: 'place' }, place)),
    h('div', { class: 'tools' },
      button('↑', 'Previous of the list', () => step(-1)),
      button('↓', 'Next of the list', () => step(1)),
      button('✕', 'Close', () => select(null))));
}

function rankNote(c) {
  if (c.rank === null) return 'fails a gate';
  return c.status === 'open' ? 'if its open gates passed' : `of ${fixed(data.passed, 0)} that pass`;
}

function scoresOf(c) {
  const cell = (label, value, small) => h('div', {}, h('dt', {}, label), h('dd', {}, value, small ? h('small', {}, small) : null));
  return h('dl', { class: 'scores' },
    cell('Rank', rankText(c), rankNote(c)),
    cell('Score', fixed(c.score, 1), interval(c) ? `between ${interval(c)}` : 'of 100'),
    cell('Watts', sideText(c.watt, c.wattGap), gapText(c.wattGap) || 'of 100'),
    cell('Bits', sideText(c.bit, c.bitGap), gapText(c.bitGap) || 'of 100'));
}

function figureText(c, id) {
  const at = figureIndex(id);
  return at < 0 ? dash : withUnit(datum(c, at).value, data.figures[at]);
}

function gatesOf(c) {
  if (data.gates.length === 0) return null;
  return [h('h3', {}, 'Gates'), h('ul', { class: 'plain-list' }, data.gates.map((gate, i) => h('li', {},
    key(`gate-${c.verdicts[i]}`), `${gate.name}: `, h('strong', {}, c.verdicts[i]),
    h('span', { class: 'missing' }, gate.figure ? ` ${figureText(c, gate.figure)}, asked ${gate.rule}` : ` asked ${gate.rule}`))))];
}

function termBar(points, most, tone) {
  const width = points === null || !most ? 0 : (points / most) * 100;
  return s('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    s('rect', { class: 'track', x: 0, y: 0, width: 100, height: 10 }),
    s('rect', { class: `tone-${tone}`, x: 0, y: 0, width: width.toFixed(1), height: 10 }));
}

function origin(c, at) {
  if (at < 0) return null;
  const { evidence, source } = datum(c, at);
  return h('p', { class: 'from' }, evidenceBadge(evidence), ` ${source}`);
}

function term(c, criterion, i, tone) {
  const points = pointsOf(c, i);
  const missing = points === null;
  return h('div', { class: 'term' },
    h('span', {}, criterion.name),
    h('span', { class: 'figure' }, `${figureText(c, criterion.figure)} · `,
      h('strong', {}, missing ? 'unknown' : fixed(points, 1)), ` of ${fixed(criterion.max_points, 1)}`),
    termBar(points, criterion.max_points, tone),
    h('p', { class: 'from' }, criterion.rule),
    origin(c, figureIndex(criterion.figure)));
}

function termsOf(c) {
  return data.groups.map((group, g) => [
    h('h3', {}, key(`tone-${data.groups[g].tone}`), group.name),
    data.criteria.map((criterion, i) => (criterion.group === group.id ? term(c, criterion, i, data.groups[g].tone) : null)),
  ]);
}

function restOf(c) {
  const judged = new Set(data.criteria.map((criterion) => criterion.figure));
  const rest = data.figures.map((figure, i) => [figure, i]).filter(([figure]) => !judged.has(figure.id));
  if (rest.length === 0) return null;
  return [h('h3', {}, 'Other figures'), rest.map(([figure, i]) => h('div', { class: 'term' },
    h('span', {}, figure.name), h('span', { class: 'figure' }, withUnit(datum(c, i).value, figure)), origin(c, i)))];
}

function wordsOf(c) {
  const notes = data.notes.filter((note) => note.candidate === c.id).map((note) => h('p', { class: 'why' }, note.text));
  if (c.changes.length === 0) return notes;
  return [notes, h('h3', {}, 'What would lift it'), h('ul', {}, c.changes.map((change) => h('li', {}, change)))];
}

function drawDetail(options) {
  const c = store.selected;
  if (!c) {
    panel.hidden = true;
    returnTo?.focus();
    returnTo = null;
    return;
  }
  panel.replaceChildren(...[header(c), scoresOf(c), mixBar(c), wordsOf(c), gatesOf(c), waysOf(c), h('h3', {}, 'What the score stands on'), evidenceBar(c), evidenceText(c), termsOf(c), restOf(c)]
    .flat(Infinity).filter(Boolean));
  panel.setAttribute('aria-label', `Account of ${c.name}`);
  panel.hidden = false;
  panel.scrollTop = 0;
  find('live').textContent = `${c.name}, rank ${c.rank ?? 'none'}, score ${fixed(c.score, 1)}`;
  if (!options.focus) return;
  returnTo = document.activeElement;
  panel.focus({ preventScroll: true });
}

function remember() {
  const hash = store.selected ? `#c=${encodeURIComponent(store.selected.id)}` : ' ';
  history.replaceState(null, '', hash === ' ' ? location.pathname + location.search : hash);
}

function openFromAddress() {
  if (!location.hash.startsWith('#c=')) return;
  const c = candidateById(decodeURIComponent(location.hash.slice(3)));
  if (c && c !== store.selected) select(c);
}

export function startDetail() {
  listen('select', drawDetail);
  listen('select', remember);
  startWays();
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && store.selected) select(null);
  });
  for (const link of document.querySelectorAll('a[data-candidate]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      select(candidateById(link.dataset.candidate), { focus: true });
    });
  }
  addEventListener('hashchange', openFromAddress);
  openFromAddress();
}
