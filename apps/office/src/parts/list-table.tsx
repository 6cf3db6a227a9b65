import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../words/words.ts';

export type Column<Row, Sort extends string = never> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Name of the order in the contract; absent where the list cannot be sorted by it. */
  readonly sort?: Sort;
  /** Amounts, quantities, counts: to the right. */
  readonly isNumber?: boolean;
  /** Left out on phones. */
  readonly isWide?: boolean;
};

type ListTableProps<Row, Sort extends string> = {
  readonly caption: string;
  readonly columns: readonly Column<Row, Sort>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowClass?: (row: Row) => string | undefined;
  readonly order?: { readonly sort: Sort; readonly direction: 'asc' | 'desc' };
  readonly onOrder?: (order: { readonly sort: Sort; readonly direction: 'asc' | 'desc' }) => void;
  readonly footer?: ReactNode;
};

const classOf = (column: Column<never, never>): string | undefined =>
  [column.isNumber === true ? 'sp-number' : '', column.isWide === true ? 'of-wide' : ''].filter(Boolean).join(' ') ||
  undefined;

/** A table of records: the first column is the header of its row and leads to the record. */
export function ListTable<Row, Sort extends string = never>({
  caption,
  columns,
  rows,
  rowKey,
  rowClass,
  order,
  onOrder,
  footer,
}: ListTableProps<Row, Sort>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard.
    <section className="sp-table-region" aria-label={caption} tabIndex={0}>
      <table className="sp-table">
        <caption className="sp-only-read">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHeader key={column.key} column={column} {...(order && { order })} {...(onOrder && { onOrder })} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={classOf(column as never)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={classOf(column as never)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {footer !== undefined && <tfoot>{footer}</tfoot>}
      </table>
    </section>
  );
}

function ColumnHeader<Row, Sort extends string>({
  column,
  order,
  onOrder,
}: Pick<ListTableProps<Row, Sort>, 'order' | 'onOrder'> & { readonly column: Column<Row, Sort> }) {
  const { sort, header } = column;
  if (sort === undefined || onOrder === undefined)
    return (
      <th scope="col" className={classOf(column as never)}>
        {header}
      </th>
    );
  const isSorted = order?.sort === sort;
  const isAscending = isSorted && order.direction === 'asc';
  const Icon = !isSorted ? IconArrowsSort : isAscending ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={classOf(column as never)}
      aria-sort={!isSorted ? 'none' : isAscending ? 'ascending' : 'descending'}
    >
      <button type="button" onClick={() => onOrder({ sort, direction: isAscending ? 'desc' : 'asc' })}>
        {header}
        <Icon size={14} aria-hidden />
      </button>
    </th>
  );
}

/** Which rows of how many are shown, and the pages before and after. */
export function Pager({
  page,
  pageSize,
  total,
  onPage,
}: {
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}) {
  const t = useT();
  const [first, last] = [(page - 1) * pageSize + 1, Math.min(page * pageSize, total)];
  return (
    <nav className="of-row" aria-label={t('list.pages')}>
      <span className="of-muted of-small" role="status">
        {t('list.shown', { first: total === 0 ? 0 : first, last, total })}
      </span>
      {total > pageSize && (
        <>
          <Button variant="outline" size="compact-sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            {t('list.previous')}
          </Button>
          <Button variant="outline" size="compact-sm" disabled={last >= total} onClick={() => onPage(page + 1)}>
            {t('list.next')}
          </Button>
        </>
      )}
    </nav>
  );
}
