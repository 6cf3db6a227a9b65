import type { AnswerOf, Route } from '@sportello/suite/platform/route';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Answer, ask, call, type InputOf, newIdempotencyKey } from './call.js';

/** Read a route; old rows stay on screen while a filter changes. */
export function useRead<R extends Route>(
  route: R,
  input: InputOf<R>,
  options: { readonly enabled?: boolean; readonly refetchEveryMs?: number } = {},
) {
  return useQuery<AnswerOf<R>>({
    queryKey: [route.path, input],
    queryFn: ({ signal }) => ask(route, input, signal),
    placeholderData: keepPreviousData,
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.refetchEveryMs === undefined ? {} : { refetchInterval: options.refetchEveryMs }),
  });
}

/**
 * Write through a route. The same input sent again after a lost answer carries the same key, so it counts once; a
 * changed input is a new intent. Every reading on screen is refreshed after a success.
 */
export function useWrite<R extends Route>(route: R) {
  const [isSending, setSending] = useState(false);
  const intent = useRef<{ readonly body: string; readonly key: string } | null>(null);
  const queries = useQueryClient();
  const send = async (input: InputOf<R>): Promise<Answer<R>> => {
    const body = JSON.stringify(input, (_name, value) => (value instanceof Blob ? [value.size, value.type] : value));
    if (intent.current?.body !== body) intent.current = { body, key: newIdempotencyKey() };
    setSending(true);
    const answer = await call(route, input, { idempotencyKey: intent.current.key });
    setSending(false);
    // A refusal is stored under its key: trying again after it (a slot got free, a minute passed) is a new intent.
    if (answer.ok || answer.problem.kind !== 'unreachable') intent.current = null;
    if (answer.ok) void queries.invalidateQueries();
    return answer;
  };
  return { send, isSending };
}
