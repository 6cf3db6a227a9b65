import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatCents, sumCents } from '@sportello/kernel/money';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import type { Page } from 'playwright-core';
import { assert, test } from 'vitest';
import { centsIn } from './page-models/amounts.js';
import { pdfText } from './page-models/printed-bill.js';
import { signIn } from './page-models/sign-in.js';

const { open } = givenBrowser(suiteUrl);
const totalOf = async (page: Page, amounts: string): Promise<string> =>
  formatCents(sumCents((await page.locator(amounts).allTextContents()).map(centsIn)));

async function download(page: Page, button: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await started;
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

test('the home says how much, by when and for which bill, and its total is the sum of the open bills', async () => {
  const page = await open({ screen: 'phone' });
  await signIn(page, 'giulia');
  const toPay = page.getByRole('region', { name: 'Da pagare' });
  const total = formatCents(centsIn(await toPay.locator('.big-amount').textContent()));
  assert.equal(await totalOf(page, '#to-pay ~ * .amount, section[aria-labelledby=to-pay] .amount'), total);
  assert.match((await toPay.textContent()) ?? '', /entro \p{L}+ \d{1,2} \p{L}+/u);
  await toPay
    .getByRole('link', { name: /Apri la bolletta [EG]-\d{4}-\d{6}/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /^(Luce|Gas), / }).waitFor();
});

test('who is behind with payments is told since when', async () => {
  const page = await open();
  await signIn(page, 'marco');
  assert.match(
    (await page.getByRole('region', { name: 'Da pagare' }).textContent()) ?? '',
    /scaduta il \d{2}\/\d{2}\/\d{4}/,
  );
});

test('the list shows the nine fields of each bill, and filters that the address keeps', async () => {
  const page = await open();
  await signIn(page, 'giulia');
  await page.getByRole('link', { name: 'Bollette' }).first().click();
  const bill = page.getByRole('article').filter({ hasText: 'Pagata' }).first();
  const words = (await bill.textContent()) ?? '';
  const fields = [
    ['number', /N\. [EG]-\d{4}-\d{6}/],
    ['date', /del \d{2}\/\d{2}\/\d{4}/],
    ['amount', /[\d.]+,\d{2}\s€/],
    ['type', /Ordinaria|Conguaglio|Di chiusura/],
    ['consumption', /[\d.]+\s(kWh|Smc)/],
    ['due date', /scade il \d{2}\/\d{2}\/\d{4}/],
    ['amount paid', /Pagati [\d.]+,\d{2}\s€/],
    ['payment office', /Pagati [\d.]+,\d{2}\s€, \p{L}+/u],
    ['state', /Pagata/],
  ] as const;
  for (const [field, pattern] of fields) assert.match(words, pattern, field);

  await page.getByRole('link', { name: /^Da pagare \(\d+\)$/ }).click();
  await page.waitForURL('**/invoices?show=open');
  await page.getByText('In tutto da pagare').waitFor();
  const balance = formatCents(centsIn(await page.getByText('In tutto da pagare').textContent()));
  await page.reload();
  await page.getByRole('article').first().waitFor();
  assert.equal(await totalOf(page, 'article .amount'), balance);
});

test('a bill explains itself: its receipt sums to the total, and a line tells readings and prices', async () => {
  const page = await open({ screen: 'phone' });
  await signIn(page, 'giulia');
  await page
    .getByRole('link', { name: /Apri la bolletta/ })
    .first()
    .click();
  const receipt = page.getByRole('table').first();
  await receipt.waitFor();
  assert.equal(
    await totalOf(page, 'table.receipt tr.main td:last-child'),
    formatCents(centsIn(await page.locator('table.receipt tfoot td:last-child').textContent())),
  );
  const line = page.locator('details.bill-line').first();
  await line.locator('summary').click();
  const explained = (await line.locator('.explained').textContent()) ?? '';
  assert.match(explained, /contatore \S+, da [\d.]+ del \d{2}\/\d{2}\/\d{4} a [\d.]+ del \d{2}\/\d{2}\/\d{4}/);
  assert.match(explained, /Prezzo della tua offerta/);
});

test('PDF and XML of a bill are downloaded under its number, and are what they say', async () => {
  const page = await open();
  await signIn(page, 'giulia');
  await page
    .getByRole('link', { name: /Apri la bolletta/ })
    .first()
    .click();
  const number =
    /[EG]-\d{4}-\d{6}/.exec((await page.getByRole('heading', { name: /^N\. / }).textContent()) ?? '')?.[0] ??
    'no number';
  const pdf = await download(page, 'Scarica il PDF');
  assert.equal(pdf.name, `${number}.pdf`);
  assert.include(pdfText(pdf.content), number);
  const xml = await download(page, 'Fattura elettronica (XML)');
  assert.include(xml.content.toString(), `<Numero>${number}</Numero>`);
  const schema = resolve(process.env['SPORTELLO_SCHEMAS'] ?? '', 'fatturapa/Schema_del_file_xml_FatturaPA_v1.2.3.xsd');
  const isChecked = process.env['SPORTELLO_SCHEMAS'] !== undefined && existsSync(schema);
  execFileSync('xmllint', ['--noout', '--nonet', ...(isChecked ? ['--schema', schema] : []), '-'], {
    input: xml.content,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
});

test('a bill of somebody else looks as one that does not exist', async () => {
  const [giulia, marco] = [await open(), await open()];
  await signIn(marco, 'marco');
  await marco
    .getByRole('link', { name: /Apri la bolletta/ })
    .first()
    .click();
  await marco.waitForURL('**/invoices/*');
  await signIn(giulia, 'giulia');
  await giulia.goto(new URL(marco.url()).pathname);
  await giulia.getByText('Questa bolletta non c’è o non è tua').waitFor();
});
