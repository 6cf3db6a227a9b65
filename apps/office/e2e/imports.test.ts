import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import type { Page } from 'playwright-core';
import { assert, test } from 'vitest';
import { fact, signIn } from './page-models/office.js';

const { open } = givenBrowser(suiteUrl);
const rootFile = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const customers = readFileSync(rootFile('docs/examples/customers.csv'), 'utf8');
const flow = rootFile('packages/suite/src/metering/domain/formats/cases/PNO_2026-02.xml');

async function choose(page: Page, name: string, content: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByLabel('File', { exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('a CSV with a mistake is refused with line, column, value and what was expected; corrected, it is tried and loaded', async () => {
  const page = await open();
  await signIn(page, 'anna');
  await page.goto('/office/readings/import?kind=customers');
  // The VAT number of the third customer gets a wrong check digit.
  const broken = customers.replace('01234567897;;', '01234567890;;');
  assert.notEqual(broken, customers);
  await choose(page, 'clienti.csv', broken);
  await press(page, 'Prova senza scrivere');
  const row = page
    .getByRole('table', { name: /^Errori: 1/ })
    .getByRole('row')
    .nth(1);
  await row.waitFor();
  const line = String(broken.split('\n').findIndex((text) => text.includes('01234567890;;')) + 1);
  const cells = await row.getByRole('cell').allTextContents();
  assert.deepEqual(
    [await row.getByRole('rowheader').textContent(), cells[0], cells[1]],
    [line, 'vat_number', '01234567890'],
  );
  assert.match(cells[2] ?? '', /carattere di controllo/);
  assert.notEqual(cells[3], '', 'what was expected');

  await choose(page, 'clienti.csv', customers);
  await press(page, 'Prova senza scrivere');
  const count = String(customers.trim().split('\n').length - 1);
  await page.getByText('Prova riuscita').waitFor();
  assert.equal(await fact(page, 'Nuovi').textContent(), count);
  await press(page, 'Carica');
  await page.getByText('Caricamento riuscito').waitFor();

  await choose(page, 'clienti.csv', customers);
  await press(page, 'Prova senza scrivere');
  await page.getByText('Prova riuscita').waitFor();
  assert.equal(await fact(page, 'Invariati').textContent(), count, 'the same file twice changes nothing');
});

test('a flow of points that nobody knows lands in the worklist with the reason, and is discarded with a note', async () => {
  const page = await open();
  await signIn(page, 'anna');
  await page.goto('/office/readings/import?kind=measures');
  await choose(page, basename(flow), readFileSync(flow, 'utf8'));
  await press(page, 'Prova senza scrivere');
  await page.getByText('Prova riuscita').waitFor();
  const waiting = await fact(page, 'Da guardare').textContent();
  assert.notEqual(waiting, '0');
  await press(page, 'Carica');
  await page.getByText('Caricamento riuscito').waitFor();
  await page.getByRole('link', { name: 'Vedi le misure da guardare' }).click();
  const unknown = page.getByRole('row').filter({ hasText: 'Punto sconosciuto' });
  await unknown.first().waitFor();
  await unknown.first().getByRole('link').first().click();
  await page.getByLabel('Perché').fill('Punto di un altro venditore, segnalato al distributore');
  await press(page, 'Scartala');
  await page.getByText('Chiusa da').waitFor();
});

test('the flow of another company is refused, and nothing waits', async () => {
  const page = await open();
  await signIn(page, 'anna');
  await page.goto('/office/readings/import?kind=measures');
  await choose(
    page,
    'altra.xml',
    readFileSync(flow, 'utf8').replace('<PIvaUtente>12345678903<', '<PIvaUtente>01234567897<'),
  );
  await press(page, 'Prova senza scrivere');
  await page.getByRole('alert').waitFor();
  assert.match((await page.getByRole('alert').textContent()) ?? '', /altr|azienda|venditore|P\.? ?IVA|partita IVA/i);
});
