import { assert } from '@sportello/kernel/result';
import { DEMO_PASSWORD } from '@sportello/suite/demo/index';
import type { APIRequestContext } from 'playwright-core';

/** A page of the office: a name for reports and pictures, and its address. */
export type Place = { readonly name: string; readonly path: string };

/** Sign a member of the staff in, without the page, and list the pages of the office. */
export async function placesOfStaff(visitor: APIRequestContext, userName: string): Promise<readonly Place[]> {
  const entered = await visitor.post('/api/office/sign-in', { data: { userName, password: DEMO_PASSWORD } });
  assert(entered.ok(), `${userName} enters: ${entered.status()}`);
  /** The identifier `name` of the first record of a list; an address of nobody when it is empty. */
  const first = async (path: string, list: string, name: string): Promise<string> => {
    const answer = (await (await visitor.get(`/api/office${path}`)).json()) as Record<string, Record<string, string>[]>;
    return answer[list]?.[0]?.[name] ?? '00000000-0000-7000-8000-000000000000';
  };
  const customer = `/office/customers/${await first('/customers?q=ferrari%20giulia', 'rows', 'customerId')}`;
  return [
    { name: 'today', path: '/office' },
    { name: 'activities', path: '/office/activities' },
    { name: 'activity', path: `/office/activities/${await first('/activities', 'rows', 'activityId')}` },
    { name: 'customers', path: '/office/customers' },
    { name: 'customer', path: customer },
    ...['supplies', 'invoices', 'account', 'activities', 'messages', 'timeline'].map((tab) => ({
      name: `customer-${tab}`,
      path: `${customer}?tab=${tab}`,
    })),
    { name: 'supply-points', path: '/office/supply-points' },
    {
      name: 'supply-point',
      path: `/office/supply-points/${await first('/supply-points', 'rows', 'supplyPointId')}`,
    },
    { name: 'worklist', path: '/office/readings' },
    { name: 'files', path: '/office/readings/files' },
    { name: 'import', path: '/office/readings/import' },
    { name: 'runs', path: '/office/billing/runs' },
    { name: 'new-run', path: '/office/billing/runs/new' },
    { name: 'run', path: `/office/billing/runs/${await first('/billing/runs', 'runs', 'runId')}` },
    { name: 'invoices', path: '/office/invoices' },
    { name: 'invoice', path: `/office/invoices/${await first('/invoices', 'rows', 'invoiceId')}` },
    { name: 'account', path: '/office/account' },
  ];
}
