import { assert } from '@sportello/kernel/result';
import { DEMO_PASSWORD } from '@sportello/suite/demo/index';
import type { APIRequestContext } from 'playwright-core';

/** A page of the portal: a name for reports and pictures, and its address. */
export type Place = { readonly name: string; readonly path: string };

/** Pages for which nobody signs in. */
export const GUEST_PLACES: readonly Place[] = [
  { name: 'door', path: '/' },
  { name: 'login', path: '/login' },
  { name: 'first-access', path: '/first-access' },
  { name: 'recover', path: '/recover' },
  { name: 'recover-link', path: '/recover/0123456789abcdef0123456789abcdef' },
  { name: 'confirm', path: '/confirm/0123456789abcdef0123456789abcdef' },
  { name: 'mailbox', path: '/mailbox' },
  { name: 'not-found', path: '/no-such-page' },
];

type Supply = { readonly supplyId: string; readonly commodity: string; readonly remoteRead: boolean };

/** Sign a customer in, without the page, and list the pages of a signed-in customer. */
export async function placesOfCustomer(visitor: APIRequestContext, userName: string): Promise<readonly Place[]> {
  const entered = await visitor.post('/api/portal/sign-in', { data: { userName, password: DEMO_PASSWORD } });
  assert(entered.ok(), `${userName} enters: ${entered.status()}`);
  const { supplies } = (await (await visitor.get('/api/portal/home')).json()) as { supplies: readonly Supply[] };
  const { rows } = (await (await visitor.get('/api/portal/invoices')).json()) as {
    rows: readonly { invoiceId: string }[];
  };
  const byHand = supplies.find(({ remoteRead }) => !remoteRead) ?? supplies[0];
  return [
    { name: 'home', path: '/home' },
    { name: 'supplies', path: '/supplies' },
    ...supplies.flatMap(({ supplyId, commodity }) => [
      { name: `supply-${commodity}`, path: `/supplies/${supplyId}` },
      { name: `consumption-${commodity}`, path: `/supplies/${supplyId}/consumption` },
    ]),
    { name: 'choose-reading', path: '/reading' },
    { name: 'reading', path: `/supplies/${byHand?.supplyId}/reading` },
    { name: 'invoices', path: '/invoices' },
    { name: 'invoice', path: `/invoices/${rows[0]?.invoiceId}` },
    { name: 'profile', path: '/profile' },
    { name: 'menu', path: '/menu' },
  ];
}
