import { z } from 'zod';
import { defineRoute } from '../platform/route.js';

const EVERY_STAFF_ROLE = ['contact_centre', 'back_office', 'billing_manager', 'admin', 'auditor'] as const;

const me = z.object({
  displayName: z.string(),
  userName: z.string(),
  roles: z.array(z.enum(EVERY_STAFF_ROLE)),
  language: z.enum(['it', 'en']),
  company: z.object({ code: z.string(), name: z.string() }),
});

export const staffSignInRoute = defineRoute({
  method: 'post',
  path: '/office/sign-in',
  summary: 'Open an office session',
  access: 'public',
  session: 'opens',
  request: z.object({ userName: z.string().min(1).max(254), password: z.string().min(1).max(1000) }),
  response: me,
  refusals: {
    /** Same words and same work for an unknown user, a wrong password and a disabled user. */
    'access.wrong_user_or_password': 422,
    /** Facts: `until` (instant). */
    'access.sign_in_blocked': 429,
  },
});

export const staffSignOutRoute = defineRoute({
  method: 'post',
  path: '/office/sign-out',
  summary: 'End the office session',
  access: 'public',
  session: 'closes',
  request: z.object({}),
  response: z.object({}),
  refusals: {},
});

export const staffMeRoute = defineRoute({
  method: 'get',
  path: '/office/me',
  summary: 'Who is signed in to the office',
  access: EVERY_STAFF_ROLE,
  request: z.object({}),
  response: me,
  refusals: {},
});

export const changeStaffPasswordRoute = defineRoute({
  method: 'put',
  path: '/office/password',
  summary: 'Change the password of the signed-in user; the other sessions end',
  access: EVERY_STAFF_ROLE,
  request: z.object({ currentPassword: z.string().min(1).max(1000), newPassword: z.string().max(1000) }),
  response: z.object({}),
  refusals: {
    'access.password_too_short': 422,
    'access.password_too_long': 422,
    'access.password_too_common': 422,
    'access.current_password_wrong': 422,
    'access.sign_in_blocked': 429,
  },
});
