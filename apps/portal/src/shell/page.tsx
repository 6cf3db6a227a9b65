import { portalCompanyRoute } from '@sportello/suite/contracts/portal-api';
import { useRead } from '@sportello/ui/client/use-route';
import { PageHeading } from '@sportello/ui/components/page-heading.tsx';
import { type ReactNode, useEffect } from 'react';

/** Name and contacts of the company, for every page. */
export const useCompany = () => useRead(portalCompanyRoute, {});

/**
 * A page: its heading, then its content. `narrow` for forms; `isStep` when it takes the place of another at the same
 * address, so that it starts at its top.
 */
export function Page({
  title,
  hasMistakes = false,
  narrow = false,
  isStep = false,
  above,
  children,
}: {
  readonly title: string;
  readonly hasMistakes?: boolean;
  readonly narrow?: boolean;
  readonly isStep?: boolean;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}) {
  const company = useCompany();
  useEffect(() => {
    if (isStep) window.scrollTo(0, 0);
  }, [isStep]);
  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      {above}
      <PageHeading title={title} product={company.data?.name ?? 'Sportello'} hasMistakes={hasMistakes} />
      {children}
    </div>
  );
}

/** A card with its own heading: a region that screen readers list. */
export function Card({
  title,
  id,
  aside,
  children,
}: {
  readonly title: string;
  readonly id: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="sp-card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} style={{ margin: 0, fontSize: '1.125rem' }}>
          {title}
        </h2>
        {aside}
      </div>
      <div style={{ marginTop: 12 }}>{children}</div>
    </section>
  );
}
