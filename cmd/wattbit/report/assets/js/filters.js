// Search and filters over the table; the map and the plot follow.

import { data } from './data.js';
import { find, h } from './dom.js';
import { setFilter } from './store.js';

function choice(name, label, all, entries) {
  if (entries.length === 0) return null;
  const options = entries.map((entry) => h('option', { value: entry.id }, entry.name_local ? `${entry.name} ${entry.name_local}` : entry.name));
  return h('label', {}, label, h('select', { name, onchange: (event) => setFilter({ [name]: event.target.value }) },
    h('option', { value: '' }, all), options));
}

export function startFilters() {
  const form = find('filters');
  if (!form) return;
  const reset = () => {
    form.reset();
    setFilter({ text: '', region: '', area: '', passing: false });
  };
  form.append(...[
    h('label', {}, 'Search', h('input', { type: 'search', name: 'text', placeholder: 'Name, 名前, region', oninput: (event) => setFilter({ text: event.target.value }) })),
    choice('region', 'Region', 'All regions', data.regions),
    choice('area', 'Power area', 'All areas', data.areas),
    data.gates.length === 0 ? null : h('label', { class: 'check' },
      h('input', { type: 'checkbox', name: 'passing', onchange: (event) => setFilter({ passing: event.target.checked }) }), 'Passes every gate'),
    h('button', { type: 'button', onclick: reset }, 'Clear'),
  ].filter(Boolean));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
}
