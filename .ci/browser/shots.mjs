// Pictures of the report for a human to judge.

import { join } from 'node:path';

const looks = [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'narrow', options: { colorScheme: 'light', viewport: { width: 390, height: 800 }, deviceScaleFactor: 2 } },
];

// shootPair shows the map by round trip, with the routes of the selected candidate.
async function shootPair(page, path) {
  if (await page.locator('#map-by').count() === 0) return;
  await page.selectOption('#map-by', '0');
  await page.evaluate(() => document.getElementById('detail').scrollTo(0, document.querySelector('.routes-of')?.offsetTop - 200));
  await page.locator('#map').evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
  await page.waitForTimeout(300);
  await page.screenshot({ path });
}

export async function takeShots(open, folder) {
  for (const { name, options } of looks) {
    const page = await open(options);
    await page.addStyleTag({ content: '.top { position: static !important; }' });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    for (const id of ['plan', 'plantime', 'planapart', 'swap', 'concentration', 'plansites', 'map', 'ranking', 'latency', 'balance', 'sure']) {
      const part = page.locator(`#${id}`);
      if (await part.count() > 0) await part.screenshot({ path: join(folder, `${name}-${id}.png`) });
    }
    const button = page.locator('#ranking-table tbody th button').first();
    if (await button.count() > 0) {
      await button.click();
      await page.screenshot({ path: join(folder, `${name}-detail.png`) });
    }
    await shootPair(page, join(folder, `${name}-pair.png`));
    await page.context().close();
  }
  const page = await open({});
  await page.pdf({ path: join(folder, 'print.pdf'), format: 'A4', landscape: true, printBackground: true });
  await page.context().close();
}
