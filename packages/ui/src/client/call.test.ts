import { defineRoute } from '@sportello/suite/platform/route';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { call, composeRequest } from './call.js';

const readRoute = defineRoute({
  method: 'get',
  path: '/portal/supplies/:supplyId/readings',
  summary: '',
  access: 'customer',
  request: z.object({ supplyId: z.string(), months: z.string().optional() }),
  response: z.object({}),
  refusals: { 'metering.not_found': 404 },
});
const writeRoute = defineRoute({
  method: 'post',
  path: '/portal/supplies/:supplyId/readings',
  summary: '',
  access: 'customer',
  request: z.object({ supplyId: z.string(), value: z.string() }),
  response: z.object({ number: z.string() }),
  refusals: { 'metering.not_found': 404 },
});

afterEach(() => vi.unstubAllGlobals());

test('path parameters are escaped and the rest of a read is its query', () => {
  expect(composeRequest(readRoute, { supplyId: 'a/b', months: '12', nothing: undefined })).toEqual({
    url: '/api/portal/supplies/a%2Fb/readings?months=12',
    body: null,
    contentType: null,
  });
});

test('the rest of a write is its JSON body', () => {
  expect(composeRequest(writeRoute, { supplyId: '7', value: '18911' })).toEqual({
    url: '/api/portal/supplies/7/readings',
    body: '{"value":"18911"}',
    contentType: 'application/json',
  });
});

test('a write whose answer got lost is repeated with the same key', async () => {
  const keys: string[] = [];
  const fetchOnce = vi.fn(async (_url: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key') ?? '');
    if (keys.length === 1) throw new TypeError('network');
    return new Response('{"number":"A-1"}', { status: 200 });
  });
  vi.stubGlobal('fetch', fetchOnce);
  expect(await call(writeRoute, { supplyId: '7', value: '1' })).toEqual({ ok: true, value: { number: 'A-1' } });
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
});

test.each([
  [
    404,
    { code: 'metering.not_found', facts: { a: 1 } },
    { kind: 'refusal', code: 'metering.not_found', facts: { a: 1 } },
  ],
  [401, { code: 'access.not_signed_in' }, { kind: 'signed_out' }],
  [
    422,
    { code: 'platform.invalid_input', facts: { fields: [{ path: 'value', message: 'm' }] } },
    { kind: 'invalid', fields: [{ path: 'value', message: 'm' }] },
  ],
  [500, { code: 'platform.failure', requestId: 'r1' }, { kind: 'failure', status: 500, requestId: 'r1' }],
])('status %i is told apart', async (status, body, problem) => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));
  expect(await call(writeRoute, { supplyId: '7', value: '1' })).toEqual({ ok: false, problem });
});
