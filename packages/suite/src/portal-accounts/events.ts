/** A customer confirmed the e-mail and entered for the first time. */
export const ACCOUNT_REGISTERED = 'portal_accounts.registered';
export type AccountRegistered = { readonly accountId: string; readonly customerId: string };
