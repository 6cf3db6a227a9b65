import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { GuestFrame } from './shell/guest-frame.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { PageFailed } from './shell/page-failed.tsx';
import { SignedInFrame } from './shell/signed-in-frame.tsx';

const root = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: PageFailed });
const guest = createRoute({ getParentRoute: () => root, id: 'guest', component: GuestFrame });
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedInFrame });

type Search = Readonly<Record<string, unknown>>;
const textOf = (search: Search, name: string): string | undefined =>
  typeof search[name] === 'string' || typeof search[name] === 'number' ? String(search[name]) : undefined;
const optional = <Name extends string>(search: Search, name: Name): { [N in Name]?: string } => {
  const text = textOf(search, name);
  return (text === undefined ? {} : { [name]: text }) as { [N in Name]?: string };
};

// Every page is its own file to load: the first one comes quickly on a slow phone.
const door = createRoute({
  getParentRoute: () => guest,
  path: '/',
  component: lazyRouteComponent(() => import('./features/access/door-page.tsx'), 'DoorPage'),
});
export const loginRoute = createRoute({
  getParentRoute: () => guest,
  path: '/login',
  validateSearch: (search: Search) => ({ ...optional(search, 'back') }),
  component: lazyRouteComponent(() => import('./features/access/login-page.tsx'), 'LoginPage'),
});
const firstAccess = createRoute({
  getParentRoute: () => guest,
  path: '/first-access',
  component: lazyRouteComponent(() => import('./features/access/first-access-page.tsx'), 'FirstAccessPage'),
});
const confirm = createRoute({
  getParentRoute: () => guest,
  path: '/confirm/$token',
  component: lazyRouteComponent(() => import('./features/access/confirm-page.tsx'), 'ConfirmPage'),
});
const recover = createRoute({
  getParentRoute: () => guest,
  path: '/recover',
  component: lazyRouteComponent(() => import('./features/access/recover-page.tsx'), 'RecoverPage'),
});
const recoverWithLink = createRoute({
  getParentRoute: () => guest,
  path: '/recover/$token',
  component: lazyRouteComponent(() => import('./features/access/new-password-page.tsx'), 'NewPasswordPage'),
});
const mailbox = createRoute({
  getParentRoute: () => guest,
  path: '/mailbox',
  validateSearch: (search: Search) => ({ ...optional(search, 'message') }),
  component: lazyRouteComponent(() => import('./features/mailbox/mailbox-page.tsx'), 'MailboxPage'),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/home',
  component: lazyRouteComponent(() => import('./features/home/home-page.tsx'), 'HomePage'),
});
const supplies = createRoute({
  getParentRoute: () => signedIn,
  path: '/supplies',
  component: lazyRouteComponent(() => import('./features/supplies/supplies-page.tsx'), 'SuppliesPage'),
});
const supply = createRoute({
  getParentRoute: () => signedIn,
  path: '/supplies/$supplyId',
  component: lazyRouteComponent(() => import('./features/supplies/supply-page.tsx'), 'SupplyPage'),
});
const reading = createRoute({
  getParentRoute: () => signedIn,
  path: '/supplies/$supplyId/reading',
  component: lazyRouteComponent(() => import('./features/reading/reading-page.tsx'), 'ReadingPage'),
});
const consumption = createRoute({
  getParentRoute: () => signedIn,
  path: '/supplies/$supplyId/consumption',
  validateSearch: (search: Search) => ({ ...optional(search, 'months') }),
  component: lazyRouteComponent(() => import('./features/consumption/consumption-page.tsx'), 'ConsumptionPage'),
});
const chooseReading = createRoute({
  getParentRoute: () => signedIn,
  path: '/reading',
  component: lazyRouteComponent(() => import('./features/supplies/choose-supply-page.tsx'), 'ChooseReadingPage'),
});
const chooseConsumption = createRoute({
  getParentRoute: () => signedIn,
  path: '/consumption',
  component: lazyRouteComponent(() => import('./features/supplies/choose-supply-page.tsx'), 'ChooseConsumptionPage'),
});
const invoices = createRoute({
  getParentRoute: () => signedIn,
  path: '/invoices',
  validateSearch: (search: Search) => ({
    ...optional(search, 'show'),
    ...optional(search, 'supply'),
    ...optional(search, 'year'),
  }),
  component: lazyRouteComponent(() => import('./features/invoices/invoices-page.tsx'), 'InvoicesPage'),
});
const invoice = createRoute({
  getParentRoute: () => signedIn,
  path: '/invoices/$invoiceId',
  component: lazyRouteComponent(() => import('./features/invoices/invoice-page.tsx'), 'InvoicePage'),
});
const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile',
  component: lazyRouteComponent(() => import('./features/profile/profile-page.tsx'), 'ProfilePage'),
});
const menu = createRoute({
  getParentRoute: () => signedIn,
  path: '/menu',
  component: lazyRouteComponent(() => import('./features/profile/menu-page.tsx'), 'MenuPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    guest.addChildren([door, loginRoute, firstAccess, confirm, recover, recoverWithLink, mailbox]),
    signedIn.addChildren([
      home,
      supplies,
      supply,
      reading,
      consumption,
      chooseReading,
      chooseConsumption,
      invoices,
      invoice,
      profile,
      menu,
    ]),
  ]),
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
