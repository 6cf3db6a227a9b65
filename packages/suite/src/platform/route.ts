import { z } from 'zod';

/** Who may call a route: anyone, a signed-in customer, or staff with one of these roles. */
export type Access =
  | 'public'
  | 'customer'
  | readonly ('contact_centre' | 'back_office' | 'billing_manager' | 'admin' | 'auditor')[];

/** Everybody of the staff: for what anyone in the office may read. */
export const ANY_STAFF = [
  'contact_centre',
  'back_office',
  'billing_manager',
  'admin',
  'auditor',
] as const satisfies Access;

/** Lists come in pages of this many rows; the first page is 1. */
export const PAGE_SIZE = 50;
export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1);

/** Loading a CSV table of a registry: who may, what the address carries beside the file, what it answers. */
export const IMPORT_ROLES = ['back_office', 'billing_manager', 'admin'] as const satisfies Access;
export const IMPORT_LIMIT_BYTES = 50 * 1024 * 1024;
export const tableImportRequest = z.object({
  /** `true` checks everything and stores nothing. */
  dryRun: z.enum(['true', 'false']).default('false'),
  encoding: z.enum(['utf-8', 'windows-1252']).default('utf-8'),
});
export const tableImportAnswer = z.object({
  dryRun: z.boolean(),
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
});

/**
 * The only description of an operation (ADR 0010): the server mounts it, the web client calls it, OpenAPI is printed
 * from it. `request` merges path parameters, query and JSON body; values of path and query arrive as text.
 */
export type Route = {
  readonly method: 'get' | 'post' | 'put';
  /** Under /api, e.g. `/portal/supplies/:supplyId/self-readings`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly request: z.ZodObject;
  /** `file` answers bytes with a name. */
  readonly response: z.ZodType | 'file';
  /** Each refusal the use case may give → HTTP status. */
  readonly refusals: Readonly<Record<string, 403 | 404 | 409 | 422 | 429 | 503>>;
  /** The body is a file (application/octet-stream) of at most so many bytes; the use case gets it as `content`. */
  readonly uploadLimitBytes?: number;
  /** Sets or clears the session cookie of its audience; only sign-in and sign-out routes. */
  readonly session?: 'opens' | 'closes';
};

/** Keep the literal types, so that `bind` can check a use case against its contract. */
export const defineRoute = <const R extends Route>(route: R): R => route;

export type RequestOf<R extends Route> = z.infer<R['request']> &
  (R extends { uploadLimitBytes: number } ? { content: Uint8Array } : unknown);
export type FileAnswer = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array | string;
  readonly inline?: boolean;
};
export type ResponseOf<R extends Route> = R['response'] extends z.ZodType ? z.input<R['response']> : FileAnswer;
/** What the client reads. */
export type AnswerOf<R extends Route> = R['response'] extends z.ZodType ? z.output<R['response']> : Blob;
export type RefusalCodeOf<R extends Route> = Extract<keyof R['refusals'], string>;
