import { CallError } from '@sportello/ui/client/call';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NotFoundPage } from './not-found.tsx';
import { Page } from './page.tsx';

/** A page that is one record: while it loads, and when it cannot be had, it stands under the name of its kind. */
export function RecordQuery<T>({
  kind,
  query,
  children,
}: {
  readonly kind: string;
  readonly query: UseQueryResult<T>;
  readonly children: (value: T) => ReactNode;
}) {
  const isRefused = query.error instanceof CallError && query.error.problem.kind === 'refusal';
  if (query.data === undefined && !isRefused)
    return (
      <Page title={kind}>
        <QueryView query={query}>{() => null}</QueryView>
      </Page>
    );
  return (
    <QueryView query={query} refused={<NotFoundPage />}>
      {children}
    </QueryView>
  );
}
