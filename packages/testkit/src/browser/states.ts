import type { Page } from 'playwright-core';

/** From now on every answer of these routes is a failure of ours. */
export async function failEverything(page: Page, routes: string | RegExp): Promise<void> {
  await page.route(routes, (route) =>
    route.fulfill({ status: 500, json: { code: 'platform.failure', facts: {}, requestId: 'abcd1234' } }),
  );
}

const emptied = (value: unknown): unknown => {
  if (Array.isArray(value)) return [];
  if (typeof value === 'number') return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, emptied(inner)]));
};

/** From now on every answer of these routes has empty lists and counts of zero. */
export async function emptyEverything(page: Page, routes: string | RegExp): Promise<void> {
  await page.route(routes, async (route) => {
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    return route.fulfill({ response, json: emptied(await response.json()) });
  });
}
