// The columns of the ranked table: what each shows and what it is sorted by.

import { data, datum, standingOf } from './data.js';
import { h, local } from './dom.js';
import { dash, fixed, gapText, rankText, sideText } from './format.js';
import { evidenceBar, mixBar, whisker } from './bars.js';
import { select } from './store.js';

const verdictSigns = { pass: '✓', fail: '✕', unknown: '?' };

function verdictCell(c) {
  const label = c.verdicts.map((verdict, i) => `${data.gates[i].name}: ${verdict}`).join('; ');
  return h('span', { class: 'verdicts', role: 'img', 'aria-label': label, title: label },
    c.verdicts.map((verdict) => h('span', { class: verdict }, verdictSigns[verdict])));
}

const number = (value, decimals) => (value === null ? h('span', { class: 'missing' }, dash) : fixed(value, decimals));

function rankCell(c) {
  if (c.rank === null) return number(null, 0);
  return c.status === 'open' ? h('span', { class: 'missing', title: 'The rank that it would have if its open gates passed' }, rankText(c)) : rankText(c);
}

const sideCell = (value, gap) => (gap > 0 && value !== null ? h('span', { title: gapText(gap) }, sideText(value, gap)) : number(value, 1));

// firmShare is the part of the weight that stands on published or derived figures.
function firmShare(c) {
  const [published, derived] = standingOf(c);
  return published === null || derived === null ? null : published + derived;
}

const fixedColumns = [
  { key: 'rank', label: 'Rank', num: true, up: true, value: (c) => c.rank, cell: rankCell },
  {
    key: 'name', label: 'Candidate', up: true, head: true, value: (c) => c.name,
    cell: (c) => [h('button', { type: 'button', title: c.name, onclick: () => select(c, { focus: true }) }, c.name), local(c.local)],
  },
  { key: 'region', label: 'Region', up: true, value: (c) => c.region?.name ?? null, cell: (c) => c.region?.name ?? dash },
  { key: 'score', label: 'Score', num: true, value: (c) => c.score, cell: (c) => [number(c.score, 1), whisker(c)] },
  { key: 'watt', label: 'Watts', title: 'Watt score, of 100', num: true, tint: 'watts', value: (c) => c.watt, cell: (c) => sideCell(c.watt, c.wattGap) },
  { key: 'bit', label: 'Bits', title: 'Bit score, of 100', num: true, tint: 'bits', value: (c) => c.bit, cell: (c) => sideCell(c.bit, c.bitGap) },
  { key: 'mix', label: 'Made of', title: 'Points by group of criteria; sorts by the most that they could be', value: (c) => c.high, cell: mixBar },
  { key: 'gates', label: 'Gates', title: '✓ pass, ✕ fail, ? unknown, in the order of the gates', value: (c) => c.verdicts.filter((verdict) => verdict === 'pass').length, cell: verdictCell },
  { key: 'firm', label: 'Evidence', title: 'What the score stands on; sorts by published and derived', value: firmShare, cell: evidenceBar },
];

function figureColumn(figure, i) {
  return {
    key: `figure-${figure.id}`, label: figure.short || figure.name, title: figure.name, unit: figure.unit,
    num: true, up: true, side: figure.side, value: (c) => datum(c, i).value, cell: (c) => number(datum(c, i).value, figure.decimals),
  };
}

const figureColumns = data.figures.map((figure, i) => [figure, i]).filter(([figure]) => figure.in_table).map(([figure, i]) => figureColumn(figure, i));

// columns stand by side: what all share, then the figures of watts, bits and the rest.
export const columns = [
  ...fixedColumns.filter((column) => column.key !== 'gates' || data.gates.length > 0),
  ...['watts', 'bits', ''].flatMap((side) => figureColumns.filter((column) => column.side === side)),
  { key: 'area', label: 'Power area', up: true, value: (c) => c.area?.name ?? null, cell: (c) => c.area?.name ?? dash },
];

// compare orders two candidates by a column; the missing come last either way.
export function compare(column, up) {
  const sign = up ? 1 : -1;
  return (a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (x === null || y === null) return (x === null) - (y === null) || a.at - b.at;
    const order = typeof x === 'string' ? x.localeCompare(y, 'en') : x - y;
    return order * sign || a.at - b.at;
  };
}
