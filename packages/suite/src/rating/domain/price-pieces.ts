import { type LocalDate, type Period, splitAt } from '@sportello/kernel/calendar';
import { add, compare, type Decimal, ZERO } from '@sportello/kernel/decimal';
import { assert, ok, type Result } from '@sportello/kernel/result';
import type { Figure, PriceMissing, TariffBook, TariffVersion } from '../../tariffs/domain/tariff-book.js';
import type { LineTrace } from './rated-line.js';

export type TracePrice = LineTrace['prices'][number];

/** Days in which none of some prices changes. */
export type VersionPiece = {
  readonly period: Period;
  /** For each code asked, the versions in force: more than one when they state the same figure. */
  readonly versions: readonly (readonly TariffVersion[])[];
};
/** A version piece whose figures are summed into one unit price. */
export type PricePiece = { readonly period: Period; readonly price: Decimal; readonly prices: readonly TracePrice[] };

function sameFigure(a: Figure, b: Figure): boolean {
  if (a.kind === 'value' && b.kind === 'value') return compare(a.value, b.value) === 0;
  if (a.kind === 'brackets' && b.kind === 'brackets') {
    return (
      a.brackets.length === b.brackets.length &&
      a.brackets.every(({ upTo, price }, index) => {
        const other = b.brackets[index];
        return other !== undefined && upTo === other.upTo && compare(price, other.price) === 0;
      })
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

function findVersionPieces(
  book: TariffBook,
  codes: readonly string[],
  period: Period,
): Result<readonly VersionPiece[], PriceMissing> {
  const periods = splitWhereFiguresChange(book, codes, period);
  if (!periods.ok) return periods;
  const versionsOf = (code: string, piece: Period): readonly TariffVersion[] => {
    const versions = book.versionsIn(code, piece);
    assert(versions.ok, `${code} covers ${piece.from}: checked when the period was split`);
    return versions.value;
  };
  return ok(periods.value.map((piece) => ({ period: piece, versions: codes.map((code) => versionsOf(code, piece)) })));
}

function findPricePieces(
  book: TariffBook,
  codes: readonly string[],
  period: Period,
): Result<readonly PricePiece[], PriceMissing> {
  const pieces = findVersionPieces(book, codes, period);
  if (!pieces.ok) return pieces;
  return ok(
    pieces.value.map(({ period: piece, versions }) => {
      let price = ZERO;
      const prices: TracePrice[] = [];
      for (const ofCode of versions) {
        for (const [index, { ref, figure, unit }] of ofCode.entries()) {
          assert(figure.kind === 'value', `${ref} is a single figure`);
          if (index === 0) price = add(price, figure.value);
          prices.push({ ref, value: figure.text, unit });
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
