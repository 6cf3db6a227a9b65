import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { searchRoute } from '@sportello/suite/crm/office-api';
import { useRead } from '@sportello/ui/client/use-route';
import { IconChevronRight, IconFileInvoice, IconPlugConnected, IconSearch, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useT } from '../words/words.ts';
import { PLACES } from './places.ts';
import { type Hit, recentHits } from './recent.ts';
import { useMay } from './session.ts';

const ICONS = { customer: IconUser, supply_point: IconPlugConnected, invoice: IconFileInvoice } as const;
type Choice = {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly kind: string;
  readonly icon: typeof IconUser;
  readonly open: () => void;
};

/** Records and commands by typing, by keyboard alone. `>` leaves only the commands. */
export function Palette({
  mode,
  onClose,
}: {
  readonly mode: 'closed' | 'records' | 'commands';
  readonly onClose: () => void;
}) {
  const t = useT();
  return (
    <Modal.Root opened={mode !== 'closed'} onClose={onClose} size="lg" yOffset="8vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.open')}>
        {mode !== 'closed' && <PaletteBody onClose={onClose} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const isCommandOnly = typed.startsWith('>');
  const words = typed.replace(/^>/, '').trim();
  const [q] = useDebouncedValue(words, 90);
  const canSearch = !isCommandOnly && q.length >= 2;
  const found = useRead(searchRoute, { q }, { enabled: canSearch });
  const hits = isCommandOnly ? [] : canSearch ? (found.data?.hits ?? []) : recentHits();
  const choices = [
    ...useRecordChoices(hits, onClose),
    ...useCommandChoices(words, isCommandOnly || words.length > 0 || hits.length === 0, onClose),
  ];
  const current = Math.min(active, Math.max(choices.length - 1, 0));
  // From the first key on: Enter must not open what was listed before the answer came.
  const isWaiting = !isCommandOnly && words.length >= 2 && (found.isFetching || q !== words);

  useEffect(() => {
    document.getElementById(`${listId}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, current]);

  const choose = (choice: Choice | undefined) => {
    // The focus leaves the palette, so that the heading of the new page can take it.
    if (choice !== undefined && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    choice?.open();
  };
  const steer = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((current + step + choices.length) % Math.max(choices.length, 1));
    } else if (event.key === 'Enter' && !isWaiting) {
      event.preventDefault();
      choose(choices[current]);
    }
  };

  return (
    <div>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-label={t('palette.label')}
        {...(choices.length > 0 && { 'aria-activedescendant': `${listId}-${current}` })}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
        size="md"
        variant="unstyled"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={steer}
        style={{ borderBottom: '1px solid var(--sp-border)', padding: '4px 8px' }}
      />
      {!canSearch && !isCommandOnly && hits.length > 0 && <div className="of-group-title">{t('palette.recent')}</div>}
      <div id={listId} className="of-hits" role="listbox" aria-label={t('palette.results')}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, where the focus stays (ARIA combobox).
          <div
            key={choice.key}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => choose(choice)}
            onMouseMove={() => setActive(index)}
          >
            <choice.icon size={18} aria-hidden style={{ flex: 'none' }} />
            <span style={{ whiteSpace: 'nowrap' }}>{choice.title}</span>
            <span className="of-hit-detail">{choice.detail}</span>
            <span className="of-hit-kind">{choice.kind}</span>
          </div>
        ))}
      </div>
      <div role="status" className="of-group-title" style={{ paddingBottom: 12 }}>
        {isWaiting
          ? t('palette.searching')
          : choices.length === 0
            ? t('palette.nothing', { q: words })
            : t('palette.count', { count: choices.length })}
      </div>
    </div>
  );
}

function useRecordChoices(hits: readonly Hit[], onClose: () => void): Choice[] {
  const t = useT();
  const navigate = useNavigate();
  return hits.map((hit) => ({
    key: `${hit.kind}-${hit.id}`,
    title: hit.title,
    detail: hit.detail,
    kind: t(`palette.kind.${hit.kind}`),
    icon: ICONS[hit.kind],
    open: () => {
      onClose();
      if (hit.kind === 'customer') void navigate({ to: '/customers/$customerId', params: { customerId: hit.id } });
      else if (hit.kind === 'supply_point')
        void navigate({ to: '/supply-points/$supplyPointId', params: { supplyPointId: hit.id } });
      else void navigate({ to: '/invoices/$invoiceId', params: { invoiceId: hit.id } });
    },
  }));
}

function useCommandChoices(words: string, isShown: boolean, onClose: () => void): Choice[] {
  const t = useT();
  const navigate = useNavigate();
  const [mayLoad, mayRun] = [useMay(['back_office', 'billing_manager', 'admin']), useMay(['billing_manager', 'admin'])];
  const commands = [
    ...PLACES.map(({ to, word }) => ({ to, title: t('command.go', { place: t(word) }) })),
    ...(mayLoad ? [{ to: '/readings/import' as const, title: t('command.import') }] : []),
    ...(mayRun ? [{ to: '/billing/runs/new' as const, title: t('command.new_run') }] : []),
    { to: '/account' as const, title: t('command.password') },
  ];
  if (!isShown) return [];
  return commands
    .filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()))
    .map(({ to, title }) => ({
      key: to,
      title,
      detail: '',
      kind: t('palette.kind.command'),
      icon: IconChevronRight,
      open: () => {
        onClose();
        void navigate({ to });
      },
    }));
}
