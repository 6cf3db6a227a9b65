import { PageHeading } from '@sportello/ui/components/page-heading.tsx';
import type { ReactNode } from 'react';
import { useT } from '../words/words.ts';

/** A page of the office: its `h1`, what can be done at its right, its content. */
export function Page({
  title,
  actions,
  above,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useT();
  return (
    <div className="of-page">
      {above !== undefined && <div className="of-back">{above}</div>}
      <div className="of-head">
        <PageHeading title={title} product={t('product')} />
        {actions}
      </div>
      {children}
    </div>
  );
}

/** A part of a page under its own title. `isFlush` lets a table reach the edges; the table then is the named region. */
export function Card({
  title,
  actions,
  isFlush = false,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section className="sp-card" {...(!isFlush && { 'aria-label': title })}>
      <div className="of-head" style={{ marginBottom: 12 }}>
        <h2 className="of-title">{title}</h2>
        {actions}
      </div>
      {isFlush ? <div className="of-card-table">{children}</div> : children}
    </section>
  );
}
