import { listRunsRoute } from '@sportello/suite/billing/office-api';
import { activitiesRoute } from '@sportello/suite/crm/office-api';
import { invoicesRoute } from '@sportello/suite/invoicing/office-api';
import { measureFilesRoute, worklistRoute } from '@sportello/suite/metering/office-api';
import { customersRoute } from '@sportello/suite/parties/office-api';
import { supplyPointsRoute } from '@sportello/suite/supply-points/office-api';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { BrokenPage } from './parts/broken-page.tsx';
import { NotFoundPage, NowherePage } from './parts/not-found.tsx';
import { parseSearch, searchOf, stringifySearch } from './parts/search-of.ts';
import { Shell } from './shell/shell.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
/** Optional text parameters of a page: `?tab=…`. */
const optional =
  <Name extends string>(...names: readonly Name[]) =>
  (given: Record<string, unknown>): { [N in Name]?: string } =>
    Object.fromEntries(
      names.flatMap((name) => (text(given[name]) === undefined ? [] : [[name, text(given[name])]])),
    ) as {
      [N in Name]?: string;
    };

const root = createRootRoute({ component: Outlet, notFoundComponent: NowherePage });
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  notFoundComponent: NotFoundPage,
});
const getParentRoute = () => inside;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: optional('back'),
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const pages = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./features/today/today-page.tsx'), 'TodayPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/activities',
    ...searchOf(activitiesRoute),
    component: lazyRouteComponent(() => import('./features/activities/activities-page.tsx'), 'ActivitiesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/activities/$activityId',
    component: lazyRouteComponent(() => import('./features/activities/activity-page.tsx'), 'ActivityPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers',
    ...searchOf(customersRoute),
    component: lazyRouteComponent(() => import('./features/customers/customers-page.tsx'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers/$customerId',
    validateSearch: optional('tab', 'only'),
    component: lazyRouteComponent(() => import('./features/customers/customer-page.tsx'), 'CustomerPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/supply-points',
    ...searchOf(supplyPointsRoute),
    component: lazyRouteComponent(() => import('./features/supply-points/supply-points-page.tsx'), 'SupplyPointsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/supply-points/$supplyPointId',
    validateSearch: optional('page'),
    component: lazyRouteComponent(() => import('./features/supply-points/supply-point-page.tsx'), 'SupplyPointPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/readings',
    ...searchOf(worklistRoute),
    component: lazyRouteComponent(() => import('./features/readings/worklist-page.tsx'), 'WorklistPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/readings/files',
    ...searchOf(measureFilesRoute),
    component: lazyRouteComponent(() => import('./features/readings/files-page.tsx'), 'FilesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/readings/import',
    validateSearch: optional('kind'),
    component: lazyRouteComponent(() => import('./features/readings/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/readings/items/$itemId',
    component: lazyRouteComponent(() => import('./features/readings/item-page.tsx'), 'WorklistItemPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/billing/runs',
    ...searchOf(listRunsRoute),
    component: lazyRouteComponent(() => import('./features/billing/runs-page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/billing/runs/new',
    component: lazyRouteComponent(() => import('./features/billing/new-run-page.tsx'), 'NewRunPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/billing/runs/$runId',
    validateSearch: optional('page', 'warning'),
    component: lazyRouteComponent(() => import('./features/billing/run-page.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/invoices',
    ...searchOf(invoicesRoute),
    component: lazyRouteComponent(() => import('./features/invoices/invoices-page.tsx'), 'InvoicesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/invoices/$invoiceId',
    component: lazyRouteComponent(() => import('./features/invoices/invoice-page.tsx'), 'InvoicePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./features/account/account-page.tsx'), 'AccountPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren(pages)]),
  basepath: '/office',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
