import type { Clock } from './clock.js';
import type { Db } from './database.js';

/** What staff may be (ruoli). A route names those who may call it. */
export const STAFF_ROLES = ['contact_centre', 'back_office', 'billing_manager', 'admin', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export type StaffActor = {
  readonly kind: 'staff';
  readonly userId: string;
  readonly sessionId: string;
  readonly displayName: string;
  readonly roles: readonly StaffRole[];
};
export type CustomerActor = {
  readonly kind: 'customer';
  readonly accountId: string;
  readonly sessionId: string;
  readonly customerId: string;
};
export type Actor =
  | StaffActor
  | CustomerActor
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system'; readonly name: string };

/** A company of the installation, as every request and command needs it. */
export type Company = {
  readonly companyId: string;
  readonly code: string;
  readonly name: string;
  readonly vatNumber: string;
  readonly taxCode: string;
  readonly profile: CompanyProfile;
  readonly parameters: Readonly<Record<string, unknown>>;
};
export type CompanyProfile = {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly iban: string;
  readonly complaintAddress: string;
  readonly gasEmergencyPhone: string;
};

/**
 * What a use case runs in: the open transaction of one company, who acts, and the clock. The transaction commits
 * when the use case returns, also with a refusal (which stores nothing but its attempts and audit).
 */
export type Context<A extends Actor = Actor> = {
  readonly db: Db;
  readonly company: Company;
  readonly companyId: string;
  readonly actor: A;
  readonly clock: Clock;
  /** Keyed hashes (web codes) use it; never stored, never logged. */
  readonly secret: string;
  /** Address of the portal for links in messages and bills. */
  readonly publicUrl: string;
};

export const actorId = (actor: Actor): string =>
  actor.kind === 'staff'
    ? actor.userId
    : actor.kind === 'customer'
      ? actor.accountId
      : actor.kind === 'system'
        ? actor.name
        : 'anonymous';
