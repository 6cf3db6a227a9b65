import { addDays, daysBetween, type LocalDate } from '@sportello/kernel/calendar';
import type { Page } from 'playwright-core';

export const METER = /^Contatore in metri cubi/;

/** From the home to the page that asks what the meter shows. */
export async function openReading(page: Page, supply: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'Autolettura' }).first().click();
  const choice = page.getByRole('main').getByRole('link', { name: supply });
  const form = page.getByRole('heading', { level: 1, name: /Quanto segn/ });
  await choice.or(form).first().waitFor();
  if (await choice.isVisible()) await choice.click();
  await form.waitFor();
}

/** What the page says of the last reading of a dial. */
export async function lastReading(
  page: Page,
  dial: RegExp,
): Promise<{ readonly units: number; readonly readOn: LocalDate }> {
  const field = page.getByLabel(dial);
  const hint = await page.locator(`#${(await field.getAttribute('aria-describedby'))?.split(' ')[0]}`).textContent();
  const found = /Ultima: ([\d.]+), (\d{2})\/(\d{2})\/(\d{4})/.exec(hint ?? '');
  if (found === null) throw new Error(`the hint tells the last reading: ${hint}`);
  const [, units = '', day, month, year] = found;
  return { units: Number(units.replaceAll('.', '')), readOn: `${year}-${month}-${day}` as LocalDate };
}

/** The day that the page proposes, which is today. */
export async function proposedDay(page: Page): Promise<LocalDate> {
  const part = (label: string) => page.getByLabel(label, { exact: true }).inputValue();
  return `${await part('Anno')}-${await part('Mese')}-${await part('Giorno')}` as LocalDate;
}

export async function typeDay(page: Page, day: LocalDate): Promise<void> {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  await page.getByLabel('Giorno', { exact: true }).fill(dayOfMonth);
  await page.getByLabel('Mese', { exact: true }).fill(month);
  await page.getByLabel('Anno', { exact: true }).fill(year);
}

export const tomorrowOf = (day: LocalDate): LocalDate => addDays(day, 1);
/** Units that a supply of so many a year has used since its last reading. */
export const expectedUnits = (annual: number, since: LocalDate, until: LocalDate): number =>
  Math.round((annual * daysBetween(since, until)) / 365);

export const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continua' }).click();

/** Send the reading that a supply of so many units a year would show today; answers its day and its number. */
export async function sendExpectedReading(
  page: Page,
  supply: 'Luce' | 'Gas',
  annual: number,
): Promise<{ readonly readOn: LocalDate; readonly number: string }> {
  await openReading(page, new RegExp(`^${supply}`));
  const [readOn, last] = [await proposedDay(page), await lastReading(page, METER)];
  await page.getByLabel(METER).fill(String(last.units + expectedUnits(annual, last.readOn, readOn)));
  await goOn(page);
  await page.getByRole('heading', { name: 'Controlla la lettura' }).waitFor();
  await page.getByRole('button', { name: /[Ii]nvia la lettura/ }).dblclick();
  await page.getByRole('heading', { level: 1, name: 'Lettura ricevuta' }).waitFor();
  const number = /Numero (\S+),/.exec((await page.getByRole('main').textContent()) ?? '')?.[1] ?? '';
  return { readOn, number };
}
