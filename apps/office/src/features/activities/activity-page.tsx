import { activityRoute } from '@sportello/suite/crm/office-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { useRead } from '@sportello/ui/client/use-route';
import { formatDay, groupByFour } from '@sportello/ui/format/format';
import { Link, useParams } from '@tanstack/react-router';
import { Facts } from '../../parts/facts.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { RecordQuery } from '../../parts/record-query.tsx';
import { ActivityBadge } from '../../parts/states.tsx';
import { useWordOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';

export function ActivityPage() {
  const t = useT();
  const { activityId } = useParams({ from: '/inside/activities/$activityId' });
  const activity = useRead(activityRoute, { activityId });
  return (
    <RecordQuery kind={t('place.activities')} query={activity}>
      {(value) => <ActivityView activity={value} />}
    </RecordQuery>
  );
}

function ActivityView({ activity }: { readonly activity: AnswerOf<typeof activityRoute> }) {
  const t = useT();
  const {
    number,
    kind,
    state,
    channel,
    customerId,
    customerCode,
    customerName,
    supplyPointId,
    pointCode,
    createdAt,
    fulfilledAt,
    facts,
  } = activity;
  return (
    <Page
      title={t('activity.title', { kind: t(`activity.kind.${kind}`), number })}
      above={<Link to="/activities">{t('place.activities')}</Link>}
      actions={<ActivityBadge state={state} />}
    >
      <div className="of-columns">
        <Card title={t('activity.what')}>
          <Facts
            facts={[
              [
                t('customer'),
                <Link key="customer" to="/customers/$customerId" params={{ customerId }}>
                  {customerName}
                </Link>,
              ],
              [t('customer.code'), customerCode],
              [
                t('supply'),
                supplyPointId === null || pointCode === null ? null : (
                  <Link key="point" to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
                    {groupByFour(pointCode)}
                  </Link>
                ),
              ],
              [t('activity.channel'), t(`channel.${channel}`)],
              [t('activity.created'), <InstantText key="created" at={createdAt} />],
              [
                t('activity.fulfilled'),
                fulfilledAt === null ? t('activity.not_yet') : <InstantText key="fulfilled" at={fulfilledAt} />,
              ],
            ]}
          />
        </Card>
        <Card title={t('activity.facts')}>
          <FactsOf facts={facts} />
          {state === 'fulfilled' && <p className="of-muted of-small">{t('activity.automatic')}</p>}
        </Card>
      </div>
    </Page>
  );
}

/** Facts written by the suite: names of the domain get their word, the others stand as they are. */
function FactsOf({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const wordOf = useWordOf();
  const textOf = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(textOf).join(', ');
    if (typeof value === 'object' && value !== null)
      return Object.entries(value)
        .map(([name, inner]) => `${wordOf(name)} ${textOf(inner)}`)
        .join(', ');
    const text = String(value ?? '');
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(text) : wordOf(text);
  };
  return (
    <Facts
      facts={Object.entries(facts)
        .filter(([name]) => !name.endsWith('Id'))
        .map(([name, value]) => [wordOf(name), textOf(value)] as const)}
    />
  );
}
