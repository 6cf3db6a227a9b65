import { Button, FileInput, NativeSelect } from '@mantine/core';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Page } from '../../parts/page.tsx';
import { useT } from '../../words/words.ts';
import { ImportErrors } from './import-errors.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { ReadingsTabs } from './readings-tabs.tsx';
import { IMPORT_KINDS, useImport } from './use-import.ts';

/** Choose, try without writing, look at what would happen, load. */
export function ImportPage() {
  const t = useT();
  const { kind: asked } = useSearch({ from: '/inside/readings/import' });
  const navigate = useNavigate({ from: '/readings/import' });
  const kind = IMPORT_KINDS.find((name) => name === asked) ?? 'measures';
  const { file, choose, encoding, setEncoding, run, isSending, step } = useImport(kind);
  const accept = kind === 'measures' ? '.xml,text/xml,application/xml' : '.csv,text/csv';
  return (
    <Page title={t('import.title')}>
      <ReadingsTabs />
      <div className="of-columns">
        <Card title={t('import.file')}>
          <div className="of-stack">
            <NativeSelect
              label={t('import.kind')}
              value={kind}
              onChange={(event) => {
                choose(null);
                void navigate({ search: { kind: event.currentTarget.value }, replace: true });
              }}
              data={IMPORT_KINDS.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
            />
            <p className="of-muted" style={{ margin: 0 }}>
              {t(`import.hint.${kind}`)}
            </p>
            <FileInput
              label={t('import.choose')}
              placeholder={t('import.placeholder')}
              accept={accept}
              value={file}
              onChange={choose}
              clearable
              clearButtonProps={{ 'aria-label': t('import.clear') }}
            />
            {kind !== 'measures' && (
              <NativeSelect
                label={t('import.encoding')}
                value={encoding}
                onChange={(event) =>
                  setEncoding(event.currentTarget.value === 'windows-1252' ? 'windows-1252' : 'utf-8')
                }
                data={[
                  { value: 'utf-8', label: t('import.utf8') },
                  { value: 'windows-1252', label: t('import.windows') },
                ]}
              />
            )}
            <div className="of-row">
              <Button
                disabled={file === null}
                loading={isSending}
                variant={step.kind === 'checked' ? 'outline' : 'filled'}
                onClick={() => void run(true)}
              >
                {t('import.try')}
              </Button>
              {step.kind === 'checked' && (
                <Button loading={isSending} onClick={() => void run(false)}>
                  {t('import.load')}
                </Button>
              )}
            </div>
            <p className="of-muted of-small" style={{ margin: 0 }}>
              {t('import.promise')}
            </p>
          </div>
        </Card>
        <div className="of-stack">
          {step.kind === 'failed' && (
            <Notice tone="danger" live>
              {step.sentence}
            </Notice>
          )}
          {(step.kind === 'checked' || step.kind === 'loaded') && <ImportOutcome step={step} />}
          {step.kind === 'loaded' && kind === 'measures' && <Link to="/readings">{t('import.to_worklist')}</Link>}
        </div>
      </div>
      {(step.kind === 'failed' || step.kind === 'checked' || step.kind === 'loaded') && step.errors.length > 0 && (
        <ImportErrors errors={step.errors} total={step.errorCount} fileName={file?.name ?? ''} />
      )}
    </Page>
  );
}
