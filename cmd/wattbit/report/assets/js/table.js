// The ranked table: sorted by any column, as long as the reader wants it.

import { candidates, data } from './data.js';
import { find, h, keyed } from './dom.js';
import { fixed } from './format.js';
import { columns, compare } from './columns.js';
import { isFiltered, listen, select, store } from './store.js';

const page = 50;
const sorting = { column: columns[0], up: true };
let shown = page;
let headings = [];

function sides() {
  const cells = [];
  for (const column of columns) {
    const last = cells.at(-1);
    if (last && last.side === (column.side ?? '')) last.span += 1;
    else cells.push({ side: column.side ?? '', span: 1 });
  }
  return h('tr', { class: 'sides' }, cells.map(({ side, span }) => (
    side ? h('th', { colspan: span, scope: 'colgroup', class: `side-${side}` }, side) : h('td', { colspan: span }))));
}

function heading(column) {
  const classes = [`column-${column.key}`, column.num ? 'num' : '', column.tint ? `side-${column.tint}` : ''].join(' ');
  return h('th', { scope: 'col', class: classes, title: column.title },
    h('button', { type: 'button', 'data-sort': column.key, onclick: () => sortBy(column) },
      h('span', { class: 'label' }, column.label), column.unit ? h('span', { class: 'unit' }, column.unit) : null));
}

function sortBy(column) {
  sorting.up = sorting.column === column ? !sorting.up : Boolean(column.up);
  sorting.column = column;
  draw();
}

function row(c) {
  const cells = columns.map((column) => h(column.head ? 'th' : 'td', {
    scope: column.head ? 'row' : null, class: `${column.num ? 'num' : 'nowrap'} column-${column.key}`,
  }, column.cell(c)));
  return h('tr', { 'data-id': c.id, 'aria-selected': c === store.selected ? 'true' : null, onclick: (event) => pick(event, c) }, cells);
}

function pick(event, c) {
  if (!event.target.closest('button')) select(c, { focus: true });
}

function current() {
  return candidates.filter((c) => store.visible[c.at]).sort(compare(sorting.column, sorting.up));
}

function drawMore(total) {
  const more = (label, count) => h('button', { type: 'button', onclick: () => { shown = count; draw(); } }, label);
  find('ranking-more').hidden = total <= shown;
  find('ranking-printed').textContent = total <= shown ? '' : `The first ${fixed(shown, 0)} of ${fixed(total, 0)}: what is shown on the screen is printed, the run's tables hold all.`;
  find('ranking-more').replaceChildren(more(`Show ${page} more`, shown + page), more(`Show all ${fixed(total, 0)}`, Infinity));
}

function draw() {
  const list = current();
  headings.forEach((th, i) => {
    if (columns[i] === sorting.column) th.setAttribute('aria-sort', sorting.up ? 'ascending' : 'descending');
    else th.removeAttribute('aria-sort');
  });
  find('ranking-table').tBodies[0].replaceChildren(...list.slice(0, shown).map(row));
  drawMore(list.length);
  const all = `${fixed(candidates.length, 0)}${data.considered > candidates.length ? ` best of ${fixed(data.considered, 0)}` : ''} candidates`;
  find('ranking-status').textContent = isFiltered() ? `${fixed(list.length, 0)} of ${all} match.` : `${all}. A row opens its full account.`;
}

// reveal makes the table long enough to hold the selected candidate.
function reveal() {
  const at = current().indexOf(store.selected);
  if (at >= shown) shown = Math.ceil((at + 1) / page) * page;
  draw();
}

function markSelected() {
  const rows = [...find('ranking-table').tBodies[0].rows];
  rows.forEach((tr) => tr.removeAttribute('aria-selected'));
  if (!store.selected) return;
  const tr = rows.find((candidate) => candidate.dataset.id === store.selected.id);
  if (tr) tr.setAttribute('aria-selected', 'true');
  else reveal();
}

function drawLegend() {
  find('group-legend').replaceChildren(...data.groups.map((group, i) => keyed(`tone-${data.groups[i].tone}`, group.name)));
}

export function startTable() {
  if (!find('ranking-table')) return;
  headings = columns.map(heading);
  find('ranking-table').tHead.replaceChildren(sides(), h('tr', {}, headings));
  drawLegend();
  draw();
  listen('filter', () => { shown = page; draw(); });
  listen('select', markSelected);
}
