import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import { assert, test } from 'vitest';
import {
  goOn,
  lastReading,
  METER,
  openReading,
  proposedDay,
  sendExpectedReading,
  tomorrowOf,
  typeDay,
} from './page-models/self-reading.js';
import { mistakeOf, signIn } from './page-models/sign-in.js';

const { open } = givenBrowser(suiteUrl);
const GAS = /^Gas/;
const CORRECTOR = /^Correttore in Smc/;

test('a reading lower than the last is refused with the last one, and the one typed stays', async () => {
  const page = await open({ screen: 'phone' });
  await signIn(page, 'marco');
  await openReading(page, GAS);
  const { units } = await lastReading(page, METER);
  await page.getByLabel(METER).fill(String(units - 10));
  await goOn(page);
  assert.match(await mistakeOf(page), /deve essere maggiore dell’ultima lettura/);
  assert.equal(await page.getByLabel(METER).inputValue(), String(units - 10));
  await page.getByRole('alert').getByRole('link').click();
  assert.equal(await page.getByLabel(METER).evaluate((field) => field === document.activeElement), true);
});

test('tomorrow is refused, and so is the day of the last reading', async () => {
  const page = await open();
  await signIn(page, 'marco');
  await openReading(page, GAS);
  const [today, last] = [await proposedDay(page), await lastReading(page, METER)];
  await page.getByLabel(METER).fill(String(last.units + 5));
  await typeDay(page, tomorrowOf(today));
  await goOn(page);
  assert.match(await mistakeOf(page), /nel futuro/);
  await typeDay(page, last.readOn);
  await goOn(page);
  assert.match(await mistakeOf(page), /deve essere successiva/);
});

test('a meter with a corrector wants both readings', async () => {
  const page = await open({ screen: 'phone' });
  await signIn(page, 'antonio');
  await openReading(page, GAS);
  await page.getByLabel(METER).fill(String((await lastReading(page, METER)).units + 300));
  await goOn(page);
  assert.match(await mistakeOf(page), /correttore di volumi: scrivi anche/);
  await page.getByLabel(CORRECTOR).waitFor();
});

test('an unusual reading is asked again before it is sent', async () => {
  const page = await open();
  await signIn(page, 'marco');
  await openReading(page, GAS);
  await page.getByLabel(METER).fill(String((await lastReading(page, METER)).units + 900));
  await goOn(page);
  await page.getByRole('heading', { name: 'Controlla la lettura' }).waitFor();
  await page.getByText('è molto diverso da quello atteso').waitFor();
  await page.getByRole('button', { name: 'Correggi la lettura' }).click();
  await page.getByLabel(METER).waitFor();
});

test('a reading is checked, sent once even with two clicks, and told with its number and what happens next', async () => {
  const page = await open({ screen: 'phone' });
  await signIn(page, 'giulia');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/self-readings')) sent += 1;
  });
  const { readOn, number } = await sendExpectedReading(page, 'Gas', 870);
  assert.match(number, /\S{6,}/);
  await page.getByText('Che cosa succede ora').waitFor();
  assert.equal(sent, 1);

  await page.getByRole('link', { name: 'Vedi i consumi' }).click();
  const row = page.getByRole('row').filter({ hasText: readOn.split('-').reverse().join('/') });
  await row.filter({ hasText: 'autolettura' }).waitFor();
});

test('use is a chart with words, and a table of date, dials, kind, quantity and serial number', async () => {
  const page = await open();
  await signIn(page, 'giulia');
  await page.getByRole('link', { name: 'Consumi' }).first().click();
  await page.getByRole('main').getByRole('link', { name: /^Luce/ }).first().click();
  const chart = page.getByRole('img', { name: /^Consumi per mese: / });
  await chart.waitFor();
  assert.match((await chart.getAttribute('aria-label')) ?? '', /\p{L}+ \d{4} [\d.]+\skWh, /u);
  await page.getByRole('heading', { level: 2, name: /^[\d.]+\skWh in \d+ mesi/ }).waitFor();
  const readings = page.getByRole('table').filter({ hasText: 'Data lettura' });
  for (const name of [
    'Data lettura',
    'F1 (kWh)',
    'F2 (kWh)',
    'F3 (kWh)',
    'Tipo',
    'Consumo (kWh)',
    'Matricola del contatore',
  ])
    await readings.getByRole('columnheader', { name, exact: true }).waitFor();
  assert.isAtLeast(await readings.getByRole('row').count(), 7);
});
