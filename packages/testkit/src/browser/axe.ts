import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { SCREENS, showAs } from './browser.js';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on the page as it is now: one line per element, with the rule and why. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a script: the page's security policy stays as it is.
  await page.evaluate(source);
  const { violations } = await page.evaluate(
    (tags) =>
      (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      }),
    TAGS,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

/** Both sizes and both colour schemes; the states that all pages share need only two of the four. */
export const EVERY_VIEW = SCREENS.flatMap((screen) => [
  { screen, scheme: 'light' as const },
  { screen, scheme: 'dark' as const },
]);
export const TWO_VIEWS = EVERY_VIEW.filter(({ screen, scheme }) => (screen === 'phone') === (scheme === 'dark'));

/** Go through pages and collect what axe-core finds on each as it stands: one entry per page and view with findings. */
export async function findingsOfPlaces(
  page: Page,
  places: readonly { readonly name: string; readonly path: string }[],
  views: typeof EVERY_VIEW = EVERY_VIEW,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name, path } of places) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    // Closed parts are part of the page too.
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.setAttribute('open', '')));
    for (const view of views) {
      await showAs(page, view);
      const findings = await accessibilityFindings(page);
      if (findings.length > 0) found[`${name}, ${view.screen}, ${view.scheme}`] = findings;
    }
  }
  return found;
}
