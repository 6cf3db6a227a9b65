import type { Result } from '@sportello/kernel/result';
import type { Context, CustomerActor, StaffActor } from './context.js';
import type { RefusalCodeOf, RequestOf, ResponseOf, Route } from './route.js';

type ActorOf<R extends Route> = R['access'] extends 'public'
  ? Context
  : R['access'] extends 'customer'
    ? Context<CustomerActor>
    : Context<StaffActor>;

/** The use case of a session-opening route also says which session the cookie carries. */
export type OpensSession = { readonly sessionToken: string };

export type Binding = {
  readonly route: Route;
  readonly handle: (context: Context<never>, input: never) => Promise<Result<unknown, { readonly code: string }>>;
};

/** Tie a contract to its use case; does not compile when a refusal has no status or a field is missing. */
export function bind<R extends Route>(
  route: R,
  handle: (
    context: ActorOf<R>,
    input: RequestOf<R>,
  ) => Promise<
    Result<
      R extends { session: 'opens' } ? ResponseOf<R> & OpensSession : ResponseOf<R>,
      { readonly code: RefusalCodeOf<R> }
    >
  >,
): Binding {
  return { route, handle: handle as unknown as Binding['handle'] };
}
