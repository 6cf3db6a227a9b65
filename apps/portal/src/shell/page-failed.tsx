import { ErrorState } from '@sportello/ui/components/page-states.tsx';
import { useT } from '../sentences/index.js';
import { Page } from './page.tsx';

/** When a page itself breaks, e.g. its file could not be loaded: loading again is the way on. */
export function PageFailed({ error }: { readonly error: unknown }) {
  const t = useT();
  return (
    <main id="content">
      <Page title={t('failed.title')} narrow>
        <ErrorState error={error} onRetry={() => location.reload()} />
      </Page>
    </main>
  );
}
