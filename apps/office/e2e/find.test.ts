import { assert as ensure } from '@sportello/kernel/result';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import type { Locator } from 'playwright-core';
import { assert, test } from 'vitest';
import { findByPalette, signIn } from './page-models/office.js';

const { open } = givenBrowser(suiteUrl);

test('a wrong password is refused in words, and the right one opens the page that was asked', async () => {
  const page = await open();
  await page.goto('/office/customers');
  await page.waitForURL('**/office/login?back=*');
  await page.getByLabel('Nome utente').fill('anna');
  await page.getByLabel('Password', { exact: true }).fill('non è questa');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByRole('alert').filter({ hasText: 'Nome utente o password non corretti.' }).waitFor();
  await page.getByLabel('Password', { exact: true }).fill('Sportello-demo-1');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Clienti' }).waitFor();
});

test('the contact centre has no billing, in the menu or by its address; the billing manager has', async () => {
  const [luca, elena] = [await open(), await open()];
  await signIn(luca, 'luca');
  await signIn(elena, 'elena');
  assert.equal(await luca.getByRole('link', { name: 'Fatturazione', exact: true }).count(), 0);
  assert.equal(await elena.getByRole('link', { name: 'Fatturazione', exact: true }).count(), 1);
  await luca.goto('/office/billing/runs');
  await luca.getByText('Chiedi a chi amministra').waitFor();
  await elena.goto('/office/billing/runs');
  await elena.getByRole('table').first().waitFor();
});

test('Ctrl K finds a customer, a point and a bill by what is on the paper in hand, by keyboard alone', async () => {
  const page = await open();
  await signIn(page, 'luca');
  await findByPalette(page, 'ferrari giulia', 'Cliente');
  await page.getByRole('heading', { level: 1, name: 'Ferrari Giulia' }).waitFor();
  await page.getByRole('button', { name: 'Mostra' }).first().click();
  await page.getByText('Consultazione registrata').waitFor();
  const { pathname } = new URL(page.url());
  const taxCode = await inText(page.getByRole('main'), /[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]/);
  await page.goto(`${pathname}?tab=supplies`);
  await page.getByRole('row').nth(1).waitFor();
  const points = page.getByRole('rowheader');
  const pod = await inText(points.filter({ hasText: /^IT/ }).first(), /IT\d{3}E\d{8}/);
  const pdr = await inText(points.filter({ hasText: /^\d/ }).first(), /\d{14}/);
  await page.goto(`${pathname}?tab=invoices`);
  await page.getByRole('row').nth(1).waitFor();
  const number = await inText(page.getByRole('main'), /[EG]-\d{4}-\d{6}/);

  await page.goto('/office');
  await page.getByRole('heading', { level: 1, name: /^Ciao/ }).waitFor();
  await findByPalette(page, taxCode.toLowerCase(), 'Cliente');
  await page.getByRole('heading', { level: 1, name: 'Ferrari Giulia' }).waitFor();
  await findByPalette(page, pod, 'Punto');
  await page.getByRole('heading', { level: 1, name: /^POD IT/ }).waitFor();
  await findByPalette(page, pdr, 'Punto');
  await page.getByRole('heading', { level: 1, name: /^PDR \d/ }).waitFor();
  await findByPalette(page, number, 'Bolletta');
  await page.getByRole('heading', { level: 1, name: `Bolletta ${number}` }).waitFor();
});

test('the customer page answers who, how much and what happened; the point page shows meters and readings', async () => {
  const page = await open();
  await signIn(page, 'luca');
  await findByPalette(page, 'esposito marco', 'Cliente');
  await page
    .getByText(/Scaduto.*€.*dal/)
    .first()
    .waitFor();
  const customer = new URL(page.url()).pathname;
  for (const [tab, words] of [
    ['supplies', 'IT0'],
    ['invoices', 'Scaduta'],
    ['account', 'Incasso'],
    ['timeline', 'Inizio fornitura'],
  ] as const) {
    await page.goto(`${customer}?tab=${tab}`);
    await page.getByRole('main').getByText(words).filter({ visible: true }).first().waitFor();
  }
  await page.goto(`${customer}?tab=supplies`);
  await page.getByRole('link', { name: /IT0/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /^POD IT/ }).waitFor();
  for (const title of ['Dati tecnici', 'Contatori nel tempo', 'Letture'])
    await page.getByRole('heading', { level: 2, name: title }).waitFor();
  await page.getByRole('row').filter({ hasText: 'rilevata' }).first().waitFor();
});

test('a customer who does not exist, or is of another company, is not found', async () => {
  const page = await open();
  await signIn(page, 'luca');
  await page.goto('/office/customers/00000000-0000-7000-8000-000000000000');
  await page.getByRole('heading', { level: 1, name: 'Pagina non trovata' }).waitFor();
});

/** The first text of this form, however it is spaced. */
async function inText(place: Locator, form: RegExp): Promise<string> {
  const found = form.exec(((await place.textContent()) ?? '').replaceAll(/\s/g, ''))?.[0];
  ensure(found !== undefined, `${form} is on the page`);
  return found;
}
