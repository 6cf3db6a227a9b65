import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, assert, beforeAll } from 'vitest';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;

export type View = {
  readonly screen?: keyof typeof SIZES;
  readonly language?: 'it' | 'en';
  readonly scheme?: 'light' | 'dark';
};
export const SCREENS = Object.keys(SIZES) as (keyof typeof SIZES)[];

/** The Chromium of the machine, or the one that `CHROMIUM_PATH` names. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A fresh visitor: own cookies and storage. */
export const newVisitor = (
  browser: Browser,
  baseURL: string,
  { screen = 'desktop', language = 'it', scheme = 'light' }: View = {},
): Promise<BrowserContext> =>
  browser.newContext({
    baseURL,
    viewport: SIZES[screen],
    locale: language === 'it' ? 'it-IT' : 'en-GB',
    timezoneId: 'Europe/Rome',
    colorScheme: scheme,
    hasTouch: screen === 'phone',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });

/** Change the view of an open page, without loading it again. */
export async function showAs(page: Page, { screen, scheme }: Required<Pick<View, 'screen' | 'scheme'>>): Promise<void> {
  await page.setViewportSize(SIZES[screen]);
  await page.emulateMedia({ colorScheme: scheme });
}

/**
 * A browser for the tests of one file, which opens pages of fresh visitors. After each test they are closed; a page
 * that threw, or that tried what its security policy forbids, fails the test, and a failed test leaves a picture in
 * `test-results`.
 */
export function givenBrowser(baseUrl: () => string): { readonly open: (view?: View) => Promise<Page> } {
  let browser: Browser;
  let visitors: BrowserContext[] = [];
  let faults: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, visitors);
    await Promise.all(visitors.map((visitor) => visitor.close()));
    const found = faults;
    [visitors, faults] = [[], []];
    assert.deepEqual(found, [], 'pages neither throw nor break their security policy');
  });
  afterAll(() => browser.close());
  return {
    open: async (view) => {
      const visitor = await newVisitor(browser, baseUrl(), view);
      visitors.push(visitor);
      const page = await visitor.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) faults.push(message.text());
      });
      return page;
    },
  };
}

async function keepPictures(test: string, visitors: readonly BrowserContext[]): Promise<void> {
  mkdirSync('test-results', { recursive: true });
  const name = test.replace(/[^\p{L}\d]+/gu, '-').slice(0, 80);
  for (const [index, page] of visitors.flatMap((visitor) => visitor.pages()).entries())
    await page.screenshot({ path: `test-results/${name}-${index + 1}.png`, fullPage: true });
}
