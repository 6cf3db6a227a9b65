import { AppProviders } from '@sportello/ui/components/app-providers.tsx';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './office.css';
import { router } from './router.tsx';
import { backTo } from './shell/session.ts';

const signInAgain = (): void => {
  const { pathname, href } = router.state.location;
  if (pathname !== '/login') void router.navigate({ to: '/login', search: backTo(href) });
};

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <AppProviders density="office" onSignedOut={signInAgain}>
        <RouterProvider router={router} />
      </AppProviders>
    </StrictMode>,
  );
