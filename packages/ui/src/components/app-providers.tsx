import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '../tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { CallError } from '../client/call.js';
import { LanguageProvider } from '../i18n/language.tsx';
import { createSportelloTheme, tokenVariables } from '../theme.js';

type AppProvidersProps = {
  readonly density: 'portal' | 'office';
  /** Called when an answer says that nobody is signed in: go to sign-in and come back. */
  readonly onSignedOut: () => void;
  readonly children: ReactNode;
};

const createQueries = (onSignedOut: () => void): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof CallError && error.problem.kind === 'signed_out') onSignedOut();
      },
    }),
    // `call` has tried an unreachable service three times already.
    defaultOptions: { queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: true, networkMode: 'always' } },
  });

/** What every screen stands in: theme, data, language. */
export function AppProviders({ density, onSignedOut, children }: AppProvidersProps) {
  const [theme] = useState(() => createSportelloTheme(density));
  const [queries] = useState(() => createQueries(onSignedOut));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokenVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <LanguageProvider>{children}</LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
