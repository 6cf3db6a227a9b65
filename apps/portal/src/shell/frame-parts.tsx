import { IconBolt } from '@sportello/ui/components/icons';
import { SkipLink } from '@sportello/ui/components/page-heading.tsx';
import { OfflineBanner } from '@sportello/ui/components/page-states.tsx';
import { LanguageSelect, SchemeSelect } from '@sportello/ui/components/preferences.tsx';
import type { Language } from '@sportello/ui/i18n/language.tsx';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../sentences/index.js';
import { useCompany } from './page.tsx';

/** Bar at the top, content, contacts at the bottom: the same on every page. */
export function Frame({
  homePath,
  links,
  after,
  onLanguage,
}: {
  readonly homePath: '/' | '/home';
  readonly links?: ReactNode;
  readonly after?: ReactNode;
  readonly onLanguage?: (language: Language) => void;
}) {
  const t = useT();
  const company = useCompany();
  return (
    <>
      <SkipLink />
      <header className="top-bar">
        <div className="top-bar-inner">
          <Link to={homePath} className="brand">
            <IconBolt size={24} aria-hidden />
            {company.data?.name ?? t('frame.area')}
          </Link>
          {links}
        </div>
      </header>
      <OfflineBanner />
      <main id="content">
        <Outlet />
      </main>
      <footer className="footer">
        <div className="footer-inner">
          <div style={{ flex: '1 1 240px' }}>
            <strong>{t('frame.help')}</strong>
            {company.data !== undefined && (
              <ul style={{ listStyle: 'none', padding: 0, margin: '8px 0 0' }}>
                <li>{t('frame.phone', { phone: company.data.phone })}</li>
                <li>{t('frame.email', { email: company.data.email })}</li>
                <li>{t('frame.gas_emergency', { phone: company.data.gasEmergencyPhone })}</li>
              </ul>
            )}
          </div>
          <LanguageSelect {...(onLanguage === undefined ? {} : { onChange: onLanguage })} />
          <SchemeSelect />
        </div>
      </footer>
      {after}
    </>
  );
}
