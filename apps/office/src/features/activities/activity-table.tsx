import type { activitiesRoute } from '@sportello/suite/crm/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { groupByFour } from '@sportello/ui/format/format';
import { Link } from '@tanstack/react-router';
import { InstantText } from '../../parts/instant.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { ActivityBadge } from '../../parts/states.tsx';
import { useT } from '../../words/words.ts';

type Activity = AnswerOf<typeof activitiesRoute>['rows'][number];

export function ActivityTable({
  caption,
  rows,
  hasCustomer = true,
}: {
  readonly caption: string;
  readonly rows: readonly Activity[];
  readonly hasCustomer?: boolean;
}) {
  const t = useT();
  const columns: readonly Column<Activity>[] = [
    {
      key: 'number',
      header: t('activity.number'),
      cell: ({ activityId, number }) => (
        <Link to="/activities/$activityId" params={{ activityId }}>
          {number}
        </Link>
      ),
    },
    { key: 'kind', header: t('activity.kind'), cell: ({ kind }) => t(`activity.kind.${kind}`) },
    ...(hasCustomer
      ? [
          {
            key: 'customer',
            header: t('customer'),
            cell: ({ customerId, customerName }: Activity) => (
              <Link to="/customers/$customerId" params={{ customerId }}>
                {customerName}
              </Link>
            ),
          },
        ]
      : []),
    {
      key: 'supply',
      header: t('supply'),
      isWide: true,
      cell: ({ supplyPointId, pointCode }) =>
        supplyPointId === null || pointCode === null ? null : (
          <Link to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
            {groupByFour(pointCode)}
          </Link>
        ),
    },
    { key: 'state', header: t('state'), cell: ({ state }) => <ActivityBadge state={state} /> },
    { key: 'channel', header: t('activity.channel'), isWide: true, cell: ({ channel }) => t(`channel.${channel}`) },
    {
      key: 'created',
      header: t('activity.created'),
      isWide: true,
      cell: ({ createdAt }) => <InstantText at={createdAt} />,
    },
  ];
  return <ListTable caption={caption} columns={columns} rows={rows} rowKey={({ activityId }) => activityId} />;
}
