import type { LineTrace } from '@sportello/suite/rating/domain/rated-line';

type Trace = {
  readonly prices: LineTrace['prices'];
  readonly consumption: readonly {
    readonly origin: 'actual' | 'self_reported' | 'estimated';
    readonly quantity: string;
    readonly basis: Basis | null;
  }[];
  readonly facts: Readonly<Record<string, string>>;
};
type Basis = NonNullable<LineTrace['consumption']>[number]['basis'];

/** The trace of a frozen line. It is as old as the invoice: what an early version did not write is left out. */
export function readTrace(trace: unknown): Trace {
  const { prices = [], consumption = [], facts = {} } = (trace ?? {}) as Partial<LineTrace>;
  return {
    prices,
    consumption: consumption.map(({ origin, quantity, basis }) => ({ origin, quantity, basis: basis ?? null })),
    facts,
  };
}
