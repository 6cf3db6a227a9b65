import { givenBrowser } from '@sportello/testkit/browser/browser';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import type { Page } from 'playwright-core';
import { assert, test } from 'vitest';
import { register, typeWebCode } from './page-models/first-access.js';
import { followLinkOfMessage } from './page-models/mailbox.js';
import { newestPrintedBill } from './page-models/printed-bill.js';
import { mistakeOf, signIn } from './page-models/sign-in.js';

const { open } = givenBrowser(suiteUrl);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a web code that no bill carries is refused with where to find the right one', async () => {
  const page = await open({ screen: 'phone' });
  await page.goto('/first-access');
  await typeWebCode(page, 'AAAA-BBBB-CCCC');
  assert.match(await mistakeOf(page), /non corrisponde.*prima pagina della bolletta/);
  assert.equal(await page.getByLabel('Codice web').inputValue(), 'AAAA-BBBB-CCCC', 'what was typed stays');
});

test('the code of the printed bill opens the portal: register, confirm by e-mail, leave, come back, recover', async () => {
  const page = await open({ screen: 'phone' });
  const { webCode, taxCode } = await newestPrintedBill(page, 'Paolo Ricci');
  const account = {
    // As people type: lower case, no dashes.
    webCode: webCode.toLowerCase().replaceAll('-', ''),
    taxCode: taxCode.toLowerCase(),
    email: 'paolo.prova@posta.example',
    userName: 'paolo.prova',
    password: 'quattro gatti al sole',
    answer: 'via Ganaceto',
  };

  await page.goto('/');
  await page.getByRole('link', { name: 'Ho il codice web' }).click();
  await typeWebCode(page, account.webCode);
  await page.getByLabel('Codice fiscale o partita IVA').fill('RSSMRA80A01H501U');
  await page.getByRole('button', { name: 'Continua' }).click();
  assert.match(await mistakeOf(page), /chi ha firmato il contratto/);

  await register(page, account);
  await followLinkOfMessage(page, account.email, 'Conferma il tuo indirizzo e-mail');
  await page.getByRole('button', { name: 'Conferma ed entra' }).click();
  await heading(page, /Ciao Paolo/);

  await page.goto('/menu');
  await page.getByRole('button', { name: 'Esci' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/home');
  await page.waitForURL('**/login**');
  await signIn(page, account.userName, account.password);

  // The code has served.
  await page.goto('/first-access');
  await typeWebCode(page, webCode);
  await heading(page, 'L’accesso esiste già');

  await page.goto('/recover');
  await page.getByLabel('Nome utente o e-mail').fill(account.email);
  await page.getByRole('button', { name: 'Inviami il link' }).click();
  await heading(page, 'Controlla la posta');
  await followLinkOfMessage(page, account.email, 'Recupera l’accesso');
  await page.getByLabel('In che via abitavi da piccolo?').fill('corso Canalgrande');
  await page.getByLabel('Nuova password').fill('cinque cani in piazza');
  await page.getByRole('button', { name: 'Cambia la password' }).click();
  assert.match(await mistakeOf(page), /risposta non corrisponde/);
  await page.getByLabel('In che via abitavi da piccolo?').fill('VIA GANACETO');
  await page.getByRole('button', { name: 'Cambia la password' }).click();
  await heading(page, 'Password cambiata');
  await signIn(page, account.userName, 'cinque cani in piazza');
});

test('a link that does not exist says so and leads on', async () => {
  const page = await open();
  await page.goto('/confirm/0123456789abcdef0123456789abcdef');
  await page.getByRole('button', { name: 'Conferma ed entra' }).click();
  await heading(page, 'Il link non si può più usare');
  await page.getByRole('link', { name: 'Ricomincia dal codice web' }).waitFor();
});

test('after many wrong passwords the words say until when to wait, and what is right waits too', async () => {
  const page = await open();
  await page.goto('/login');
  await page.getByLabel('Nome utente o e-mail').fill('lucia');
  const attempt = async (password: string): Promise<string> => {
    await page.getByLabel('Password', { exact: true }).fill(password);
    const answered = page.waitForResponse('**/api/portal/sign-in');
    await page.getByRole('button', { name: 'Accedi' }).click();
    await answered;
    return mistakeOf(page);
  };
  assert.equal(await attempt('sbagliata 1'), 'Nome utente o password non corretti.');
  let said = '';
  for (let count = 2; count <= 20 && !said.includes('Troppi'); count += 1) said = await attempt(`sbagliata ${count}`);
  assert.match(said, /Troppi tentativi di accesso. Riprova dopo le \d{2}[:.]\d{2}/);
});
