import { AppProviders } from '@sportello/ui/components/app-providers.tsx';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './portal.css';
import { router } from './router.tsx';
import { isGuestPath } from './shell/session.ts';

/** The session ended while a page was open: sign in and come back to it. Guest pages just stay. */
const signInAgain = (): void => {
  const { pathname, href } = router.state.location;
  if (!isGuestPath(pathname)) void router.navigate({ to: '/login', search: { back: href } });
};

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <AppProviders density="portal" onSignedOut={signInAgain}>
        <RouterProvider router={router} />
      </AppProviders>
    </StrictMode>,
  );
