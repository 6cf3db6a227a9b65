import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import type { Page } from 'playwright-core';
import { assert, test } from 'vitest';
import { signIn } from './page-models/sign-in.js';

const { open } = givenBrowser(suiteUrl);
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return `${at?.tagName.toLowerCase()} ${at?.textContent?.trim() ?? ''}`;
  });

test('the language switch changes the words and keeps the page, and the profile remembers it', async () => {
  const page = await open();
  await signIn(page, 'antonio');
  await page.goto('/invoices?show=paid');
  await page.getByRole('heading', { level: 1, name: 'Bollette' }).waitFor();
  const saved = page.waitForResponse('**/api/portal/language');
  await page.getByLabel('Lingua').selectOption('en');
  await page.getByRole('heading', { level: 1, name: 'Bills' }).waitFor();
  await saved;
  assert.equal(new URL(page.url()).search, '?show=paid');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');

  // Another device, in Italian: the profile wins.
  const other = await open({ language: 'it' });
  await signIn(other, 'antonio');
  await other.getByRole('link', { name: 'Bills' }).first().waitFor();
  const backInItalian = other.waitForResponse('**/api/portal/language');
  await other.getByLabel('Language').selectOption('it');
  await backInItalian;
});

test('emily, whose profile is in English, reads English', async () => {
  const page = await open();
  await signIn(page, 'emily');
  await page.getByRole('heading', { level: 1, name: 'Hello Emily Clarke' }).waitFor();
});

test('dark follows the device, and a choice of one’s own stays', async () => {
  const page = await open({ scheme: 'dark' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto('/');
  const dark = await background();
  await page.getByLabel('Aspetto').selectOption('light');
  const light = await background();
  assert.notEqual(light, dark);
  await page.reload();
  await page.getByLabel('Aspetto').waitFor();
  assert.equal(await background(), light);
});

test('by keyboard: the skip link comes first, a new page puts the focus on its heading', async () => {
  const page = await open();
  await signIn(page, 'giulia');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'a Vai al contenuto');
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).hash, '#content');
  await page.getByRole('link', { name: 'Bollette' }).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/invoices');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.equal(await focused(page), 'h1 Bollette');
  assert.match(await page.title(), /^Bollette – /);
});

for (const path of [
  '/',
  '/login',
  '/first-access',
  '/home',
  '/invoices',
  '/supplies',
  '/reading',
  '/profile',
  '/menu',
]) {
  test(`${path} fits 320 points without sideways scrolling`, async () => {
    const page = await open({ screen: 'phone' });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.context().request.post('/api/portal/sign-in', {
      data: { userName: 'giulia', password: 'Sportello-demo-1' },
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });
}

test('a session that ended asks to sign in and comes back to the page', async () => {
  const page = await open();
  await signIn(page, 'giulia');
  await page.context().clearCookies();
  await page.goto('/invoices?show=open');
  await page.waitForURL('**/login?back=*');
  await page.getByLabel('Nome utente o e-mail').fill('giulia');
  await page.getByLabel('Password', { exact: true }).fill('Sportello-demo-1');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.waitForURL('**/invoices?show=open');
});
