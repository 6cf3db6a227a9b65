import { type LocalDate, type Period, splitAt } from '@sportello/kernel/calendar';
import { add, type Decimal, ZERO } from '@sportello/kernel/decimal';
import { assert, ok, type Result } from '@sportello/kernel/result';
import type { Figure, PriceMissing, TariffBook, TariffVersion } from '../../tariffs/domain/tariff-book.js';
import type { LineTrace } from './rated-line.js';

export type TracePrice = LineTrace['prices'][number];

/** Days in which none of some prices changes. */
export type VersionPiece = {
  readonly period: Period;
  /** For each code asked, the version in force. */
  readonly versions: readonly TariffVersion[];
};
/** A version piece whose figures are summed into one unit price. */
export type PricePiece = { readonly period: Period; readonly price: Decimal; readonly prices: readonly TracePrice[] };

const isInside = (period: Period, version: TariffVersion): boolean =>
  version.validFrom < period.toExclusive &&
  (version.validToExclusive === null || version.validToExclusive > period.from);

function sameFigure(a: Figure, b: Figure): boolean {
  if (a.kind === 'value' && b.kind === 'value') return a.text === b.text;
  if (a.kind === 'brackets' && b.kind === 'brackets') {
    return (
      a.brackets.length === b.brackets.length &&
      a.brackets.every(({ upTo, text }, index) => upTo === b.brackets[index]?.upTo && text === b.brackets[index]?.text)
    );
  }
  return false;
}

/** Split a period where a figure of the codes really changes: a new version with the same figure splits nothing. */
function splitWhereFiguresChange(
  book: TariffBook,
  codes: readonly string[],
  period: Period,
): Result<readonly Period[], PriceMissing> {
  const cuts: LocalDate[] = [];
  for (const code of codes) {
    const versions = book.versionsIn(code, period);
    if (!versions.ok) return versions;
    for (const [index, version] of versions.value.entries()) {
      const before = versions.value[index - 1];
      if (before !== undefined && !sameFigure(before.figure, version.figure)) cuts.push(version.validFrom);
    }
  }
  return ok(splitAt(period, cuts));
}

const versionsOf = (book: TariffBook, code: string, period: Period): readonly TariffVersion[] => {
  const versions = book.versionsIn(code, period);
  assert(versions.ok, `${code} covers ${period.from}: checked when the period was split`);
  return versions.value;
};

function findVersionPieces(
  book: TariffBook,
  codes: readonly string[],
  period: Period,
): Result<readonly VersionPiece[], PriceMissing> {
  const periods = splitWhereFiguresChange(book, codes, period);
  if (!periods.ok) return periods;
  return ok(
    periods.value.map((piece) => ({
      period: piece,
      versions: codes.map((code) => {
        const first = versionsOf(book, code, piece)[0];
        assert(first !== undefined, `${code} has a version in ${piece.from}`);
        return first;
      }),
    })),
  );
}

function findPricePieces(
  book: TariffBook,
  codes: readonly string[],
  period: Period,
): Result<readonly PricePiece[], PriceMissing> {
  const periods = splitWhereFiguresChange(book, codes, period);
  if (!periods.ok) return periods;
  return ok(
    periods.value.map((piece) => {
      let price = ZERO;
      const prices: TracePrice[] = [];
      for (const code of codes) {
        const versions = versionsOf(book, code, piece).filter((version) => isInside(piece, version));
        for (const [index, version] of versions.entries()) {
          assert(version.figure.kind === 'value', `${code} is a single figure`);
          if (index === 0) price = add(price, version.figure.value);
          prices.push({ ref: version.ref, value: version.figure.text, unit: version.unit });
        }
      }
      return { period: piece, price, prices };
    }),
  );
}

/** The supplies of a lot ask for the same few periods: past this many answers the memory of a book starts again. */
const REMEMBERED_AT_MOST = 20_000;

/** Keep the answers of a question per book and period. A book is immutable, so an answer never grows old. */
export function rememberPerPeriod<T>(ask: (book: TariffBook, codes: readonly string[], period: Period) => T) {
  const memories = new WeakMap<TariffBook, Map<string, T>>();
  return (book: TariffBook, codes: readonly string[], period: Period): T => {
    let memory = memories.get(book);
    if (memory === undefined || memory.size >= REMEMBERED_AT_MOST) {
      memory = new Map();
      memories.set(book, memory);
    }
    const key = `${codes.join()}|${period.from}|${period.toExclusive}`;
    let answer = memory.get(key);
    if (answer === undefined) {
      answer = ask(book, codes, period);
      memory.set(key, answer);
    }
    return answer;
  };
}

/** Days in which no figure of the codes changes, with the version of each code in force. */
export const versionPieces = rememberPerPeriod(findVersionPieces);
/** Pieces of a period with the sum of the given single-figure prices, and the versions it came from. */
export const pricePieces = rememberPerPeriod(findPricePieces);
