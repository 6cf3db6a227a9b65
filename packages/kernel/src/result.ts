/** The answer to a command: a value, or a refusal that carries facts and never prose (ADR 0004). */
export type Result<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <R extends { readonly code: string }>(
  refusal: R,
): { readonly ok: false; readonly refusal: R } => ({
  ok: false,
  refusal,
});

/** A promise of our own code was broken. Never caught to continue: the transaction rolls back. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/** Stay on in production: a failing one stops the work on this item and rolls it back. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokenInvariant(message);
}
