// Opens a report from disk in Chromium, uses it as a reader would and fails on any
// console error or network request.
//
//   node check.mjs REPORT.html [FOLDER]
//
// FOLDER receives screenshots. CHROMIUM names the browser, /usr/bin/chromium else.
// Exit status: 0 all well, 1 a check failed, 2 wrong use.

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { checks } from './checks.mjs';
import { takeShots } from './shots.mjs';

const [report, folder] = process.argv.slice(2);
if (!report) {
  console.error('usage: node check.mjs REPORT.html [FOLDER]');
  process.exit(2);
}
const address = pathToFileURL(resolve(report)).href;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

// open loads the report in a window of its own and notes what goes wrong there.
async function open(options, problems) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 950 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) problems.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

let failures = 0;
for (const { name, options, run } of checks) {
  const problems = [];
  const page = await open(options, problems);
  try {
    await run(page);
  } catch (error) {
    problems.push(error.message);
  }
  await page.context().close();
  failures += problems.length;
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const problem of problems) console.log(`     ${problem}`);
}

if (folder) {
  await mkdir(folder, { recursive: true });
  const problems = [];
  await takeShots((options) => open(options, problems), folder);
  failures += problems.length;
  for (const problem of problems) console.log(`FAIL screenshots: ${problem}`);
}
await browser.close();
process.exitCode = failures === 0 ? 0 : 1;
