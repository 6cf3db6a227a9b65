import { DEMO_PASSWORD } from '@sportello/suite/demo/index';
import type { Page } from 'playwright-core';

/** Enter the office through its sign-in page, and wait for the day's page. */
export async function signIn(page: Page, userName: string): Promise<void> {
  await page.goto('/office/login');
  await page.getByLabel('Nome utente').fill(userName);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByRole('heading', { level: 1, name: /^Ciao / }).waitFor();
}

/** Ctrl K, type, wait for a record, and open it: hands stay on the keyboard. */
export async function findByPalette(page: Page, typed: string, kind: 'Cliente' | 'Punto' | 'Bolletta'): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: /^Cerca un cliente/ });
  await palette.and(page.locator(':focus')).waitFor();
  await page.keyboard.type(typed);
  const hit = page.getByRole('option').filter({ hasText: kind }).first();
  await hit.waitFor();
  await page.locator('[role=status]').filter({ hasText: 'voci' }).waitFor();
  while ((await hit.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'hidden' });
}

/** The value beside a name in a list of facts. */
export const fact = (page: Page, name: string) =>
  page
    .locator('dt', { hasText: new RegExp(`^${name}$`) })
    .locator('+ dd')
    .first();
