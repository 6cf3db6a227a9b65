import type { LocalDate } from '@sportello/kernel/calendar';

/**
 * A bill as it is printed: words and figures already in the reader's language and format, so that the template only
 * places them. The capability that issues bills composes it; `documents` knows no price and no tax.
 */
export type BillView = {
  readonly language: 'it' | 'en';
  /** Title of the PDF, read aloud first by a screen reader. */
  readonly title: string;
  /** Also the creation date of the file, so that the same bill is always the same bytes. */
  readonly issuedOn: LocalDate;
  readonly brand: { readonly name: string; readonly colour: string };
  /** `Bolletta luce` and `gennaio-febbraio 2026`. */
  readonly kind: string;
  readonly subtitle: string;
  readonly runningHead: string;
  readonly legalFooter: string;
  /** Words around the page number: `Pagina` 1 `di` 3. */
  readonly pageWords: readonly [string, string];
  readonly due: {
    readonly label: string;
    readonly amount: string;
    readonly when: string;
    readonly method: string;
    readonly state: { readonly text: string; readonly tone: Tone };
  };
  readonly recipient: readonly string[];
  readonly frontGroups: readonly FactGroup[];
  readonly receipt: ReceiptView;
  readonly offer: FactGroup;
  readonly contacts: FactGroup;
  /** Where the bill and its detail are on line, with the code of the first access for who has no account yet. */
  readonly online: {
    readonly title: string;
    readonly text: string;
    readonly url: string;
    /** QR code of `url` as SVG, and what it is in words; absent when the address is too long for one. */
    readonly qr?: { readonly svg: string; readonly alternative: string };
    readonly firstAccess?: { readonly customerCode: Fact; readonly webCode: Fact };
  };
  readonly eInvoiceNote: string;
  readonly essentials: {
    readonly title: string;
    readonly technical: FactGroup;
    readonly readings: TableView;
    readonly history: HistoryView;
    readonly recalculation?: TableView;
    readonly taxes: TableView;
    readonly unpaid?: TableView;
    readonly notices: readonly { readonly title: string; readonly text: string; readonly tone: Tone }[];
  };
  readonly detail: TableView;
  /** What to copy to pay; absent when nothing is due or the bank debits the account. */
  readonly slip?: FactGroup & { readonly intro: string; readonly amount: Fact };
  /** The e-invoice, attached to the PDF as its source (PDF/A-3). */
  readonly attachment: { readonly fileName: string; readonly description: string; readonly xml: string };
};

export type Tone = 'neutral' | 'info' | 'success' | 'warning';
export type Fact = { readonly label: string; readonly value: string };
export type FactGroup = { readonly title: string; readonly facts: readonly Fact[] };

export type TableView = {
  readonly title: string;
  readonly intro?: string;
  readonly columns: readonly { readonly label: string; readonly isFigure: boolean; readonly share: number }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly isTotal?: boolean }[];
  readonly note?: string;
};

export type ReceiptView = {
  readonly title: string;
  readonly columns: readonly [string, string, string, string];
  readonly rows: readonly {
    readonly level: 'main' | 'part';
    readonly label: string;
    readonly quantity: string;
    readonly price: string;
    readonly amount: string;
  }[];
  readonly total: Fact;
  readonly note: string;
};

export type HistoryView = {
  readonly title: string;
  readonly subtitle: string;
  readonly bars: readonly {
    readonly label: string;
    /** Part of the tallest bar, 0 to 1000. */
    readonly height: number;
    readonly value: string;
    readonly isEstimated: boolean;
  }[];
  readonly legend: { readonly actual: string; readonly estimated: string };
  /** The chart in words, for who does not see it. */
  readonly alternative: string;
};
