import { NativeSelect } from '@mantine/core';
import { activitiesRoute } from '@sportello/suite/crm/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Chips } from '../../parts/filters.tsx';
import { Pager } from '../../parts/list-table.tsx';
import { Page } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import { ActivityTable } from './activity-table.tsx';

const KINDS = ['self_reading', 'registration', 'personal_data_change'] as const;
const CHANNELS = ['portal', 'office'] as const;

/** Every request and event a person may ask about; automatic ones close by themselves. */
export function ActivitiesPage() {
  const t = useT();
  const search = useSearch({ from: '/inside/activities' });
  const navigate = useNavigate({ from: '/activities' });
  const change = (changes: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: 1, ...changes }), replace: true });
  const list = useRead(activitiesRoute, search);
  const counts = new Map(list.data?.states.map(({ state, count }) => [state, count]));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <Page title={t('place.activities')}>
      <div className="of-row">
        <Chips
          label={t('state')}
          value={search.state}
          onChange={(state) => change({ state })}
          chips={[
            { value: undefined, label: t('all_of_them'), count: all },
            { value: 'new', label: t('activity.state.new'), count: counts.get('new') ?? 0 },
            { value: 'fulfilled', label: t('activity.state.fulfilled'), count: counts.get('fulfilled') ?? 0 },
          ]}
        />
        <NativeSelect
          aria-label={t('activity.kind')}
          value={search.kind ?? ''}
          onChange={(event) => change({ kind: KINDS.find((kind) => kind === event.currentTarget.value) })}
          data={[
            { value: '', label: t('activity.every_kind') },
            ...KINDS.map((kind) => ({ value: kind, label: t(`activity.kind.${kind}`) })),
          ]}
        />
        <NativeSelect
          aria-label={t('activity.channel')}
          value={search.channel ?? ''}
          onChange={(event) => change({ channel: CHANNELS.find((channel) => channel === event.currentTarget.value) })}
          data={[
            { value: '', label: t('activity.every_channel') },
            ...CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
          ]}
        />
      </div>
      <QueryView query={list}>
        {({ rows, total, pageSize }) =>
          rows.length === 0 ? (
            <EmptyState title={t('activities.empty')} action={<Link to="/activities">{t('list.clear')}</Link>}>
              {t('activities.empty_words')}
            </EmptyState>
          ) : (
            <div className="of-stack">
              <ActivityTable caption={t('place.activities')} rows={rows} />
              <Pager page={search.page} pageSize={pageSize} total={total} onPage={(page) => change({ page })} />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
