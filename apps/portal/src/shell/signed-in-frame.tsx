import { changeLanguageRoute } from '@sportello/suite/portal-accounts/api';
import { useWrite } from '@sportello/ui/client/use-route';
import { IconChartBar, IconFileInvoice, IconGauge, IconHome, IconMenu2 } from '@sportello/ui/components/icons';
import { ErrorState, LoadingState } from '@sportello/ui/components/page-states.tsx';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '../sentences/index.js';
import { Frame } from './frame-parts.tsx';
import { Page } from './page.tsx';
import { useMe } from './session.ts';

const TABS = [
  { to: '/home', key: 'nav.home', Icon: IconHome, holds: /^\/home/ },
  { to: '/invoices', key: 'nav.invoices', Icon: IconFileInvoice, holds: /^\/invoices/ },
  { to: '/reading', key: 'nav.reading', Icon: IconGauge, holds: /\/reading$/ },
  { to: '/consumption', key: 'nav.consumption', Icon: IconChartBar, holds: /\/consumption$/ },
] as const;
const SUPPLIES = /^\/supplies(\/[^/]+)?$/;
const PROFILE = /^\/profile/;

/** Five tabs under the thumb of a phone; the menu leads to what has no tab. */
const TAB_BAR = [
  ...TABS,
  { to: '/menu', key: 'nav.menu', Icon: IconMenu2, holds: /^\/(menu|profile|supplies(\/[^/]+)?$)/ },
] as const;
const TOP_LINKS = [
  ...TABS,
  { to: '/supplies', key: 'nav.supplies', holds: SUPPLIES },
  { to: '/profile', key: 'nav.profile', holds: PROFILE },
] as const;

/** Around the pages of a signed-in customer: tabs under the thumb on a phone, links at the top on a desk. */
export function SignedInFrame() {
  const t = useT();
  const me = useMe();
  const pathname = useLocation({ select: (location) => location.pathname });
  const currentOf = (holds: RegExp) => (holds.test(pathname) ? 'page' : undefined);
  const { language, setLanguage } = useLanguage();
  const changeLanguage = useWrite(changeLanguageRoute);
  const profileLanguage = me.data?.language;
  const followed = useRef<string | null>(null);
  useEffect(() => {
    // The language of the profile wins once, when it becomes known; after that the person's switch does.
    if (profileLanguage === undefined || followed.current !== null) return;
    followed.current = profileLanguage;
    if (profileLanguage !== language) setLanguage(profileLanguage);
  }, [profileLanguage, language, setLanguage]);

  if (me.isError) {
    return (
      <main id="content">
        <Page title={t('failed.title')}>
          <ErrorState error={me.error} onRetry={() => void me.refetch()} />
        </Page>
      </main>
    );
  }
  if (me.data === undefined)
    return (
      <main className="page">
        <LoadingState />
      </main>
    );
  return (
    <Frame
      homePath="/home"
      onLanguage={(chosen) => void changeLanguage.send({ language: chosen })}
      links={
        <nav className="top-links" aria-label={t('nav.label')}>
          {TOP_LINKS.map(({ to, key, holds }) => (
            <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={currentOf(holds)}>
              {t(key)}
            </Link>
          ))}
        </nav>
      }
      after={
        <nav className="tab-bar" aria-label={t('nav.label')}>
          {TAB_BAR.map(({ to, key, Icon, holds }) => (
            <Link key={to} to={to} activeOptions={{ exact: true }} aria-current={currentOf(holds)}>
              <Icon size={24} aria-hidden />
              {t(key)}
            </Link>
          ))}
        </nav>
      }
    />
  );
}
