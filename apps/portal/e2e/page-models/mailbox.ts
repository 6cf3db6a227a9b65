import type { Page } from 'playwright-core';

/** Wait in the demo mailbox for a message with this subject to this address, open it and follow its link. */
export async function followLinkOfMessage(page: Page, to: string, subject: string): Promise<void> {
  await page.goto('/mailbox');
  await page.getByRole('listitem').filter({ hasText: to }).getByRole('link', { name: subject }).first().click();
  const link = page.locator('main .sp-card a').first();
  await link.waitFor();
  await page.goto(new URL((await link.getAttribute('href')) ?? '').pathname);
}
