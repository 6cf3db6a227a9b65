import { DEMO_PASSWORD } from '@sportello/suite/demo/index';
import type { Page } from 'playwright-core';

/** Enter the portal through its sign-in page, and wait for the home. */
export async function signIn(page: Page, userName: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/login');
  await page.getByLabel(/^(Nome utente o e-mail|User name or e-mail)$/i).fill(userName);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.locator('form button[type=submit]').click();
  await page.waitForURL('**/home');
  await page.locator('.big-amount, #to-pay').first().waitFor();
}

/** The words of the error summary, which must have the focus. */
export async function mistakeOf(page: Page): Promise<string> {
  const summary = page.getByRole('alert').filter({ has: page.locator('a') });
  await summary.waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');
  return (await summary.getByRole('link').first().textContent()) ?? '';
}
