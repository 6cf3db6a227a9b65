import { Button } from '@mantine/core';
import { saveFile } from '@sportello/ui/client/download';
import { IconDownload } from '@tabler/icons-react';
import { ListTable } from '../../parts/list-table.tsx';
import { Card } from '../../parts/page.tsx';
import { useImportWords } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import { toCsv } from './to-csv.ts';
import type { ImportError } from './use-import.ts';

const SHOWN = 200;

/** Every error with its place, what was found and what was expected; the whole list as a file to work through. */
export function ImportErrors({
  errors,
  total,
  fileName,
}: {
  readonly errors: readonly ImportError[];
  readonly total: number;
  readonly fileName: string;
}) {
  const t = useT();
  const wordsOf = useImportWords();
  const names = [t('import.line'), t('import.column'), t('import.value'), t('import.problem'), t('import.expected')];
  const save = () => {
    const rows = errors.map((error) => [String(error.line), error.column, error.value, wordsOf(error), error.expected]);
    saveFile(
      new Blob([toCsv([names, ...rows])], { type: 'text/csv;charset=utf-8' }),
      `${fileName.replace(/\.\w+$/, '')}-${t('import.errors_file')}.csv`,
    );
  };
  return (
    <Card
      title={t('import.errors', { count: total })}
      isFlush
      actions={
        <Button variant="outline" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
          {t('import.download')}
        </Button>
      }
    >
      <ListTable
        caption={t('import.errors', { count: total })}
        rows={errors.slice(0, SHOWN).map((error, index) => ({ ...error, key: String(index) }))}
        rowKey={({ key }) => key}
        columns={[
          { key: 'line', header: t('import.line'), cell: ({ line }) => line },
          { key: 'column', header: t('import.column'), cell: ({ column }) => column },
          { key: 'value', header: t('import.value'), cell: ({ value }) => value },
          { key: 'problem', header: t('import.problem'), cell: wordsOf },
          { key: 'expected', header: t('import.expected'), cell: ({ expected }) => expected },
        ]}
      />
      {errors.length > SHOWN && (
        <p className="of-muted" style={{ padding: '0 16px' }}>
          {t('import.more', { shown: SHOWN, total })}
        </p>
      )}
    </Card>
  );
}
