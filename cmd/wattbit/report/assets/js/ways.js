// The part of a candidate's account on round trips, routes and workloads.

import { data, latency } from './data.js';
import { h, key, local } from './dom.js';
import { fixed, percent } from './format.js';
import { bandOf, bandText } from './isochrone.js';
import { drawn, kindText, networkOf, showPair } from './pair.js';
import { listen, store } from './store.js';

function tripRow(c, site, centre, i) {
  const rtt = latency.rtt[i][c.at];
  const range = site && site.low[i] !== null ? h('small', {}, `${fixed(site.low[i], 2)}–${fixed(site.high[i], 2)}`) : null;
  return h('tr', {},
    h('th', { scope: 'row' }, centre.name, ' ', local(centre.local)),
    h('td', { class: 'num' }, site ? `${fixed(site.km[i], 0)} km` : null),
    h('td', { class: 'num' }, h('span', { class: `trip band-${bandOf(rtt)}`, title: rtt === null ? null : bandText(bandOf(rtt)) }, fixed(rtt, 2)), range));
}

function tripsOf(c, site) {
  return h('table', { class: 'plain ways trips-of' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'To'), h('th', { scope: 'col', class: 'num' }, site ? 'Fiber' : null), h('th', { scope: 'col', class: 'num' }, 'ms, range'))),
    h('tbody', {}, latency.centres.map((centre, i) => tripRow(c, site, centre, i))));
}

const peopleOf = (site) => h('p', { class: 'from' }, 'People within ',
  latency.limits.map((limit, i) => `${i > 0 ? ', ' : ''}${fixed(limit, 0)} ms: ${percent(site.people[i])}`).join(''));

function noPair(site, pair) {
  if (site.spurs.length < 2) return 'one spur only';
  return pair.ok ? 'no pair' : 'no pair found';
}

function pairCell(site, route, target, kind) {
  const pair = route.p[kind];
  const more = route.more && kind === route.n.length - 1 ? 'at least ' : '';
  const count = `${more}${route.n[kind]}`;
  if (!pair.s) return h('td', {}, count, h('small', {}, noPair(site, pair)));
  const pressed = drawn.target === target && drawn.kind === kind;
  return h('td', {}, h('button', { type: 'button', 'aria-pressed': String(pressed), 'data-pair': `${target}-${kind}`, title: `draw the pair that shares ${kindText(latency.kinds[kind])}`, onclick: () => showPair(target, kind) },
    count, h('small', {}, `${fixed(pair.km[0], 0)} + ${fixed(pair.km[1], 0)} km`)));
}

function routesOf(site) {
  return h('table', { class: 'plain ways routes-of' },
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Routes to'), latency.kinds.map((kind) => h('th', { scope: 'col', title: `share ${kindText(kind)}` }, kind)))),
    h('tbody', {}, latency.targets.map((name, target) => h('tr', {}, h('th', { scope: 'row' }, name), latency.kinds.map((_, kind) => pairCell(site, site.routes[target], target, kind))))));
}

const verdictKeys = { p: ['gate-pass', 'yes'], f: ['gate-fail', 'no'], u: ['gate-unknown', 'unknown'] };

function servedOf(site) {
  return h('ul', { class: 'plain-list' }, latency.classes.map((kind, i) => {
    const [mark, word] = verdictKeys[site.served[i]];
    const why = data.texts[site.why[i]];
    return h('li', {}, key(mark), `${kind.name}: `, h('strong', {}, word), why ? h('span', { class: 'missing' }, ` ${why}`) : null);
  }));
}

// waysOf is the account of a candidate's ways, nothing where none was measured.
export function waysOf(c) {
  if (!latency || latency.rtt.length === 0) return null;
  const site = networkOf(c);
  const trips = [h('h3', {}, 'Round trips'), tripsOf(c, site)];
  if (!site) return trips;
  const spurs = site.spurs.map((spur) => `${fixed(spur.k, 1)} km to ${data.texts[spur.n]}`).join(' and ');
  return [trips, peopleOf(site), h('h3', {}, 'Routes that share nothing'), routesOf(site),
    h('p', { class: 'from' }, `By spurs of ${spurs}. Press a pair to draw it on the map.`),
    h('h3', {}, 'Workloads it can serve'), servedOf(site)];
}

// startWays keeps the pressed button in step with what the map draws.
export function startWays() {
  listen('pair', () => {
    if (!store.selected) return;
    for (const button of document.querySelectorAll('.routes-of button')) {
      button.setAttribute('aria-pressed', String(button.dataset.pair === `${drawn.target}-${drawn.kind}`));
    }
  });
}
