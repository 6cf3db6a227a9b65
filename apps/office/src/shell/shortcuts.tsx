import { Modal, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../words/words.ts';
import { PLACES } from './places.ts';

const STORAGE_KEY = 'sportello.single_keys';
const SECOND_KEY_MS = 1200;

const areSingleKeysOn = (): boolean => localStorage.getItem(STORAGE_KEY) !== 'off';
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Ctrl/⌘ K everywhere; single keys outside fields, unless the person switched them off (WCAG 2.1.4). */
export function useShortcuts({
  onPalette,
  onSheet,
}: {
  readonly onPalette: () => void;
  readonly onSheet: () => void;
}): void {
  const navigate = useNavigate();
  const latest = useRef({ onPalette, onSheet });
  latest.current = { onPalette, onSheet };
  useEffect(() => {
    let goSince = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      // AltGr writes characters on Italian keyboards and reports Ctrl+Alt: never a shortcut.
      if (event.altKey || event.getModifierState('AltGraph')) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.onPalette();
        return;
      }
      if (
        event.ctrlKey ||
        event.metaKey ||
        isTyping(event.target) ||
        !areSingleKeysOn() ||
        document.querySelector('[role="dialog"]') !== null
      )
        return;
      const place = PLACES.find(({ key }) => key === event.key);
      if (event.timeStamp - goSince < SECOND_KEY_MS && place !== undefined) {
        goSince = Number.NEGATIVE_INFINITY;
        event.preventDefault();
        void navigate({ to: place.to });
      } else if (event.key === 'g') goSince = event.timeStamp;
      else if (event.key === '/') {
        event.preventDefault();
        latest.current.onPalette();
      } else if (event.key === '?') latest.current.onSheet();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [navigate]);
}

/** Every key of the office, and the switch of the single ones. */
export function ShortcutSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useT();
  const [isOn, setOn] = useState(areSingleKeysOn);
  const choose = (next: boolean) => {
    localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
    setOn(next);
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="of-stack">
        <dl className="of-facts">
          <dt>
            <kbd>{t('palette.keys')}</kbd> <kbd>/</kbd>
          </dt>
          <dd>{t('keys.palette')}</dd>
          {PLACES.map(({ to, word, key }) => (
            <ShortcutRow key={to} keys={['g', key]} words={t('keys.go', { place: t(word) })} />
          ))}
          <ShortcutRow keys={['?']} words={t('keys.sheet')} />
        </dl>
        <Switch
          label={t('keys.single')}
          description={t('keys.single_hint')}
          checked={isOn}
          onChange={(event) => choose(event.currentTarget.checked)}
        />
      </div>
    </Modal>
  );
}

const ShortcutRow = ({ keys, words }: { readonly keys: readonly string[]; readonly words: string }) => (
  <>
    <dt>
      {keys.map((key) => (
        <kbd key={key} style={{ marginRight: 4 }}>
          {key}
        </kbd>
      ))}
    </dt>
    <dd>{words}</dd>
  </>
);
