import { Link } from '@tanstack/react-router';
import { useT } from '../sentences/index.js';
import { Page } from './page.tsx';

export function NotFoundPage() {
  const t = useT();
  return (
    <main id="content">
      <Page title={t('not_found.title')} narrow>
        <p>{t('not_found.text')}</p>
        <Link to="/home" className="row-link">
          {t('not_found.home')}
        </Link>
      </Page>
    </main>
  );
}
