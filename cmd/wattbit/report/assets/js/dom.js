// Elements are made here and nowhere else. Text goes in as text: names come from
// other people's files and are never read as markup.

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

export const find = (id) => document.getElementById(id);

// local is a name in its own script, nothing when there is none.
export const local = (name) => (name ? h('span', { lang: 'ja', title: name }, name) : null);

export const key = (className) => h('span', { class: `key ${className}` });

// keyed is a legend entry: a colour and its name, never parted.
export const keyed = (className, text) => h('span', { class: 'keyed' }, key(className), text);
