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

/**
 * Go through pages and collect what axe-core finds on each as it stands, on a phone and on a desk, in light and in
 * dark: one entry per page and view that has findings.
 */
export async function findingsOfPlaces(
  page: Page,
  places: readonly { readonly name: string; readonly path: string }[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name, path } of places) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    // Closed parts are part of the page too.
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.setAttribute('open', '')));
    for (const screen of SCREENS) {
      for (const scheme of ['light', 'dark'] as const) {
        await showAs(page, { screen, scheme });
        const findings = await accessibilityFindings(page);
        if (findings.length > 0) found[`${name}, ${screen}, ${scheme}`] = findings;
      }
    }
  }
  return found;
}
