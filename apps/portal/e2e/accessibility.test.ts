import { accessibilityFindings, EVERY_VIEW, findingsOfPlaces, TWO_VIEWS } from '@sportello/testkit/browser/axe';
import { givenBrowser } from '@sportello/testkit/browser/browser';
import { emptyEverything, failEverything } from '@sportello/testkit/browser/states';
import { suiteUrl } from '@sportello/testkit/browser/suite-under-test';
import { assert, test, vi } from 'vitest';
import { GUEST_PLACES, placesOfCustomer } from './page-models/places.js';

vi.setConfig({ testTimeout: 300_000 });
const { open } = givenBrowser(suiteUrl);
const LANGUAGES = [
  ['it', 'giulia'],
  ['en', 'emily'],
] as const;
/** The same pages in other words: English needs only two of the four views. */
const viewsOf = (language: 'it' | 'en') => (language === 'it' ? EVERY_VIEW : TWO_VIEWS);
/** Everything but who is signed in and the name of the company. */
const DATA = '**/api/portal/{home,supplies,supplies/**,invoices,invoices/**,profile}';
const LISTS = ['home', 'supplies', 'choose-reading', 'invoices', 'consumption-electricity'];

for (const [language, userName] of LANGUAGES) {
  test(`guest pages are accessible, ${language}`, async () => {
    assert.deepEqual(await findingsOfPlaces(await open({ language }), GUEST_PLACES, viewsOf(language)), {});
  });

  test(`the pages of a customer are accessible, ${language}`, async () => {
    const page = await open({ language });
    const places = await placesOfCustomer(page.context().request, userName);
    assert.deepEqual(await findingsOfPlaces(page, places, viewsOf(language)), {});
  });

  test(`lists with nothing in them are accessible, ${language}`, async () => {
    const page = await open({ language });
    const places = await placesOfCustomer(page.context().request, userName);
    await emptyEverything(page, DATA);
    const lists = places.filter(({ name }) => LISTS.includes(name));
    assert.deepEqual(await findingsOfPlaces(page, lists, TWO_VIEWS), {});
  });

  test(`pages whose data cannot be had are accessible, ${language}`, async () => {
    const page = await open({ language });
    const places = await placesOfCustomer(page.context().request, userName);
    await failEverything(page, DATA);
    const readers = places.filter(({ name }) => name !== 'menu');
    assert.deepEqual(await findingsOfPlaces(page, readers, TWO_VIEWS), {});
    await page.getByRole('button', { name: language === 'it' ? 'Riprova' : 'Try again' }).waitFor();
  });
}

test('what is wrong would be seen: a picture without words, grey on grey', async () => {
  const page = await open();
  await page.setContent(
    '<main><h1>Prova</h1><img src="data:,"><p style="color:#999;background:#ccc">Grigio</p></main>',
  );
  const rules = (await accessibilityFindings(page)).map((finding) => finding.split(' ')[0]);
  assert.includeMembers(rules, ['image-alt', 'color-contrast']);
});

test('a form with mistakes is accessible', async () => {
  const page = await open({ screen: 'phone' });
  await page.goto('/login');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByRole('alert').waitFor();
  assert.deepEqual(await accessibilityFindings(page), []);
});
