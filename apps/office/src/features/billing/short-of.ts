/** A group of bills has no facts of its own: its sentence up to the first fact. */
export const shortOf = (sentence: string): string =>
  (sentence.split(/[:;,]?\s*\S*\{/)[0] ?? sentence).replace(/[.:,;]$/, '');
