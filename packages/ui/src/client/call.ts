import type { AnswerOf, RefusalCodeOf, RequestOf, Route } from '@sportello/suite/platform/route';

type Facts = Readonly<Record<string, unknown>>;

/** Why a call gave no answer. Only `refusal` belongs to the operation; the others may meet any call. */
export type Problem<Code extends string = string> =
  /** An expected no, with the code of the contract and the facts of its sentence. */
  | { readonly kind: 'refusal'; readonly code: Code; readonly facts: Facts }
  /** The server did not accept the form of these fields. */
  | { readonly kind: 'invalid'; readonly fields: readonly { readonly path: string; readonly message: string }[] }
  /** Nobody is signed in any more. */
  | { readonly kind: 'signed_out' }
  /** Signed in, without the role. */
  | { readonly kind: 'forbidden'; readonly facts: Facts }
  | { readonly kind: 'too_many' }
  /** No network, or the service says it is unavailable for now: trying again makes sense. */
  | { readonly kind: 'unreachable' }
  /** Our side broke: the number finds it in the logs. */
  | { readonly kind: 'failure'; readonly status: number; readonly requestId: string };

export type Answer<R extends Route> =
  | { readonly ok: true; readonly value: AnswerOf<R> }
  | { readonly ok: false; readonly problem: Problem<RefusalCodeOf<R>> };

/** What a caller gives: numbers and text as the contract takes them, a file as the browser holds it. */
export type InputOf<R extends Route> = R extends { readonly uploadLimitBytes: number }
  ? Omit<RequestOf<R>, 'content'> & { readonly content: Blob }
  : RequestOf<R>;

export type CallOptions = {
  /** One key per intent of the person, the same for every repetition of it. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

/** A fresh key; `randomUUID` would be missing on plain-HTTP hosts of a local network. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fill the path, and split what is left into query or body as `route` sends it. */
export function composeRequest(
  route: Route,
  input: Readonly<Record<string, unknown>>,
): { readonly url: string; readonly body: BodyInit | null; readonly contentType: string | null } {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value ?? ''));
  });
  const isUpload = route.uploadLimitBytes !== undefined;
  const content = isUpload ? rest.get('content') : undefined;
  rest.delete(isUpload ? 'content' : '');
  if (route.method !== 'get' && !isUpload)
    return { url: `/api${path}`, body: JSON.stringify(Object.fromEntries(rest)), contentType: 'application/json' };
  const query = new URLSearchParams(Array.from(rest, ([name, value]) => [name, String(value)]));
  const url = `/api${path}${query.size > 0 ? `?${query}` : ''}`;
  return isUpload
    ? { url, body: content as BodyInit, contentType: 'application/octet-stream' }
    : { url, body: null, contentType: null };
}

type ProblemBody = {
  code?: string;
  facts?: Facts & { fields?: { path: string; message: string }[] };
  requestId?: string;
};

function problemOf(route: Route, status: number, body: ProblemBody): Problem {
  const { code = '', facts = {}, requestId = '' } = body;
  if (code in route.refusals) return { kind: 'refusal', code, facts };
  if (status === 401) return { kind: 'signed_out' };
  if (status === 403) return { kind: 'forbidden', facts };
  if (status === 429) return { kind: 'too_many' };
  if (status === 502 || status === 503 || status === 504) return { kind: 'unreachable' };
  if (code === 'platform.invalid_input') return { kind: 'invalid', fields: facts.fields ?? [] };
  return { kind: 'failure', status, requestId };
}

const RETRY_AFTER_MS = [400, 1500];
const pause = (milliseconds: number): Promise<void> => new Promise((resume) => setTimeout(resume, milliseconds));

async function send<R extends Route>(
  route: R,
  input: InputOf<R>,
  { signal }: CallOptions,
  key: string,
): Promise<Answer<R>> {
  const { url, body, contentType } = composeRequest(route, input);
  const headers = {
    ...(contentType === null ? {} : { 'content-type': contentType }),
    ...(route.method === 'get' ? {} : { 'idempotency-key': key }),
  };
  try {
    const response = await fetch(url, {
      method: route.method.toUpperCase(),
      headers,
      body,
      credentials: 'same-origin',
      ...(signal === undefined ? {} : { signal }),
    });
    if (!response.ok) {
      const problem = problemOf(route, response.status, await response.json().catch(() => ({})));
      return { ok: false, problem: problem as Problem<RefusalCodeOf<R>> };
    }
    const value = route.response === 'file' ? await response.blob() : await response.json();
    return { ok: true, value: value as AnswerOf<R> };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { ok: false, problem: { kind: 'unreachable' } };
  }
}

/**
 * Call a route of the suite. An unreachable service is tried twice more, with the same idempotency key, so that a
 * write whose answer got lost happens once.
 */
export async function call<R extends Route>(
  route: R,
  input: InputOf<R>,
  options: CallOptions = {},
): Promise<Answer<R>> {
  const key = options.idempotencyKey ?? newIdempotencyKey();
  let answer = await send(route, input, options, key);
  for (const milliseconds of RETRY_AFTER_MS) {
    if (answer.ok || answer.problem.kind !== 'unreachable') return answer;
    await pause(milliseconds);
    answer = await send(route, input, options, key);
  }
  return answer;
}

/** A call that gave no answer, as TanStack Query needs it. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(readonly problem: Problem) {
    super(problem.kind === 'refusal' ? problem.code : problem.kind);
  }
}

/** `call` for queries: the answer, or a thrown CallError. */
export async function ask<R extends Route>(route: R, input: InputOf<R>, signal?: AbortSignal): Promise<AnswerOf<R>> {
  const answer = await call(route, input, signal === undefined ? {} : { signal });
  if (!answer.ok) throw new CallError(answer.problem);
  return answer.value;
}

/** Address of a file route, for a link the browser follows by itself. */
export const fileUrl = <R extends Route>(route: R, input: InputOf<R>): string => composeRequest(route, input).url;
