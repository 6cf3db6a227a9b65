import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { CallError, type Problem } from '../client/call.js';
import { useUiT } from '../i18n/ui-catalogue.js';
import { Notice } from './status-badge.tsx';

/** True once `milliseconds` have passed since mounting. */
function useAfter(milliseconds: number): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isPast;
}

/** Nothing for 150 ms, then grey lines in the place of what comes; after 10 s, words and a way to retry. */
export function LoadingState({ lines = 4, onRetry }: { readonly lines?: number; readonly onRetry?: () => void }) {
  const t = useUiT();
  const [isVisible, isSlow] = [useAfter(150), useAfter(10_000)];
  if (!isVisible) return null;
  return (
    <Stack gap="md" aria-busy role="status">
      <span className="sp-only-read">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_unused, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity.
        <Skeleton key={index} height={index === 0 ? 96 : 48} radius="md" />
      ))}
      {isSlow && (
        <Group>
          <Text>{t('state.slow')}</Text>
          {onRetry !== undefined && (
            <Button variant="outline" onClick={onRetry}>
              {t('state.retry')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** The sentence of a problem that any call may meet; refusals have their own in each screen. */
export function useProblemSentence(): (problem: Problem) => string {
  const t = useUiT();
  return (problem) =>
    problem.kind === 'refusal' || problem.kind === 'failure'
      ? t('problem.failure', { requestId: problem.kind === 'failure' ? problem.requestId.slice(0, 8) : problem.code })
      : t(`problem.${problem.kind}`);
}

/** What went wrong, in words, with a way to try again. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useUiT();
  const sentence = useProblemSentence();
  const problem: Problem =
    error instanceof CallError ? error.problem : { kind: 'failure', status: 0, requestId: 'browser' };
  return (
    <Stack gap="md" align="flex-start">
      <Notice tone="danger" live>
        {sentence(problem)}
      </Notice>
      {onRetry !== undefined && (
        <Button variant="outline" onClick={onRetry}>
          {t('state.retry')}
        </Button>
      )}
    </Stack>
  );
}

/** A place that is empty for a good reason, with what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="sp-card">
      <Stack gap="xs" align="flex-start">
        <Text fw={600} fz="inherit">
          {title}
        </Text>
        {children !== undefined && (
          <Text c="var(--sp-text-2)" fz="inherit">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </div>
  );
}

/**
 * Loading, failed or shown: the three faces of what is read from the server. A refusal (not found, out of scope) may
 * have its own face.
 */
export function QueryView<T>({
  query,
  lines,
  refused,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly lines?: number;
  readonly refused?: ReactNode;
  readonly children: (value: T) => ReactNode;
}) {
  const retry = () => void query.refetch();
  if (query.data !== undefined)
    return (
      <div aria-busy={query.isPlaceholderData} style={query.isPlaceholderData ? { opacity: 0.6 } : undefined}>
        {children(query.data)}
      </div>
    );
  if (!query.isError) return <LoadingState onRetry={retry} {...(lines === undefined ? {} : { lines })} />;
  if (refused !== undefined && query.error instanceof CallError && query.error.problem.kind === 'refusal')
    return refused;
  return <ErrorState error={query.error} onRetry={retry} />;
}

const subscribeToNetwork = (notify: () => void) => {
  addEventListener('online', notify);
  addEventListener('offline', notify);
  return () => {
    removeEventListener('online', notify);
    removeEventListener('offline', notify);
  };
};

/** A band at the top while the device has no network. */
export function OfflineBanner() {
  const t = useUiT();
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  return <div role="status">{!isOnline && <Notice tone="warning">{t('state.offline')}</Notice>}</div>;
}
