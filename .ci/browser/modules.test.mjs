// The report's modules that need no page, run by `node --test`.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

const load = async (name) => {
  const text = await readFile(new URL(`../../cmd/wattbit/report/assets/js/${name}`, import.meta.url), 'utf8');
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
};
const { projection } = await load('projection.js');
const { fixed, interval, percent, withUnit } = await load('format.js');

const rad = Math.PI / 180;
function greatCircleKm([lon1, lat1], [lon2, lat2]) {
  const a = Math.sin(((lat2 - lat1) * rad) / 2) ** 2
    + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(a));
}

// stretch is the length of a short step on the map against that on the earth.
function stretch(project, from, to) {
  const [a, b] = [project(...from), project(...to)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]) / greatCircleKm(from, to);
}

const areas = {
  Japan: { box: [123, 24, 146, 46], least: 0.98, most: 1.02 },
  Chile: { box: [-76, -56, -66, -17], least: 0.93, most: 1.07 },
  Kenya: { box: [34, -5, 42, 5], least: 0.99, most: 1.01 },
  Fiji: { box: [176, -20, 184, -15], least: 0.99, most: 1.01 },
  'one point': { box: [140, 36, 140, 36], least: 0.999, most: 1.001 },
};

for (const [name, { box: [west, south, east, north], least, most }] of Object.entries(areas)) {
  test(`the map of ${name} keeps lengths, east is right and north is up`, () => {
    const project = projection([west, south, east, north]);
    for (const fx of [0, 0.5, 1]) {
      for (const fy of [0, 0.5, 1]) {
        const lon = west + fx * (east - west);
        const lat = south + fy * (north - south);
        for (const to of [[lon + 0.01, lat], [lon, lat + 0.01]]) {
          const k = stretch(project, [lon, lat], to);
          assert.ok(k >= least && k <= most, `stretch ${k} at ${lon}, ${lat}`);
        }
        assert.ok(project(lon + 0.01, lat)[0] > project(lon, lat)[0], 'east is not right');
        assert.ok(project(lon, lat + 0.01)[1] < project(lon, lat)[1], 'north is not up');
      }
    }
  });
}

test('the middle of the box is the origin', () => {
  const [x, y] = projection([123, 24, 146, 46])(134.5, 35);
  assert.ok(Math.hypot(x, y) < 1e-6);
});

test('the date line does not tear the map', () => {
  const project = projection([176, -20, 184, -15]);
  assert.ok(Math.abs(project(-179.99, -17)[0] - project(179.99, -17)[0]) < 3);
});

test('a missing number is a dash and never zero', () => {
  for (const missing of [null, undefined]) {
    assert.equal(fixed(missing, 1), '—');
    assert.equal(percent(missing), '—');
    assert.equal(withUnit(missing, { decimals: 1, unit: 'km' }), '—');
  }
  assert.equal(fixed(0, 1), '0.0');
  assert.equal(fixed(-0.01, 1), '0.0');
  assert.equal(withUnit(1234.56, { decimals: 1, unit: 'km' }), '1,234.6 km');
});

test('an interval is said only where there is one', () => {
  assert.equal(interval({ low: 70, high: 75 }), '70.0–75.0');
  assert.equal(interval({ low: 70, high: 70 }), '');
  assert.equal(interval({ low: null, high: 75 }), '');
});
