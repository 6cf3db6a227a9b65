import type { LocalDate, Period } from '@sportello/kernel/calendar';
import type { Decimal } from '@sportello/kernel/decimal';
import { assert, ok, type Result, refuse } from '@sportello/kernel/result';

/** How far a figure can be trusted: only `confirmed` ones come from an official table of that very period. */
export type Confidence = 'confirmed' | 'estimate' | 'to_be_confirmed';

/** A slice of a year's quantity with its price: from the end of the bracket before, up to `upTo` (null = no end). */
export type Bracket = { readonly upTo: bigint | null; readonly price: Decimal; readonly text: string };

/** What a version states: one figure, a price by annual bracket, or the twelve percents of a profile (October first). */
export type Figure =
  | { readonly kind: 'value'; readonly value: Decimal; readonly text: string }
  | { readonly kind: 'brackets'; readonly brackets: readonly Bracket[] }
  | { readonly kind: 'monthly_percent'; readonly percents: readonly Decimal[] };

/** A regulated figure in the days when it holds. `ref` (`code@validFrom`) is what the trace of a line cites. */
export type TariffVersion<F extends Figure = Figure> = {
  readonly code: string;
  readonly ref: string;
  readonly unit: string;
  readonly validFrom: LocalDate;
  /** null: until somebody enters the next version. */
  readonly validToExclusive: LocalDate | null;
  readonly source: string;
  readonly confidence: Confidence;
  readonly figure: F;
};
export type ValueVersion = TariffVersion<Extract<Figure, { kind: 'value' }>>;
export type BracketVersion = TariffVersion<Extract<Figure, { kind: 'brackets' }>>;
export type ProfileVersion = TariffVersion<Extract<Figure, { kind: 'monthly_percent' }>>;

/** One code of the tariff folder with all its versions, in the order of the file. */
export type TariffEntry = {
  readonly code: string;
  readonly unit: string;
  readonly versions: readonly Omit<TariffVersion, 'code' | 'ref' | 'unit'>[];
};

export type PriceMissing = { readonly code: 'tariffs.price_missing'; readonly price: string; readonly day: LocalDate };

/** Why entries do not make a book: invariant 15, no overlap and no hole between the versions of a code. */
export type BookFault =
  | { readonly code: 'tariffs.duplicate_code'; readonly entry: string }
  | {
      readonly code: 'tariffs.versions_overlap';
      readonly entry: string;
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly code: 'tariffs.versions_hole';
      readonly entry: string;
      readonly expected: string;
      readonly found: string;
    };

/** Regulated figures and indexes in memory, by code and day. Immutable: a new figure makes a new book. */
export type TariffBook = {
  readonly codes: readonly string[];
  readonly priceAt: (code: string, day: LocalDate) => Result<ValueVersion, PriceMissing>;
  readonly bracketsAt: (code: string, day: LocalDate) => Result<BracketVersion, PriceMissing>;
  readonly profileAt: (code: string, day: LocalDate) => Result<ProfileVersion, PriceMissing>;
  /** The versions that hold in a period, in order and covering it; refused on the first day without one. */
  readonly versionsIn: (code: string, period: Period) => Result<readonly TariffVersion[], PriceMissing>;
};

const holds = (version: TariffVersion, day: LocalDate): boolean =>
  version.validFrom <= day && (version.validToExclusive === null || day < version.validToExclusive);

/** Order the versions of a code, close each where the next starts, and refuse what overlaps or leaves a hole. */
function chainVersions(entry: TariffEntry): Result<readonly TariffVersion[], BookFault> {
  const ordered = entry.versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const chained: TariffVersion[] = [];
  for (const [index, version] of ordered.entries()) {
    const next = ordered[index + 1]?.validFrom ?? null;
    const end = version.validToExclusive ?? next;
    if (next !== null && end !== null && (end > next || next <= version.validFrom)) {
      const expected = `validToExclusive <= ${next}`;
      return refuse({ code: 'tariffs.versions_overlap', entry: entry.code, expected, found: end });
    }
    if (next !== null && end !== null && end < next) {
      const expected = `a version from ${end}`;
      return refuse({ code: 'tariffs.versions_hole', entry: entry.code, expected, found: next });
    }
    const ref = `${entry.code}@${version.validFrom}`;
    chained.push({ ...version, validToExclusive: end, code: entry.code, ref, unit: entry.unit });
  }
  return ok(chained);
}

/** Make a book of parsed entries, or say every fault found. */
export function composeTariffBook(entries: readonly TariffEntry[]): Result<
  TariffBook,
  {
    readonly code: 'tariffs.book_refused';
    readonly faults: readonly BookFault[];
  }
> {
  const byCode = new Map<string, readonly TariffVersion[]>();
  const faults: BookFault[] = [];
  for (const entry of entries) {
    if (byCode.has(entry.code)) faults.push({ code: 'tariffs.duplicate_code', entry: entry.code });
    const chained = chainVersions(entry);
    if (chained.ok) byCode.set(entry.code, chained.value);
    else faults.push(chained.refusal);
  }
  return faults.length > 0 ? refuse({ code: 'tariffs.book_refused', faults }) : ok(bookOf(byCode));
}

function bookOf(byCode: ReadonlyMap<string, readonly TariffVersion[]>): TariffBook {
  const missing = (price: string, day: LocalDate) => refuse({ code: 'tariffs.price_missing' as const, price, day });
  const versionAt = (code: string, day: LocalDate): TariffVersion | undefined =>
    byCode.get(code)?.findLast((version) => holds(version, day));

  const figureAt =
    <F extends Figure>(kind: F['kind']) =>
    (code: string, day: LocalDate) => {
      const version = versionAt(code, day);
      if (version === undefined) return missing(code, day);
      assert(version.figure.kind === kind, `${code} states ${version.figure.kind}, not ${kind}`);
      return ok(version as TariffVersion<F>);
    };

  const versionsIn = (code: string, period: Period): Result<readonly TariffVersion[], PriceMissing> => {
    const versions = (byCode.get(code) ?? []).filter(
      ({ validFrom, validToExclusive }) =>
        validFrom < period.toExclusive && (validToExclusive === null || validToExclusive > period.from),
    );
    const [first, last] = [versions[0], versions.at(-1)];
    if (first === undefined || first.validFrom > period.from) return missing(code, period.from);
    const end = last?.validToExclusive ?? null;
    return end !== null && end < period.toExclusive ? missing(code, end) : ok(versions);
  };

  return {
    codes: [...byCode.keys()],
    priceAt: figureAt('value'),
    bracketsAt: figureAt('brackets'),
    profileAt: figureAt('monthly_percent'),
    versionsIn,
  };
}
