import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Binding } from './bind.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { type Actor, actorId, type Company, type Context, type CustomerActor, type StaffActor } from './context.js';
import { type Pool, rows, withCompany } from './database.js';
import { claimKey, storeAnswer } from './idempotency.js';
import type { Logger } from './logger.js';
import { openApiDocument, openApiPage } from './openapi.js';
import type { FileAnswer, Route } from './route.js';
import { HashingBusy } from './secrets.js';

export type HttpServerOptions = {
  readonly config: Config;
  readonly logger: Logger;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly secret: string;
  readonly companies: () => Promise<readonly (Company & { readonly hosts: readonly string[] })[]>;
  readonly bindings: readonly Binding[];
  /** Who holds this session token now; null when unknown, ended or idle too long. */
  readonly actorOf: {
    readonly staff: (context: Context, token: string) => Promise<StaffActor | null>;
    readonly customer: (context: Context, token: string) => Promise<CustomerActor | null>;
  };
  /** Built web apps, by the path they are served under. */
  readonly apps: readonly { readonly prefix: string; readonly folder: string }[];
};

type Audience = 'staff' | 'customer';
const audienceOf = (access: Route['access']): Audience | null =>
  access === 'public' ? null : access === 'customer' ? 'customer' : 'staff';
/** Sign-in and sign-out routes are public by access: the path says whose cookie they set. */
const audienceOfPath = (path: string): Audience => (path.startsWith('/office/') ? 'staff' : 'customer');

const JSON_LIMIT = 1024 * 1024;
/** Writes without a session may take one in so many of an address's requests: 30 a minute by default. */
const GUESSES = 20;
const guessKey = (request: FastifyRequest): string => `guess ${request.ip}`;
/** PostgreSQL text cannot hold NUL, and a lone surrogate would be stored as another character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for.
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function unstorablePath(value: unknown, path: string, depth: number): string | null {
  if (depth > 20) return path;
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path : null;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorablePath(inner, path === '' ? name : `${path}.${name}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The database went away: said in words with 503, and tried again by the client. */
const isUnavailable = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001', '53300'].includes(
      code ?? '',
    ) || /Connection terminated|connection timeout|timeout exceeded when trying to connect/i.test(message ?? '')
  );
};

export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { config, logger, pool, clock, secret, bindings } = options;
  const isHttps = config.publicUrl.startsWith('https:');
  const app = fastify({
    logger: false,
    bodyLimit: JSON_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        // Scripts only from our own files. Styles may be inline: the component library sets sizes on elements.
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 2048 });
  await app.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: 200 * 1024 * 1024 },
    (_request, body, done) => done(null, body),
  );

  const registry = new Registry();
  const requests = new Counter({
    name: 'sportello_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'sportello_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 5],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'sportello_waiting',
    help: 'Rows that wait for the worker',
    labelNames: ['queue'],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    requests.inc({ method: request.method, route, status: reply.statusCode });
    durations.observe({ method: request.method, route }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500)
      logger.warn(
        {
          requestId: request.id,
          route,
          method: request.method,
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime),
        },
        'answered with a failure',
      );
    else
      logger.debug(
        {
          requestId: request.id,
          route,
          method: request.method,
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime),
        },
        'answered',
      );
  });

  const answerProblem = (reply: FastifyReply, status: number, code: string, facts: Record<string, unknown> = {}) =>
    reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('application/json')
      .send({ code, facts, requestId: reply.request.id });

  app.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode;
    if (status === 429) return answerProblem(reply, 429, 'platform.too_many_requests');
    if (status === 413) return answerProblem(reply, 413, 'platform.too_large');
    if (error instanceof HashingBusy)
      return answerProblem(reply.header('retry-after', '5'), 503, 'platform.unavailable');
    if (isUnavailable(error)) return answerProblem(reply.header('retry-after', '2'), 503, 'platform.unavailable');
    if (status !== undefined && status < 500) return answerProblem(reply, status, 'platform.bad_request');
    logger.error({ requestId: request.id, route: request.routeOptions.url, error }, 'a request failed');
    return answerProblem(reply, 500, 'platform.failure');
  });

  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok', version: config.version }),
  );
  app.get('/readyz', async (_request, reply) => {
    await sql`select 1`.execute(pool.db);
    return reply.header('cache-control', 'no-store').send({ status: 'ready' });
  });
  app.get('/metrics', async (_request, reply) => {
    let [events, jobs] = [0, 0];
    for (const { companyId } of await options.companies()) {
      const [counts] = await withCompany(pool.db, companyId, (trx) =>
        rows(
          trx,
          sql<{ events: string; jobs: string }>`
        select (select count(*) from platform_outbox where delivered_at is null) as events, (select count(*) from platform_job) as jobs`,
        ),
      );
      events += Number(counts?.events);
      jobs += Number(counts?.jobs);
    }
    waiting.set({ queue: 'outbox' }, events);
    waiting.set({ queue: 'jobs' }, jobs);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  app.get('/api/openapi.json', async (_request, reply) => reply.send(openApiDocument(bindings, config.version)));
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(openApiPage(bindings, config.version)),
  );

  const cookieName = (audience: Audience) =>
    `${isHttps ? '__Host-' : ''}sportello_${audience === 'staff' ? 'office' : 'portal'}`;
  const cookieOptions = (audience: Audience) => ({
    path: '/',
    httpOnly: true,
    secure: isHttps,
    sameSite: audience === 'staff' ? ('strict' as const) : ('lax' as const),
  });

  async function companyOf(request: FastifyRequest, fromCookie: string | undefined): Promise<Company | null> {
    const companies = await options.companies();
    if (fromCookie !== undefined) return companies.find(({ companyId }) => companyId === fromCookie) ?? null;
    const named = request.headers['x-company'];
    if (typeof named === 'string') return companies.find(({ code }) => code === named) ?? null;
    const host = request.headers.host?.replace(/:\d+$/, '');
    return companies.find(({ hosts }) => host !== undefined && hosts.includes(host)) ?? companies[0] ?? null;
  }

  /** A browser page of another site must not write with our visitor's cookie. */
  function isForeignOrigin(request: FastifyRequest): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
    const origin = request.headers.origin;
    return origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.headers.host;
  }

  for (const { route, handle } of bindings) {
    const audience = audienceOf(route.access);
    const isWrite = route.method !== 'get';
    app.route({
      method: route.method.toUpperCase() as 'GET' | 'POST' | 'PUT',
      url: `/api${route.path}`,
      bodyLimit: route.uploadLimitBytes ?? JSON_LIMIT,
      // Sign-in, first access, recovery: what can be guessed is tried less often from one address.
      ...(isWrite && audience === null
        ? {
            config: {
              rateLimit: {
                max: Math.ceil(config.requestsPerMinute / GUESSES),
                timeWindow: '1 minute',
                keyGenerator: guessKey,
              },
            },
          }
        : {}),
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        if (isWrite && isForeignOrigin(request)) return answerProblem(reply, 403, 'platform.foreign_origin');
        const cookieAudience = audience ?? audienceOfPath(route.path);
        const session = /^([0-9a-f-]{36})\.([\w-]{20,100})$/.exec(request.cookies[cookieName(cookieAudience)] ?? '');
        if (audience !== null && session === null) return answerProblem(reply, 401, 'access.not_signed_in');
        const company = await companyOf(request, audience === null ? undefined : session?.[1]);
        if (company === null)
          return answerProblem(
            reply,
            audience === null ? 404 : 401,
            audience === null ? 'platform.not_found' : 'access.not_signed_in',
          );

        const given = {
          ...(request.query as object),
          ...(Buffer.isBuffer(request.body) ? {} : ((request.body ?? {}) as object)),
          ...(request.params as object),
        };
        // The answer leaves only after the commit: what a client has been told is true.
        const respond = await withCompany(pool.db, company.companyId, async (trx) => {
          const base = { db: trx, company, companyId: company.companyId, clock, secret, publicUrl: config.publicUrl };
          let actor: Actor = { kind: 'anonymous' };
          const token = session?.[1] === company.companyId ? session[2] : undefined;
          if (token !== undefined) actor = (await options.actorOf[cookieAudience]({ ...base, actor }, token)) ?? actor;
          if (audience !== null && actor.kind !== audience)
            return () => answerProblem(reply, 401, 'access.not_signed_in');
          if (
            Array.isArray(route.access) &&
            actor.kind === 'staff' &&
            !actor.roles.some((role) => (route.access as readonly string[]).includes(role))
          ) {
            return () => answerProblem(reply, 403, 'access.role_missing', { roles: route.access });
          }
          const badPath = unstorablePath(given, '', 0);
          if (badPath !== null)
            return () =>
              answerProblem(reply, 422, 'platform.invalid_input', {
                fields: [{ path: badPath, message: 'unstorable' }],
              });
          const parsed = route.request.safeParse(given);
          if (!parsed.success) {
            return () =>
              answerProblem(reply, 422, 'platform.invalid_input', {
                fields: parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message })),
              });
          }
          const input: Record<string, unknown> = { ...parsed.data };
          if (route.uploadLimitBytes !== undefined) {
            if (!Buffer.isBuffer(request.body))
              return () =>
                answerProblem(reply, 422, 'platform.invalid_input', {
                  fields: [{ path: 'content', message: 'missing' }],
                });
            input['content'] = request.body;
          }

          const key = request.headers['idempotency-key'];
          const claim = {
            companyId: company.companyId,
            route: `${route.method} ${route.path}`,
            actorId: actorId(actor),
            key: typeof key === 'string' ? key : '',
          };
          if (isWrite && audience !== null && (claim.key.length < 8 || claim.key.length > 100))
            return () => answerProblem(reply, 422, 'platform.idempotency_key_missing');
          if (isWrite && audience !== null) {
            const body = Buffer.isBuffer(request.body) ? request.body.toString('base64') : JSON.stringify(parsed.data);
            const claimed = await claimKey(trx, claim, body);
            if (claimed.kind === 'other_body')
              return () => answerProblem(reply, 422, 'platform.idempotency_key_reused');
            if (claimed.kind === 'replay')
              return () =>
                reply
                  .code(claimed.status)
                  .header('idempotent-replay', 'true')
                  .type('application/json')
                  .send(claimed.answer);
          }
          const result = await handle({ ...base, actor } as Context<never>, input as never);
          if (!result.ok) {
            const { code, ...facts } = result.refusal;
            const status = route.refusals[code] ?? 500;
            if (isWrite && audience !== null)
              await storeAnswer(trx, claim, status, { code, facts, requestId: request.id });
            return () => answerProblem(reply, status, code, facts);
          }
          if (route.response === 'file') return () => sendFile(reply, result.value as FileAnswer);
          const answer = route.response.parse(result.value);
          if (isWrite && audience !== null) await storeAnswer(trx, claim, 200, answer);
          return () => {
            if (route.session === 'closes')
              reply.clearCookie(cookieName(cookieAudience), cookieOptions(cookieAudience));
            if (route.session === 'opens') {
              const { sessionToken } = result.value as { sessionToken: string };
              reply.setCookie(
                cookieName(cookieAudience),
                `${company.companyId}.${sessionToken}`,
                cookieOptions(cookieAudience),
              );
            }
            return reply.code(200).send(answer);
          };
        });
        return respond();
      },
    });
  }

  app.all('/api/*', async (_request, reply) => answerProblem(reply, 404, 'platform.not_found'));
  const built = options.apps.filter(({ folder }) => existsSync(resolve(folder, 'index.html')));
  built.forEach(({ folder }, index) => {
    app.register(fastifyStatic, { root: folder, serve: false, decorateReply: index === 0 });
  });
  const pageHandler = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
    const served = built
      .toSorted((a, b) => b.prefix.length - a.prefix.length)
      .find(({ prefix }) => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`));
    if (served === undefined || (request.method !== 'GET' && request.method !== 'HEAD'))
      return answerProblem(reply, 404, 'platform.not_found');
    const file = path.slice(served.prefix.length).replace(/^\//, '');
    // Files with a hash in their name never change; everything else is the app's page, which routes by itself.
    if (/^(assets\/|[^/]+\.(?:svg|png|ico|webmanifest|js|txt)$)/.test(file)) {
      return reply.sendFile(
        file,
        served.folder,
        file.startsWith('assets/') ? { maxAge: '1y', immutable: true } : { maxAge: 0 },
      );
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html', served.folder, { cacheControl: false });
  };
  app.setNotFoundHandler(pageHandler);
  return app;
}

function sendFile(reply: FastifyReply, { fileName, mediaType, content, inline }: FileAnswer): FastifyReply {
  const safeName = fileName.replace(/[^\w.-]/g, '_');
  return reply
    .code(200)
    .header('content-disposition', `${inline === true ? 'inline' : 'attachment'}; filename="${safeName}"`)
    .header('x-content-type-options', 'nosniff')
    .type(mediaType)
    .send(typeof content === 'string' ? content : Buffer.from(content));
}
