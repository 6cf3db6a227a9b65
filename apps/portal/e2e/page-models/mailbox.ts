import type { Page } from 'playwright-core';

/** Wait in the demo mailbox for the newest message to this address, open it and follow its link. */
export async function followLinkOfNewestMessage(page: Page, to: string): Promise<void> {
  await page.goto('/mailbox');
  await page.getByRole('listitem').filter({ hasText: to }).first().getByRole('link').click();
  const link = page.locator('main .sp-card a').first();
  await link.waitFor();
  await page.goto(new URL((await link.getAttribute('href')) ?? '').pathname);
}
