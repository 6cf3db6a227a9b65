import { useEffect, useId, useRef } from 'react';
import { useUiT } from '../i18n/ui-catalogue.js';

/** A mistake of a form: the same words stand here and beside the field `fieldId`. */
export type FieldMistake = { readonly fieldId: string; readonly sentence: string };

/**
 * The list of what to correct, above a form that was sent. It takes the focus whenever a new list arrives, and each
 * line leads to its field (WCAG 3.3.1, GOV.UK pattern).
 */
export function ErrorSummary({ mistakes }: { readonly mistakes: readonly FieldMistake[] }) {
  const t = useUiT();
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    <div className="sp-error-summary" role="alert" tabIndex={-1} ref={box} aria-labelledby={titleId}>
      <h2 id={titleId} style={{ margin: 0, fontSize: '1.125rem' }}>
        {mistakes.length === 1 ? t('summary.one') : t('summary.many', { count: mistakes.length })}
      </h2>
      <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
        {mistakes.map(({ fieldId, sentence }) => (
          <li key={fieldId + sentence}>
            <a
              href={`#${fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fieldId)?.focus();
              }}
            >
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The sentence of a field's own mistake, as Mantine's `error` property takes it. */
export const mistakeOf = (mistakes: readonly FieldMistake[], fieldId: string): string | undefined =>
  mistakes.find((mistake) => mistake.fieldId === fieldId)?.sentence;
