import type { Page } from 'playwright-core';

export type NewAccount = {
  readonly webCode: string;
  readonly taxCode: string;
  readonly email: string;
  readonly userName: string;
  readonly password: string;
  readonly answer: string;
};

export const typeWebCode = async (page: Page, webCode: string): Promise<void> => {
  await page.getByLabel('Codice web').fill(webCode);
  await page.getByRole('button', { name: 'Continua' }).click();
};

/** The five pages of the first access, up to the message that is on its way. */
export async function register(page: Page, account: NewAccount): Promise<void> {
  const onward = () => page.getByRole('button', { name: 'Continua' }).click();
  await page.goto('/first-access');
  await typeWebCode(page, account.webCode);
  await page.getByLabel('Codice fiscale o partita IVA').fill(account.taxCode);
  await onward();
  await page.getByLabel('E-mail', { exact: true }).fill(account.email);
  await onward();
  await page.getByLabel('Nome utente').fill(account.userName);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByLabel('Domanda di sicurezza').selectOption('In che via abitavi da piccolo?');
  await page.getByLabel('Risposta').fill(account.answer);
  await onward();
  await page.getByRole('heading', { name: 'Controlla i dati' }).waitFor();
  await page.getByRole('button', { name: 'Crea l’accesso' }).click();
  await page.getByRole('heading', { name: 'Controlla la posta' }).waitFor();
}
