import { activitiesRoute } from '@sportello/suite/crm/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { EmptyState, QueryView } from '@sportello/ui/components/page-states.tsx';
import { useT } from '../../words/words.ts';
import { ActivityTable } from '../activities/activity-table.tsx';

export function ActivitiesTab({ customerId }: { readonly customerId: string }) {
  const t = useT();
  const activities = useRead(activitiesRoute, { customerId, page: 1 });
  return (
    <QueryView query={activities}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={t('activities.empty')}>{t('activities.empty_words')}</EmptyState>
        ) : (
          <ActivityTable caption={t('customer.tab.activities')} rows={rows} hasCustomer={false} />
        )
      }
    </QueryView>
  );
}
