import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { Facts } from '../../parts/facts.tsx';
import { InstantText } from '../../parts/instant.tsx';
import { Card } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import type { ImportStep, MeasureOutcome } from './use-import.ts';

/** What a trial found, or what a load did. */
export function ImportOutcome({ step }: { readonly step: Extract<ImportStep, { kind: 'checked' | 'loaded' }> }) {
  const t = useT();
  const { outcome } = step;
  const isTrial = step.kind === 'checked';
  return (
    <Card title={t(isTrial ? 'import.would' : 'import.did')}>
      <div className="of-stack">
        <Notice tone={isTrial ? 'info' : 'success'} live>
          {'outcome' in outcome && outcome.alreadyLoadedAt !== null ? (
            <>
              {t('import.already')} <InstantText at={outcome.alreadyLoadedAt} />
            </>
          ) : (
            t(isTrial ? 'import.trial_words' : 'import.done_words')
          )}
        </Notice>
        {'counts' in outcome ? (
          <MeasureCounts outcome={outcome} />
        ) : (
          <Facts
            facts={[
              [t('import.rows'), String(outcome.rows)],
              [t('import.created'), String(outcome.created)],
              [t('import.updated'), String(outcome.updated)],
              [t('import.unchanged'), String(outcome.unchanged)],
            ]}
          />
        )}
      </div>
    </Card>
  );
}

function MeasureCounts({ outcome }: { readonly outcome: MeasureOutcome }) {
  const t = useT();
  const { points, records, readings, rectifications, curveDays, meterChanges, alreadyKnown, worklist } = outcome.counts;
  return (
    <Facts
      facts={[
        [t('files.flow'), outcome.flow],
        [t('import.points'), String(points)],
        [t('import.records'), String(records)],
        [t('import.readings'), String(readings)],
        [t('import.rectifications'), String(rectifications)],
        [t('import.curve_days'), String(curveDays)],
        [t('import.meter_changes'), String(meterChanges)],
        [t('import.already_known'), String(alreadyKnown)],
        [t('import.worklist'), String(worklist)],
      ]}
    />
  );
}
