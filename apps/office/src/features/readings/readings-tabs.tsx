import { Link } from '@tanstack/react-router';
import { useMay } from '../../shell/session.ts';
import { useT } from '../../words/words.ts';

const TABS = [
  { to: '/readings', word: 'readings.worklist' },
  { to: '/readings/files', word: 'readings.files' },
  { to: '/readings/import', word: 'readings.import' },
] as const;

/** The three faces of the place "Letture". Who may not load does not see the import. */
export function ReadingsTabs() {
  const t = useT();
  const mayLoad = useMay(['back_office', 'billing_manager', 'admin']);
  return (
    <nav className="of-tabs" aria-label={t('place.readings')}>
      {TABS.filter(({ to }) => mayLoad || to !== '/readings/import').map(({ to, word }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}
