import type { searchRoute } from '@sportello/suite/crm/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useEffect } from 'react';

export type Hit = AnswerOf<typeof searchRoute>['hits'][number];
const KEPT = 8;

/** Records opened since the page was loaded. Kept in memory only: names of customers stay out of the browser's store. */
let recent: readonly Hit[] = [];
export const recentHits = (): readonly Hit[] => recent;
export const forgetRecent = (): void => {
  recent = [];
};

/** Remember the record of this page, so that the palette offers it first. */
export function useVisit(hit: Hit): void {
  const { kind, id, title, detail } = hit;
  useEffect(() => {
    recent = [{ kind, id, title, detail }, ...recent.filter((other) => other.id !== id)].slice(0, KEPT);
  }, [kind, id, title, detail]);
}
