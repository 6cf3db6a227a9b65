import { Button, type ButtonProps } from '@mantine/core';
import type { Route } from '@sportello/suite/platform/route';
import { call, type InputOf } from '@sportello/ui/client/call';
import { saveFile } from '@sportello/ui/client/download';
import { IconDownload } from '@sportello/ui/components/icons';
import { Notice } from '@sportello/ui/components/status-badge.tsx';
import { useState } from 'react';
import { useProblem, useT } from '../sentences/index.js';

/** A file of the suite, with words when it cannot be had. */
export function DownloadButton<R extends Route & { response: 'file' }>({
  route,
  input,
  fileName,
  label,
  hint,
  ...rest
}: {
  readonly route: R;
  readonly input: InputOf<R>;
  readonly fileName: string;
  readonly label: string;
  readonly hint?: string;
} & ButtonProps) {
  const t = useT();
  const problemSentence = useProblem();
  const [isLoading, setLoading] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const download = async () => {
    setLoading(true);
    setRefusal(null);
    const answer = await call(route, input);
    setLoading(false);
    if (answer.ok) return saveFile(answer.value as Blob, fileName);
    return setRefusal(answer.problem.kind === 'refusal' ? t('download.not_ready') : problemSentence(answer.problem));
  };
  return (
    <>
      <Button
        variant="outline"
        leftSection={<IconDownload size={20} aria-hidden />}
        loading={isLoading}
        onClick={download}
        className="full-on-phone"
        {...rest}
      >
        {label}
        {hint !== undefined && <span className="sp-only-read">{` ${hint}`}</span>}
      </Button>
      {refusal !== null && (
        <Notice tone="warning" live>
          {refusal}
        </Notice>
      )}
    </>
  );
}
