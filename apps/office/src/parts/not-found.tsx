import { EmptyState } from '@sportello/ui/components/page-states.tsx';
import { Link } from '@tanstack/react-router';
import { useT } from '../words/words.ts';
import { Page } from './page.tsx';

/** What is asked for is not there, or is not of this company: the same words for both. */
export function NotFoundPage() {
  const t = useT();
  return (
    <Page title={t('not_found.title')}>
      <EmptyState title={t('not_found.words')} action={<Link to="/">{t('not_found.home')}</Link>} />
    </Page>
  );
}

/** An address that no page of the app has: outside the shell, so it brings its own `main`. */
export function NowherePage() {
  return (
    <main id="content" style={{ padding: 24 }}>
      <NotFoundPage />
    </main>
  );
}
