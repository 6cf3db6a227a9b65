import { Button, NativeSelect, Radio } from '@mantine/core';
import type { LocalDate } from '@sportello/kernel/calendar';
import { listRunsRoute } from '@sportello/suite/billing/office-api';
import { todayRoute } from '@sportello/suite/crm/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { DateField } from '@sportello/ui/components/date-field.tsx';
import { ErrorSummary, mistakeOf } from '@sportello/ui/components/error-summary.tsx';
import { QueryView } from '@sportello/ui/components/page-states.tsx';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { Link } from '@tanstack/react-router';
import { Card, Page } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import { billedUntilOf, useNewRun } from './use-new-run.ts';

export function NewRunPage() {
  const t = useT();
  const today = useRead(todayRoute, {});
  const runs = useRead(listRunsRoute, { page: 1 });
  return (
    <Page title={t('run.new')} above={<Link to="/billing/runs">{t('runs.title')}</Link>}>
      <QueryView query={today}>
        {({ today: day }) => (
          <QueryView query={runs}>
            {({ runs: known }) => <NewRunForm today={day} billedUntil={billedUntilOf(known)} />}
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}

function NewRunForm({ today, billedUntil }: { readonly today: string; readonly billedUntil: LocalDate | null }) {
  const t = useT();
  const { values, change, submit, isSending, mistakes } = useNewRun(today, billedUntil);
  const day = (name: 'periodFrom' | 'periodTo' | 'issueOn' | 'dueOn', description?: string) => (
    <DateField
      id={name}
      label={t(`new_run.${name}`)}
      {...(description !== undefined && { description })}
      typed={values[name]}
      error={mistakeOf(mistakes, name)}
      onTyped={(typed) => change({ [name]: typed })}
    />
  );
  return (
    <form onSubmit={submit} className="of-stack" style={{ maxWidth: 640 }} noValidate>
      <ErrorSummary mistakes={mistakes} />
      <Card title={t('new_run.what')}>
        <div className="of-stack">
          <Radio.Group
            label={t('run.mode')}
            value={values.mode}
            onChange={(mode) => change({ mode: mode === 'final' ? 'final' : 'simulation' })}
          >
            <div className="of-stack" style={{ marginTop: 8 }}>
              <Radio value="simulation" label={t('run.mode.simulation')} description={t('new_run.simulation_words')} />
              <Radio value="final" label={t('run.mode.final')} description={t('new_run.final_words')} />
            </div>
          </Radio.Group>
          <NativeSelect
            label={t('commodity')}
            value={values.commodity ?? ''}
            onChange={(event) =>
              change({ commodity: event.currentTarget.value === '' ? null : (event.currentTarget.value as 'gas') })
            }
            data={[
              { value: '', label: t('commodity.all') },
              { value: 'electricity', label: t('commodity.electricity') },
              { value: 'gas', label: t('commodity.gas') },
            ]}
          />
        </div>
      </Card>
      <Card title={t('new_run.when')}>
        <div className="of-pairs">
          {day('periodFrom')}
          {day('periodTo', t('new_run.last_day'))}
          {day('issueOn', t('new_run.issue_words'))}
          {day('dueOn')}
        </div>
      </Card>
      <Notice tone="info">{t('new_run.promise')}</Notice>
      <div>
        <Button type="submit" loading={isSending}>
          {t(`new_run.start.${values.mode}`)}
        </Button>
      </div>
    </form>
  );
}
