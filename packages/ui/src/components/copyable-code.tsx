import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { groupByFour } from '../format/format.js';
import { useUiT } from '../i18n/ui-catalogue.js';

/** A POD, PDR or IBAN in groups of four, copied without the spaces. */
export function CopyableCode({ code, label }: { readonly code: string; readonly label: string }) {
  const t = useUiT();
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, flexWrap: 'wrap' }}>
      <span>{groupByFour(code)}</span>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            size={44}
            onClick={copy}
            aria-label={`${copied ? t('copied') : t('copy')} ${label}`}
          >
            {copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}
