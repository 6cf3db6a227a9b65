import { groupByFour } from '@sportello/ui/format/format';
import { Link } from '@tanstack/react-router';
import { ListTable } from '../../parts/list-table.tsx';
import { Card } from '../../parts/page.tsx';
import { useReasonWords, useSentenceOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import type { RunAnswer } from './run-answer.ts';

/** Supplies that could not be billed, by cause: the run goes on without them. */
export function RunParked({ parked }: { readonly parked: RunAnswer['parked'] }) {
  const t = useT();
  const reasonWords = useReasonWords();
  if (parked.length === 0) return null;
  return (
    <Card title={t('parked.title')}>
      <p className="of-muted" style={{ marginTop: 0 }}>
        {t('parked.words')}
      </p>
      <div className="of-stack">
        {parked.map((group, index) => (
          <details key={group.reason} open={index === 0}>
            <summary>
              <strong>{reasonWords(group.reason)}</strong>{' '}
              <span className="of-muted">{t('parked.count', { count: group.count })}</span>
            </summary>
            <ParkedSupplies group={group} />
          </details>
        ))}
      </div>
    </Card>
  );
}

function ParkedSupplies({ group }: { readonly group: RunAnswer['parked'][number] }) {
  const t = useT();
  const sentenceOf = useSentenceOf();
  const { reason, count, supplies } = group;
  return (
    <div className="of-stack" style={{ marginTop: 8 }}>
      <ListTable
        caption={t('parked.title')}
        rows={supplies}
        rowKey={({ supplyId }) => supplyId}
        columns={[
          {
            key: 'point',
            header: t('point'),
            cell: ({ supplyPointId, pointCode }) => (
              <Link to="/supply-points/$supplyPointId" params={{ supplyPointId }}>
                {groupByFour(pointCode)}
              </Link>
            ),
          },
          { key: 'why', header: t('parked.why'), cell: ({ facts }) => sentenceOf(reason, facts) },
          {
            key: 'customer',
            header: t('customer'),
            cell: ({ customerId, customerName }) => (
              <Link to="/customers/$customerId" params={{ customerId }}>
                {customerName}
              </Link>
            ),
          },
        ]}
      />
      {supplies.length < count && (
        <p className="of-muted of-small">{t('parked.shown', { shown: supplies.length, count })}</p>
      )}
    </div>
  );
}
