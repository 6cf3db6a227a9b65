/** Supplies of one lot: small enough that a killed worker loses a second of work, large enough for COPY to pay. */
const lotSize = (supplies: number): number => (supplies > 5_000 ? 150 : supplies > 500 ? 100 : 25);

/** Split the supplies of a run into lots, in the given order. */
export function planLots(supplyIds: readonly string[]): readonly (readonly string[])[] {
  const size = lotSize(supplyIds.length);
  return Array.from({ length: Math.ceil(supplyIds.length / size) }, (_, index) =>
    supplyIds.slice(index * size, (index + 1) * size),
  );
}
