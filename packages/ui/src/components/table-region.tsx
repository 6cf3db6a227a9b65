import type { ReactNode } from 'react';

/** A wide table scrolls here, never the page; the keyboard reaches the region to scroll it (WCAG 1.4.10, 2.1.1). */
export function TableRegion({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard.
    <section className="sp-table-region" aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
