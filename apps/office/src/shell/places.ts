import {
  IconFileInvoice,
  IconGauge,
  IconHome,
  IconListCheck,
  IconPlugConnected,
  IconReceiptEuro,
  IconUsers,
} from '@tabler/icons-react';

/** The places of the rail, in order; `key` after `g` goes there. */
export const PLACES = [
  { to: '/', word: 'place.today', icon: IconHome, key: 'o' },
  { to: '/activities', word: 'place.activities', icon: IconListCheck, key: 'a' },
  { to: '/customers', word: 'place.customers', icon: IconUsers, key: 'c' },
  { to: '/supply-points', word: 'place.points', icon: IconPlugConnected, key: 'p' },
  { to: '/readings', word: 'place.readings', icon: IconGauge, key: 'l' },
  { to: '/billing/runs', word: 'place.billing', icon: IconReceiptEuro, key: 'f' },
  { to: '/invoices', word: 'place.invoices', icon: IconFileInvoice, key: 'b' },
] as const;
