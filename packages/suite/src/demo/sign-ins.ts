import type { StaffRole } from '../platform/context.js';
import { CUSTOMER_STORIES } from './stories.js';

/** Password of every demo account: public on purpose, the company is invented. */
export const DEMO_PASSWORD = 'Sportello-demo-1';

export type DemoStaff = {
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
};
export const DEMO_STAFF: readonly DemoStaff[] = [
  { userName: 'elena', displayName: 'Elena Vandelli', roles: ['billing_manager'] },
  { userName: 'anna', displayName: 'Anna Bortolotti', roles: ['back_office'] },
  { userName: 'luca', displayName: 'Luca Zanasi', roles: ['contact_centre'] },
  { userName: 'admin', displayName: 'Amministrazione', roles: ['admin'] },
];

/** Question and answer of every demo account. */
export const DEMO_SECURITY = { question: 'Come si chiamava il tuo primo animale?', answer: 'fido' } as const;

/** Customers with an account, and why each is worth a look; those without user name try the first access. */
export const demoSignIns: readonly { readonly key: string; readonly userName: string | null; readonly why: string }[] =
  CUSTOMER_STORIES.map(({ key, userName, why }) => ({ key, userName: userName ?? null, why }));
