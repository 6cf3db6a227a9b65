import type { Route } from '@sportello/suite/platform/route';
import { type SearchMiddleware, type SearchSchemaInput, stripSearchParams } from '@tanstack/react-router';

type SearchOf<R extends Route> = R['request']['_zod']['output'];
/** What a link gives: only what differs from the defaults. */
type GivenOf<R extends Route> = R['request']['_zod']['input'] & SearchSchemaInput;

/**
 * The search of a list page is the request of its route: every filter, the sort and the page live in the URL. A value
 * that the contract does not accept is dropped, so that an old link still opens.
 */
export function searchOf<R extends Route>(route: R) {
  const defaults = route.request.parse({}) as SearchOf<R>;
  return {
    validateSearch: (given: GivenOf<R>): SearchOf<R> => {
      const first = route.request.safeParse(given);
      if (first.success) return first.data as SearchOf<R>;
      const wrong = new Set(first.error.issues.map(({ path }) => String(path[0])));
      const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)));
      const second = route.request.safeParse(rest);
      return (second.success ? second.data : defaults) as SearchOf<R>;
    },
    search: { middlewares: [stripSearchParams(defaults as never) as unknown as SearchMiddleware<SearchOf<R>>] },
  };
}

/** Search parameters are plain text: `?q=123` is the text 123. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
