// npm run screenshots: pictures of every page of portal and office, on a phone and on a desk, in light and in dark, into
// docs/screens. A suite of its own is started, so that the pictures show the demo as everybody gets it.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, type LocalDate } from '@sportello/kernel/calendar';
import { launchBrowser, newVisitor } from '@sportello/testkit/browser/browser';
import { startSuite } from '@sportello/testkit/browser/start-suite';
import type { APIRequestContext, Browser } from 'playwright-core';
import { placesOfStaff } from '../apps/office/e2e/page-models/places.js';
import { GUEST_PLACES, placesOfCustomer } from '../apps/portal/e2e/page-models/places.js';

type Place = { readonly name: string; readonly path: string };
type Gallery = {
  readonly app: 'portal' | 'office';
  readonly placesOf: (visitor: APIRequestContext) => Promise<readonly Place[]>;
};

const root = resolve(fileURLToPath(import.meta.url), '../..');
const folder = join(root, 'docs/screens');
/** What GitHub shows as a pair: enough to see the page, small enough to keep. */
const TALLEST = 1_600;

const GALLERIES: readonly Gallery[] = [
  { app: 'portal', placesOf: async () => GUEST_PLACES },
  { app: 'portal', placesOf: (visitor) => placesOfCustomer(visitor, 'giulia') },
  { app: 'office', placesOf: async () => [{ name: 'sign-in', path: '/office/login' }] },
  { app: 'office', placesOf: (visitor) => placesOfStaff(visitor, 'elena') },
];

/** A company at work: somebody has asked for a new password, and a simulation of the days not billed yet has run. */
async function setTheScene(browser: Browser, url: string): Promise<void> {
  const visitor = await newVisitor(browser, url);
  const { request } = visitor;
  await request.post('/api/portal/recovery', { data: { userName: 'giulia' } });
  await placesOfStaff(request, 'elena');
  const { runs } = (await (await request.get('/api/office/billing/runs')).json()) as {
    runs: readonly { readonly periodToExclusive: LocalDate; readonly issueOn: LocalDate }[];
  };
  const last = runs[0];
  if (last === undefined) throw new Error('the demo company has runs');
  const periodToExclusive = addDays(last.periodToExclusive, 30);
  const opened = await request.post('/api/office/billing/runs', {
    headers: { 'idempotency-key': 'screenshots' },
    data: {
      mode: 'simulation',
      commodity: null,
      periodFrom: last.periodToExclusive,
      periodToExclusive,
      issueOn: periodToExclusive,
      dueOn: addDays(periodToExclusive, 20),
    },
  });
  const { runId } = (await opened.json()) as { runId: string };
  for (;;) {
    const { run } = (await (await request.get(`/api/office/billing/runs/${runId}`)).json()) as {
      run: { state: string };
    };
    if (run.state === 'computed') break;
    await new Promise((resume) => setTimeout(resume, 500));
  }
  await visitor.close();
}

async function takePictures(browser: Browser, url: string, { app, placesOf }: Gallery): Promise<number> {
  let count = 0;
  for (const screen of ['phone', 'desktop'] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      const visitor = await newVisitor(browser, url, { screen, scheme });
      const page = await visitor.newPage();
      const size = page.viewportSize();
      if (size === null) throw new Error('a visitor has a window');
      for (const { name, path } of await placesOf(visitor.request)) {
        await page.setViewportSize(size);
        await page.goto(path, { waitUntil: 'networkidle' });
        // A taller window, not a stitched picture: bars stay where people see them.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: size.width, height: Math.min(TALLEST, Math.max(size.height, height)) });
        await page.screenshot({ path: join(folder, `${app}-${name}-${screen}-${scheme}.png`) });
        count += 1;
      }
      await visitor.close();
    }
  }
  return count;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const suite = await startSuite();
const browser = await launchBrowser();
try {
  await setTheScene(browser, suite.url);
  let count = 0;
  for (const gallery of GALLERIES) count += await takePictures(browser, suite.url, gallery);
  process.stdout.write(`${count} pictures in docs/screens\n`);
} finally {
  await browser.close();
  await suite.stop();
}
