// One tooltip for the whole page, beside the pointer and inside the window.

import { data } from './data.js';
import { find, h, local } from './dom.js';
import { fixed, interval, rankText, sideText } from './format.js';

const box = find('tooltip');

export function showTooltip(x, y, ...content) {
  box.replaceChildren(...content);
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  const left = x + 16 + width > innerWidth ? x - width - 12 : x + 16;
  const top = y + 16 + height > innerHeight ? y - height - 12 : y + 16;
  box.style.left = `${Math.max(left, 4)}px`;
  box.style.top = `${Math.max(top, 4)}px`;
}

export function hideTooltip() {
  box.hidden = true;
}

const line = (term, value) => [h('dt', {}, term), h('dd', {}, value)];

function verdictLines(c) {
  return c.verdicts.flatMap((verdict, i) => (verdict === 'pass' ? [] : line(data.gates[i].name, verdict === 'fail' ? 'fails' : 'unknown')));
}

export function candidateTip(c) {
  return [
    h('p', { class: 'title' }, c.name, ' ', local(c.local)),
    h('dl', {},
      line('Rank', rankText(c)),
      line('Score', interval(c) ? `${fixed(c.score, 1)} (${interval(c)})` : fixed(c.score, 1)),
      line('Watts', sideText(c.watt, c.wattGap)),
      line('Bits', sideText(c.bit, c.bitGap)),
      verdictLines(c)),
  ];
}

export function itemTip(layer, item) {
  return [
    h('p', { class: 'title' }, item.n || layer.classes[item.c].name, ' ', local(item.l)),
    h('p', {}, item.n ? layer.classes[item.c].name : layer.name),
    item.d ? h('p', {}, data.texts[item.d]) : '',
  ];
}
