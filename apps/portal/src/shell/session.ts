import type { AnswerOf } from '@sportello/suite/platform/route';
import { meRoute } from '@sportello/suite/portal-accounts/api';
import { useRead } from '@sportello/ui/client/use-route';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

export type Me = AnswerOf<typeof meRoute>;

const GUEST_PATHS = ['/login', '/first-access', '/confirm', '/recover', '/mailbox'];
/** Pages that nobody needs to sign in for. */
export const isGuestPath = (path: string): boolean =>
  path === '/' || GUEST_PATHS.some((guest) => path === guest || path.startsWith(`${guest}/`));

/** Only a path of this site: a link may not send people elsewhere after sign-in. */
export const safeReturn = (back: string | undefined): string =>
  back !== undefined && /^\/(?![/\\])/.test(back) && !isGuestPath(back) ? back : '/home';

/** Who is signed in; loading or failed while not known. */
export const useMe = () => useRead(meRoute, {});

/** Enter as `me`, and go on where the person wanted to be. */
export function useEnter(): (me: Me, back?: string) => void {
  const queries = useQueryClient();
  const router = useRouter();
  return (me, back) => {
    // Nothing of who was here before may stay.
    queries.clear();
    queries.setQueryData([meRoute.path, {}], me);
    router.history.push(safeReturn(back));
  };
}
