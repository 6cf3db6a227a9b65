import { Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useUiT } from '../i18n/ui-catalogue.js';

/** True after the first page: the browser itself announces that one. */
let hasNavigated = false;

/**
 * The one `h1` of a page. It sets the title of the tab and takes the focus when the page is reached from another one,
 * so that a screen reader says where it is (ux §6, item 5).
 */
export function PageHeading({
  title,
  product,
  hasMistakes = false,
}: {
  readonly title: string;
  readonly product: string;
  readonly hasMistakes?: boolean;
}) {
  const t = useUiT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who has opened a dialog meanwhile, e.g. to search, goes on typing there.
    const isInDialog = document.activeElement?.closest('[role="dialog"]') != null;
    if (hasNavigated && !isInDialog) heading.current?.focus({ preventScroll: true });
    hasNavigated = true;
  }, []);
  const shown = hasMistakes ? t('title.error', { title }) : title;
  useEffect(() => {
    document.title = `${shown} – ${product}`;
  }, [shown, product]);
  return (
    <Title order={1} tabIndex={-1} ref={heading}>
      {title}
    </Title>
  );
}

/** First stop of the keyboard: over the bars, to the content (`<main id="content">`). */
export function SkipLink() {
  const t = useUiT();
  return (
    <a className="sp-skip-link" href="#content">
      {t('skip')}
    </a>
  );
}
