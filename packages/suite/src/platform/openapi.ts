import { z } from 'zod';
import type { Binding } from './bind.js';

const pathOf = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
};

/** The OpenAPI 3.1 document of the routes: `x-access` says who may call each, `x-refusals` which codes answer when. */
export function openApiDocument(bindings: readonly Binding[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { route } of bindings) {
    const schema = jsonSchema(route.request, 'input') as { properties?: Record<string, object>; required?: string[] };
    const inPath = [...route.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? '');
    const others = Object.entries(schema.properties ?? {}).filter(([name]) => !inPath.includes(name));
    const isQuery = route.method === 'get' || route.uploadLimitBytes !== undefined;
    const parameters = [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: schema.properties?.[name] ?? {} })),
      ...(isQuery
        ? others.map(([name, value]) => ({
            name,
            in: 'query',
            required: schema.required?.includes(name) ?? false,
            schema: value,
          }))
        : []),
    ];
    const body = isQuery
      ? route.uploadLimitBytes === undefined
        ? undefined
        : {
            required: true,
            content: {
              'application/octet-stream': {
                schema: { type: 'string', format: 'binary', maxLength: route.uploadLimitBytes },
              },
            },
          }
      : {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: Object.fromEntries(others),
                required: schema.required?.filter((name) => !inPath.includes(name)) ?? [],
              },
            },
          },
        };
    const statuses = [...new Set(Object.values(route.refusals))];
    (paths[`/api${pathOf(route.path)}`] ??= {})[route.method] = {
      summary: route.summary,
      'x-access': route.access,
      'x-refusals': route.refusals,
      parameters,
      ...(body === undefined ? {} : { requestBody: body }),
      responses: {
        200:
          route.response === 'file'
            ? { description: 'A file', content: { 'application/octet-stream': {} } }
            : {
                description: 'Done',
                content: { 'application/json': { schema: jsonSchema(route.response, 'output') } },
              },
        ...Object.fromEntries(
          statuses.map((status) => [
            status,
            {
              description: Object.entries(route.refusals)
                .filter(([, of]) => of === status)
                .map(([code]) => code)
                .join(', '),
            },
          ]),
        ),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sportello',
      version,
      description: 'Every operation of the suite. Writes by a signed-in person carry the header Idempotency-Key.',
    },
    paths,
  };
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** The same document as a page that needs no script. */
export function openApiPage(bindings: readonly Binding[], version: string): string {
  const operations = bindings
    .toSorted((a, b) => (a.route.path < b.route.path ? -1 : 1))
    .map(({ route }) => {
      const access = typeof route.access === 'string' ? route.access : `staff: ${route.access.join(', ')}`;
      const refusals = Object.entries(route.refusals)
        .map(([code, status]) => `<li><code>${status}</code> ${escapeHtml(code)}</li>`)
        .join('');
      const schemas = [
        ['Request', route.request],
        ['Response', route.response],
      ] as const;
      return `<details><summary><b>${route.method.toUpperCase()}</b> <code>/api${escapeHtml(pathOf(route.path))}</code> <span>${escapeHtml(route.summary)}</span></summary>
<p>Who may call it: ${escapeHtml(access)}</p>${schemas.map(([name, schema]) => `<h2>${name}</h2><pre tabindex="0">${schema === 'file' ? 'a file' : escapeHtml(JSON.stringify(jsonSchema(schema, name === 'Request' ? 'input' : 'output'), null, 2))}</pre>`).join('')}${refusals === '' ? '' : `<h2>Refusals</h2><ul>${refusals}</ul>`}</details>`;
    });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sportello API</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}summary{cursor:pointer;padding:.4rem 0}summary span{opacity:.8}h1{font-size:1.6rem}h2{font-size:1rem}pre{overflow:auto;padding:1rem;border:1px solid #8888;border-radius:4px}</style></head>
<body><main><h1>Sportello API ${escapeHtml(version)}</h1><p>${bindings.length} operations. The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>${operations.join('\n')}</main></body></html>`;
}
