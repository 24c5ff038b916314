// Light and dark: follows the system until the reader chooses, light on paper.

import { find } from './dom.js';
import { tellTheme } from './store.js';

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const probe = document.createElement('span');
probe.hidden = true;
document.body.append(probe);

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : systemDark.matches;
}

// color resolves a colour of the theme for a canvas.
export function color(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

function setTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  find('theme').textContent = isDark() ? 'Light' : 'Dark';
  tellTheme();
}

export function startTheme() {
  const button = find('theme');
  button.hidden = false;
  button.addEventListener('click', () => setTheme(isDark() ? 'light' : 'dark'));
  systemDark.addEventListener('change', () => setTheme(document.documentElement.dataset.theme));
  let before;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    setTheme('light');
  });
  addEventListener('afterprint', () => setTheme(before));
  setTheme(document.documentElement.dataset.theme);
}
