import type { StaffRole } from '../platform/context.js';
import { CUSTOMER_STORIES, demoCustomerCode } from './stories.js';

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

export type DemoCustomer = {
  readonly customerCode: string;
  /** Null for those who try the first access. */
  readonly userName: string | null;
  readonly why: string;
};

/** The customers worth a look, and why. */
export const demoSignIns: readonly DemoCustomer[] = CUSTOMER_STORIES.map(({ userName, why }, index) => ({
  customerCode: demoCustomerCode(index),
  userName: userName ?? null,
  why,
}));
