import type { staffMeRoute } from '@sportello/suite/access/api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { createContext, useContext } from 'react';

export type Me = AnswerOf<typeof staffMeRoute>;
export type Role = Me['roles'][number];

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** Who is signed in. Only inside the shell, which waits for the answer. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe belongs inside the shell');
  return me;
}

/** True when the person has one of these roles: what a role may not do is absent, not disabled. */
export const useMay = (roles: readonly Role[]): boolean => useMe().roles.some((role) => roles.includes(role));

/** Search of the sign-in page that leads back to `href`; only to a page of this app, never to another address. */
export const backTo = (href: string): { readonly back?: string } =>
  /^\/(?![/\\])/.test(href) && href !== '/' ? { back: href } : {};
