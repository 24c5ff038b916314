// What a reader does with the report, and what must then be seen.

import assert from 'node:assert/strict';

const rows = (page) => page.locator('#ranking-table tbody tr');
const cells = (page, column) => page.locator(`#ranking-table tbody tr td:nth-child(${column}), #ranking-table tbody tr th:nth-child(${column})`).allInnerTexts();
const columnOf = (page, key) => page.evaluate((name) => {
  const button = document.querySelector(`button[data-sort="${name}"]`);
  return [...button.closest('tr').cells].indexOf(button.closest('th')) + 1;
}, key);
const numbers = (texts) => texts.map((text) => Number.parseFloat(text.replaceAll(',', ''))).filter((value) => !Number.isNaN(value));
const zoom = async (page) => Number(await page.locator('#map-canvas').getAttribute('data-k'));
const frame = (page) => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));

function isSorted(values, sign) {
  return values.every((value, i) => i === 0 || (value - values[i - 1]) * sign >= 0);
}

async function opens(page) {
  assert.ok(await page.locator('h1').innerText(), 'no title');
  assert.ok(await rows(page).count() > 0, 'the table is empty');
  assert.ok(await zoom(page) > 0, 'the map is not drawn');
  assert.ok(!(await page.title()).includes('owned'), 'a name was run as markup');
  const text = await page.locator('main').innerText();
  assert.doesNotMatch(text, /\b(NaN|undefined|null|Infinity|\[object)\b/, 'a value leaked');
}

async function sorts(page) {
  const at = await columnOf(page, 'watt');
  await page.click('button[data-sort="watt"]');
  assert.ok(isSorted(numbers(await cells(page, at)), -1), 'not sorted by watts, best first');
  assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
  await page.focus('button[data-sort="watt"]');
  await page.keyboard.press('Enter');
  assert.ok(isSorted(numbers(await cells(page, at)), 1), 'the keyboard did not turn the order');
  assert.equal(await page.locator('th[aria-sort="ascending"]').count(), 1);
  await page.click('button[data-sort="rank"]');
  assert.ok(isSorted(numbers(await cells(page, 1)), 1), 'not sorted by rank');
}

async function sortsEveryColumn(page) {
  for (const button of await page.locator('#ranking-table thead button').all()) {
    await button.click();
    const sort = await button.evaluate((element) => element.closest('th').ariaSort);
    assert.match(sort, /ascending|descending/);
  }
}

async function filters(page) {
  const all = await page.locator('#ranking-status').innerText();
  const name = await page.locator('#ranking-table tbody th button').first().innerText();
  await page.fill('#filters input[name="text"]', name);
  const found = await page.locator('#ranking-table tbody th button').allInnerTexts();
  assert.ok(found.length > 0 && found.includes(name), 'the search lost its own name');
  await page.fill('#filters input[name="text"]', 'no such place anywhere');
  assert.equal(await rows(page).count(), 0);
  await page.click('#filters button');
  assert.equal(await page.locator('#ranking-status').innerText(), all);
}

async function filtersByRegion(page) {
  const list = page.locator('#filters select[name="region"]');
  if (await list.count() === 0) return;
  const label = (await rows(page).first().locator('td').nth(1).innerText()).trim();
  const value = await list.locator('option', { hasText: label }).first().getAttribute('value');
  const before = await zoom(page);
  await list.selectOption(value);
  await frame(page);
  const regions = await cells(page, await columnOf(page, 'region'));
  assert.ok(regions.length > 0 && regions.every((region) => region === label), `other regions than ${label}`);
  assert.ok(await zoom(page) !== before, 'the map did not follow the filter');
}

async function growsTheList(page) {
  const before = await rows(page).count();
  if (!await page.locator('#ranking-more').isVisible()) return;
  await page.click('#ranking-more button:last-child');
  assert.ok(await rows(page).count() > before, 'no more rows');
}

async function zoomsTheMap(page) {
  const map = page.locator('#map-canvas');
  await map.scrollIntoViewIfNeeded();
  const start = await zoom(page);
  await page.click('#zoom-in');
  await frame(page);
  const closer = await zoom(page);
  assert.ok(closer > start, 'the button did not zoom');
  await map.hover();
  await page.mouse.wheel(0, -400);
  await frame(page);
  assert.ok(await zoom(page) > closer, 'the wheel did not zoom');
  await map.focus();
  await page.keyboard.press('0');
  await frame(page);
  assert.equal(await zoom(page), start, '0 did not show all');
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  await frame(page);
  assert.ok(await zoom(page) > start, 'the keyboard did not zoom');
}

async function pinchesTheMap(page) {
  await page.locator('#map-canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('#map-canvas').boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const start = await zoom(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type, apart) => session.send('Input.dispatchTouchEvent', {
    type, touchPoints: apart === 0 ? [] : [{ x: x - apart, y, id: 0 }, { x: x + apart, y, id: 1 }],
  });
  await touch('touchStart', 20);
  for (const apart of [30, 45, 60]) await touch('touchMove', apart);
  await touch('touchEnd', 0);
  await frame(page);
  assert.ok(await zoom(page) > start * 1.5, 'two fingers did not zoom');
}

// showsTooltips sweeps the map until something answers.
async function showsTooltips(page) {
  const map = page.locator('#map-canvas');
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  for (let y = box.y + 20; y < box.y + box.height - 20; y += 12) {
    for (let x = box.x + 280; x < box.x + box.width - 70; x += 12) {
      await page.mouse.move(x, y);
      if (await page.locator('#tooltip').isVisible()) {
        assert.match(await page.locator('#tooltip').innerText(), /\S/);
        await page.mouse.move(box.x + box.width / 2, box.y - 30);
        assert.ok(!await page.locator('#tooltip').isVisible(), 'the tooltip stays');
        return;
      }
    }
  }
  assert.fail('no tooltip anywhere on the map');
}

async function opensDetails(page) {
  const button = page.locator('#ranking-table tbody th button').first();
  const name = await button.innerText();
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.locator('#detail');
  assert.ok((await panel.innerText()).includes(name), 'the panel shows another');
  assert.ok(await panel.locator('.term').count() > 0, 'no terms');
  assert.ok(await panel.evaluate((element) => element === document.activeElement), 'the keyboard stayed behind');
  assert.match(page.url(), /#c=/);
  await page.keyboard.press('Escape');
  assert.ok(!await panel.isVisible(), 'Escape did not close');
  assert.ok(await button.evaluate((element) => element === document.activeElement), 'the keyboard did not come back');
  await page.locator('#map-canvas').focus();
  await page.keyboard.press('n');
  assert.ok(await panel.isVisible(), 'N on the map opened nothing');
}

// saysHowSure reads the section on uncertainty and opens a leader from it.
async function saysHowSure(page) {
  const section = page.locator('#sure');
  if (await section.count() === 0) return;
  const leaders = section.locator('.sure-leaders tbody tr');
  assert.ok(await leaders.count() > 0, 'no leaders');
  for (const bar of await section.locator('.sure-leaders svg.ranks').all()) {
    const widths = await bar.locator('rect.sure-rank').evaluateAll((all) => all.map((piece) => Number(piece.getAttribute('width'))));
    assert.ok(widths.reduce((sum, width) => sum + width, 0) <= 100.1, 'the shares of ranks are more than all samples');
  }
  const [wide, room] = await section.evaluate((element) => [element.scrollWidth, element.clientWidth]);
  assert.ok(wide <= room, `the section is ${wide} px wide in ${room}`);
  const link = leaders.first().locator('a');
  const name = await link.innerText();
  await link.click();
  assert.ok((await page.locator('#detail').innerText()).includes(name.split(' ')[0]), 'a leader opens another');
}

// showsThePlan reads the joint plan: its map, its charts and its tables.
async function showsThePlan(page) {
  const plan = page.locator('#plan');
  if (await plan.count() === 0 || await page.locator('#plansites').count() === 0) return;
  const sites = await page.locator('#plansites tbody tr').count();
  assert.equal(await plan.locator('circle.site').count(), sites, 'the map and the table hold other numbers of sites');
  const outside = await plan.locator('.plan-map svg[role="img"]').evaluate((svg) => {
    const { width, height } = svg.viewBox.baseVal;
    return [...svg.querySelectorAll('circle.site, text.name')].filter((element) => {
      const box = element.getBBox();
      return box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1;
    }).length;
  });
  assert.equal(outside, 0, 'parts of the plan lie beside its map');
  for (const id of ['plan', 'plantime', 'planapart', 'swap', 'concentration', 'plansites']) {
    const section = page.locator(`#${id}`);
    if (await section.count() === 0) continue;
    assert.ok(await section.locator('.basis').count() > 0, `${id} does not say what its figures stand on`);
    const [wide, room] = await section.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    assert.ok(wide <= room, `${id} is ${wide} px wide in ${room}`);
  }
  const bars = await page.locator('#plantime svg rect').evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))));
  assert.ok(bars.length > 0 && bars.every((height) => height >= 0 && height <= 100), 'bars of the timeline leave their drawing');
  assert.ok(await page.locator('#swap circle.swap-dot').count() > 0, 'no site on the swap chart');
  const link = page.locator('#plansites a.pick').first();
  if (await link.count() === 0) return;
  const name = await link.innerText();
  await link.click();
  assert.ok((await page.locator('#detail').innerText()).includes(name), 'a site of the plan opens another');
}

// picture is a canvas in small: its edges differ a little from one painting to the next.
const picture = (page, selector) => page.locator(selector).evaluate((canvas) => {
  const small = new OffscreenCanvas(120, 70).getContext('2d', { willReadFrequently: true });
  small.imageSmoothingQuality = 'high';
  small.drawImage(canvas, 0, 0, 120, 70);
  return [...small.getImageData(0, 0, 120, 70).data];
});
const isSame = (a, b) => a.filter((value, i) => Math.abs(value - b[i]) > 12).length < 10;

// mapsRoundTrips colors the map by each centre and by the score again.
async function mapsRoundTrips(page) {
  if (await page.locator('#latency').count() === 0) return;
  await frame(page);
  const byScore = await picture(page, '#map-canvas');
  const seen = [byScore];
  const values = await page.locator('#map-by option').evaluateAll((all) => all.map((option) => option.value));
  assert.ok(values.length > 2, 'no centres to choose');
  for (const value of values.slice(1, 4)) {
    await page.selectOption('#map-by', value);
    await frame(page);
    const tinted = await picture(page, '#map-canvas');
    assert.ok(!seen.some((other) => isSame(tinted, other)), 'two choices color the map alike');
    seen.push(tinted);
    assert.match(await page.locator('#map-ramp').innerText(), /≤ 2 ms/, 'no legend of the bands');
  }
  await page.selectOption('#map-by', '');
  await frame(page);
  assert.ok(isSame(await picture(page, '#map-canvas'), byScore), 'the score did not come back');
  const small = page.locator('#isochrones button');
  assert.ok(await small.count() > 0, 'no small maps');
  for (const canvas of await page.locator('#isochrones canvas').all()) {
    assert.ok(await canvas.evaluate((element) => element.width > 100), 'a small map is not drawn');
  }
  await small.first().click();
  assert.equal(await small.first().getAttribute('aria-pressed'), 'true');
  assert.equal(await page.locator('#map-by').inputValue(), await page.locator('#isochrones figure').first().getAttribute('data-centre'));
}

// drawsThePair opens the first candidate with routes and draws each pair.
async function drawsThePair(page) {
  const link = page.locator('#latency .apart a').first();
  if (await link.count() === 0) return;
  await link.click();
  await frame(page);
  const words = page.locator('#map-pair');
  assert.ok(await words.isVisible(), 'the map says nothing of the routes');
  const [short, long] = (await words.innerText()).match(/[\d,.]+ km to/g).map((text) => Number.parseFloat(text.replaceAll(',', '')));
  assert.ok(short <= long, `the shorter route is ${short} km, the longer ${long}`);
  const pictures = new Set();
  for (const button of await page.locator('.routes-of button').all()) {
    await button.click();
    await frame(page);
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    assert.equal(await page.locator('.routes-of button[aria-pressed="true"]').count(), 1, 'two pairs at once');
    pictures.add(await words.innerText());
  }
  assert.ok(pictures.size > 1, 'every pair reads alike');
  const drawn = await picture(page, '#map-canvas');
  await page.keyboard.press('Escape');
  await frame(page);
  assert.ok(!await words.isVisible(), 'the routes of nobody are described');
  assert.ok(!isSame(await picture(page, '#map-canvas'), drawn), 'the routes stay');
}

// leadsEverywhere holds that no link of the bar is cut off or leads nowhere.
async function leadsEverywhere(page) {
  const bad = await page.evaluate(() => [...document.querySelectorAll('.top nav a, a.skip')].filter((link) => {
    const box = link.getBoundingClientRect();
    const cut = !link.matches('.skip') && (box.width === 0 || box.left < 0 || box.right > innerWidth);
    return cut || !document.querySelector(link.getAttribute('href'));
  }).map((link) => link.textContent));
  assert.deepEqual(bad, [], 'links that are cut off or lead nowhere');
}

// drawsTheTradeoffs looks at what is around the plan, where a report has it.
async function drawsTheTradeoffs(page) {
  for (const figure of await page.locator('svg.front, svg.slope, svg.strip').all()) {
    assert.ok(await figure.isVisible(), 'a drawing is hidden');
    assert.ok((await figure.boundingBox()).height > 40, 'a drawing has no height');
  }
  for (const id of ['fronts', 'alternatives', 'compare', 'sweep']) {
    const part = page.locator(`#${id}`);
    if (await part.count() === 0) continue;
    assert.ok(await part.locator('table tbody tr').count() > 0, `${id}: no table`);
    assert.doesNotMatch(await part.innerText(), /\b(NaN|Inf|undefined)\b/, `${id}: a value leaked`);
  }
}

async function switchesTheme(page) {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await page.click('#theme');
  assert.notEqual(await background(), before);
}

async function fitsNarrow(page) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= window, `the page is ${wide} px wide in a window of ${window}`);
}

async function readsWithoutScript(page) {
  if (await page.locator('#plansites').count() > 0) assert.ok(await page.locator('#plan circle.site').first().isVisible(), 'no map of the plan');
  assert.ok(await rows(page).count() > 0, 'no static table');
  assert.ok(await page.locator('h1').isVisible());
}

export const checks = [
  { name: 'opens', run: opens },
  { name: 'sorts by mouse and keyboard', run: sorts },
  { name: 'sorts by every column', run: sortsEveryColumn },
  { name: 'searches', run: filters },
  { name: 'filters by region', run: filtersByRegion },
  { name: 'shows more rows', run: growsTheList },
  { name: 'zooms the map', run: zoomsTheMap },
  { name: 'zooms with two fingers', options: { viewport: { width: 390, height: 800 }, hasTouch: true }, run: pinchesTheMap },
  { name: 'shows tooltips', run: showsTooltips },
  { name: 'opens details', run: opensDetails },
  { name: 'says how sure it is', run: saysHowSure },
  { name: 'says how sure it is, narrow', options: { viewport: { width: 390, height: 800 } }, run: saysHowSure },
  { name: 'shows the plan', run: showsThePlan },
  { name: 'shows the plan, narrow', options: { viewport: { width: 390, height: 800 } }, run: showsThePlan },
  { name: 'maps round trips', run: mapsRoundTrips },
  { name: 'maps round trips, narrow', options: { viewport: { width: 390, height: 800 } }, run: mapsRoundTrips },
  { name: 'draws the pair of routes', run: drawsThePair },
  { name: 'leads to every section', options: { viewport: { width: 1300, height: 900 } }, run: leadsEverywhere },
  { name: 'draws the trade-offs', run: drawsTheTradeoffs },
  { name: 'draws the trade-offs without script', options: { javaScriptEnabled: false }, run: drawsTheTradeoffs },
  { name: 'switches the theme', run: switchesTheme },
  { name: 'fits a narrow window', options: { viewport: { width: 390, height: 800 } }, run: fitsNarrow },
  { name: 'reads without script', options: { javaScriptEnabled: false }, run: readsWithoutScript },
];
