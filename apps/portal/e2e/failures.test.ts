import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoMailbox, startDemoMailbox } from '@sportello/suite/connectors/demo-mailbox/demo-mailbox';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { freePort, postgresPid, type RunningSuite, startSuite } from '@sportello/testkit/browser/start-suite';
import { afterAll, assert, beforeAll, test } from 'vitest';
import { signIn as enterOffice, findByPalette } from '../../office/e2e/page-models/office.js';
import { signIn } from './page-models/sign-in.js';

// What breaks here would disturb every other test: this file has a suite of its own, and a mail server behind a gate.
const mailFolder = mkdtempSync(join(tmpdir(), 'sportello-mail-'));
let suite: RunningSuite;
let mailServer: DemoMailbox;
let gate: Server;
let gatePort: number;

beforeAll(async () => {
  mailServer = await startDemoMailbox({ folder: mailFolder });
  gatePort = await freePort();
  gate = createServer((socket) => {
    const onward = connect(Number(new URL(mailServer.smtpUrl).port), '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  suite = await startSuite({ SMTP_URL: `smtp://127.0.0.1:${gatePort}` });
});
afterAll(async () => {
  await suite.stop();
  gate.close();
  await mailServer.close();
  rmSync(mailFolder, { recursive: true, force: true });
});
const { open } = givenBrowser(() => suite.url);
const INVOICES = /\/api\/portal\/invoices(\?|$)/;
const received = (): number => readdirSync(mailFolder).filter((name) => name.endsWith('.eml')).length;

test('the database is killed while the portal is used: 503 in words, and back by itself with nothing lost', async () => {
  const page = await open({ screen: 'phone' });
  await signIn(page, 'giulia');
  process.kill(postgresPid(suite.dataFolder), 'SIGQUIT');
  const answer = await page.context().request.get('/api/portal/home');
  assert.deepEqual([answer.status(), (await answer.json()).code], [503, 'platform.unavailable']);
  assert.equal((await page.context().request.get('/healthz')).status(), 200, 'the suite itself lives');

  await page.getByRole('link', { name: 'Bollette' }).last().click();
  const again = page.getByRole('button', { name: 'Riprova' });
  await page.getByRole('article').first().or(again).first().waitFor();
  while (await again.isVisible()) {
    assert.include(await page.getByRole('main').textContent(), 'non si è perso nulla');
    await again.click();
    await page.getByRole('article').first().or(again).first().waitFor();
  }
  assert.isAbove(await page.getByRole('article').count(), 0);
});

test('while the service cannot be had, the page says so in words and offers to try again', async () => {
  const page = await open();
  await signIn(page, 'giulia');
  await page.route(INVOICES, (route) =>
    route.fulfill({ status: 503, json: { code: 'platform.unavailable', facts: {}, requestId: 'abcd1234' } }),
  );
  await page.getByRole('link', { name: 'Bollette' }).first().click();
  await page.getByText('Il servizio non risponde in questo momento').waitFor();
  await page.unroute(INVOICES);
  await page.getByRole('button', { name: 'Riprova' }).click();
  await page.getByRole('article').first().waitFor();
});

test('the mail server is down: the message waits where the office sees it, and leaves once when the server is back', async () => {
  const [guest, office] = [await open(), await open()];
  await guest.goto('/recover');
  await guest.getByLabel('Nome utente o e-mail').fill('giulia');
  await guest.getByRole('button', { name: 'Inviami il link' }).click();
  await guest.getByRole('heading', { level: 1, name: 'Controlla la posta' }).waitFor();

  await enterOffice(office, 'luca');
  await findByPalette(office, 'ferrari giulia', 'Cliente');
  await office.getByRole('heading', { level: 1, name: 'Ferrari Giulia' }).waitFor();
  const messages = `${new URL(office.url()).pathname}?tab=messages`;
  const state = async (): Promise<string> => {
    await office.goto(messages, { waitUntil: 'networkidle' });
    return (await office.getByRole('row').filter({ hasText: 'Recupera l’accesso' }).allTextContents()).join();
  };
  const comesTo = async (word: string): Promise<void> => {
    while (!(await state()).includes(word)) await new Promise((resume) => setTimeout(resume, 1_000));
  };
  await comesTo('Da ritentare');
  assert.equal(received(), 0);

  gate.listen(gatePort, '127.0.0.1');
  await once(gate, 'listening');
  await comesTo('Inviato');
  assert.equal(received(), 1);
}, 240_000);
