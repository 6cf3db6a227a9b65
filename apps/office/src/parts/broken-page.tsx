import { ErrorState } from '@sportello/ui/components/page-states.tsx';
import { useRouter } from '@tanstack/react-router';
import { useT } from '../words/words.ts';
import { Page } from './page.tsx';

/** A page that our own code broke: words, and a way to try again. */
export function BrokenPage({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const t = useT();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('broken.title')}>
      <ErrorState error={error} onRetry={retry} />
    </Page>
  );
}
