import { accessibilityFindings, EVERY_VIEW, findingsOfPlaces, TWO_VIEWS } from '@sportello/testkit/browser/axe';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { emptyEverything, failEverything } from '@sportello/testkit/browser/states';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import { assert, test, vi } from 'vitest';
import { signIn } from './page-models/office.js';
import { placesOfStaff } from './page-models/places.js';

vi.setConfig({ testTimeout: 300_000 });
const { open } = givenBrowser(suiteUrl);
/** The same pages in other words: English needs only two of the four views. */
const viewsOf = (language: 'it' | 'en') => (language === 'it' ? EVERY_VIEW : TWO_VIEWS);
/** Everything but who is signed in. */
const DATA = /\/api\/office\/(?!me|sign)/;
const LISTS = ['today', 'activities', 'customers', 'supply-points', 'worklist', 'files', 'runs', 'invoices'];

for (const language of ['it', 'en'] as const) {
  test(`the pages of the office are accessible, ${language}`, async () => {
    const page = await open({ language });
    const places = await placesOfStaff(page.context().request, 'elena');
    assert.deepEqual(
      await findingsOfPlaces(page, [{ name: 'sign-in', path: '/office/login' }, ...places], viewsOf(language)),
      {},
    );
  });

  test(`lists with nothing in them are accessible, ${language}`, async () => {
    const page = await open({ language });
    const places = await placesOfStaff(page.context().request, 'elena');
    await emptyEverything(page, DATA);
    const lists = places.filter(({ name }) => LISTS.includes(name));
    assert.deepEqual(await findingsOfPlaces(page, lists, TWO_VIEWS), {});
  });

  test(`pages whose data cannot be had are accessible, ${language}`, async () => {
    const page = await open({ language });
    const places = await placesOfStaff(page.context().request, 'elena');
    await failEverything(page, DATA);
    assert.deepEqual(await findingsOfPlaces(page, places.slice(0, -1), TWO_VIEWS), {});
    await page
      .getByRole('button', { name: language === 'it' ? 'Riprova' : 'Try again' })
      .first()
      .waitFor();
  });
}

test('the palette, the shortcuts and a form with mistakes are accessible', async () => {
  const page = await open();
  await signIn(page, 'elena');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ferrari');
  await page.getByRole('option').first().waitFor();
  assert.deepEqual(await accessibilityFindings(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'hidden' });
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await accessibilityFindings(page), []);
});
