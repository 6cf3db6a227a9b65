import { addDays, formatItalianDate, type LocalDate } from '@sportello/kernel/calendar';
import { assert as ensure } from '@sportello/kernel/result';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import type { Page } from 'playwright-core';
import { assert, test } from 'vitest';
import { sendExpectedReading } from '../../portal/e2e/page-models/self-reading.js';
import { signIn as enterPortal } from '../../portal/e2e/page-models/sign-in.js';
import { fact, signIn } from './page-models/office.js';

const { open } = givenBrowser(suiteUrl);

/** The first day that no issued run has billed yet. */
async function firstUnbilledDay(page: Page): Promise<LocalDate> {
  const { runs } = (await (await page.context().request.get('/api/office/billing/runs')).json()) as {
    runs: readonly { state: string; periodToExclusive: LocalDate }[];
  };
  const last = runs.filter(({ state }) => state === 'issued').map(({ periodToExclusive }) => periodToExclusive);
  const day = last.toSorted().at(-1);
  ensure(day !== undefined, 'the demo has billed');
  return day;
}

test('a self-reading appears in the office as fulfilled, and the simulation of the days since the last bill uses it', async () => {
  const [portal, page] = [await open({ screen: 'phone' }), await open()];
  await enterPortal(portal, 'giulia');
  const { readOn } = await sendExpectedReading(portal, 'Gas', 870);

  await signIn(page, 'elena');
  await page.getByRole('link', { name: 'Attività', exact: true }).click();
  const activity = page
    .getByRole('row')
    .filter({ hasText: 'Ferrari Giulia' })
    .filter({ hasText: 'Autolettura' })
    .first();
  await activity.filter({ hasText: 'Evasa' }).waitFor();
  await activity.getByRole('link').first().click();
  await page.getByText('Evasa in automatico').waitFor();
  assert.equal(await fact(page, 'Data lettura').textContent(), formatItalianDate(readOn));

  await page.getByRole('link', { name: 'Fatturazione', exact: true }).click();
  await page.getByRole('button', { name: 'Nuova esecuzione' }).click();
  await page.getByLabel('Servizio').selectOption('gas');
  await page.getByLabel('Primo giorno del periodo').fill(await firstUnbilledDay(page));
  await page.getByLabel('Ultimo giorno del periodo').fill(readOn);
  await page.getByLabel('Data di emissione').fill(addDays(readOn, 1));
  await page.getByLabel('Scadenza').fill(addDays(readOn, 21));
  await page.getByRole('button', { name: 'Avvia la simulazione' }).click();
  await page.waitForURL(/billing\/runs\/[0-9a-f-]{36}/);
  await page.getByRole('progressbar').first().waitFor({ state: 'attached' });
  await page.locator('.sp-badge', { hasText: 'Calcolata' }).waitFor({ timeout: 90_000 });
  // The figure itself, without the note under it.
  const figure = async (name: string) =>
    Number(
      await page
        .locator('.of-figure', { has: page.getByText(name, { exact: true }) })
        .locator('dd')
        .evaluate((value) => value.firstChild?.textContent),
    );
  const [supplies, computed, parked] = [await figure('Forniture'), await figure('Calcolate'), await figure('Ferme')];
  assert.isAbove(computed, 50);
  assert.equal(computed + parked, supplies);
  // The largest come first, fifty on a page.
  const ofGiulia = page.getByRole('row').filter({ hasText: 'da autolettura' });
  if (!(await ofGiulia.first().isVisible())) await page.getByRole('button', { name: 'Successivi' }).click();
  await ofGiulia.first().waitFor();
});

test('a period that ends before it begins is refused beside its field, and what was typed stays', async () => {
  const page = await open();
  await signIn(page, 'elena');
  await page.goto('/office/billing/runs/new');
  await page.getByLabel('Primo giorno del periodo').fill('2026-10-31');
  await page.getByLabel('Ultimo giorno del periodo').fill('2026-09-01');
  await page.getByRole('button', { name: 'Avvia la simulazione' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Ultimo giorno del periodo').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.getByLabel('Primo giorno del periodo').inputValue(), '2026-10-31');
});

test('who does not bill sees the runs and cannot start one', async () => {
  const page = await open();
  await signIn(page, 'anna');
  await page.goto('/office/billing/runs');
  await page.getByRole('table').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Nuova esecuzione' }).count(), 0);
});
