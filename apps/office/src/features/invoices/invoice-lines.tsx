import type { InvoiceDocument, InvoiceLine } from '@sportello/suite/invoicing/domain/invoice-document';
import { CivilDate, Money } from '@sportello/ui/components/values.tsx';
import { formatPeriod, formatQuantity, formatUnitPrice } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useId, useState } from 'react';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { useSentenceOf, useWordOf } from '../../words/codes.ts';
import { useT } from '../../words/words.ts';
import { readTrace } from './read-trace.ts';

/** Every line with what it was computed from; VAT and total, so that the bill can be added up again. */
export function InvoiceLines({ document }: { readonly document: InvoiceDocument }) {
  const t = useT();
  const { lines, vat, totals } = document;
  return (
    <Card title={t('invoice.lines')} isFlush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard. */}
      <section className="sp-table-region" aria-label={t('invoice.lines')} tabIndex={0}>
        <table className="sp-table">
          <caption className="sp-only-read">{t('invoice.lines')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('line.what')}</th>
              <th scope="col" className="of-wide">
                {t('period')}
              </th>
              <th scope="col" className="sp-number">
                {t('quantity')}
              </th>
              <th scope="col" className="sp-number">
                {t('line.price')}
              </th>
              <th scope="col" className="of-wide">
                {t('line.vat')}
              </th>
              <th scope="col" className="sp-number">
                {t('amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an issued invoice never move.
              <Line key={index} line={line} />
            ))}
          </tbody>
          <tfoot>
            <TotalRow name={t('line.taxable')} amount={totals.taxable} />
            {vat
              .filter(({ class: vatClass }) => !vatClass.startsWith('N'))
              .map((row) => (
                <TotalRow key={row.class} name={t('line.vat_at', { rate: row.class })} amount={row.vat} />
              ))}
            {totals.outsideVat !== '0.00' && <TotalRow name={t('line.outside_vat')} amount={totals.outsideVat} />}
            <TotalRow name={t('line.total')} amount={totals.total} />
          </tfoot>
        </table>
      </section>
    </Card>
  );
}

const TotalRow = ({ name, amount }: { readonly name: string; readonly amount: string }) => (
  <tr>
    <th scope="row">{name}</th>
    <td className="of-wide" />
    <td />
    <td />
    <td className="of-wide" />
    <td className="sp-number">
      <Money amount={amount} />
    </td>
  </tr>
);

function Line({ line }: { readonly line: InvoiceLine }) {
  const t = useT();
  const { language } = useLanguage();
  const sentenceOf = useSentenceOf();
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  const name = sentenceOf(`rating.component.${line.component}`);
  return (
    <Fragment>
      <tr>
        <th scope="row">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => setOpen(!isOpen)}
            title={t('line.why')}
          >
            <Icon size={14} aria-hidden />
            {name}
          </button>
        </th>
        <td className="of-wide">{formatPeriod(line.period, language)}</td>
        <td className="sp-number">{formatQuantity(line.quantity, t(`unit.${line.unit}`), language)}</td>
        <td className="sp-number">{formatUnitPrice(line.unitPriceEur, language)}</td>
        <td className="of-wide">{line.vat.startsWith('N') ? line.vat : `${line.vat}%`}</td>
        <td className="sp-number">
          <Money amount={line.amount} />
        </td>
      </tr>
      <tr id={detailId} hidden={!isOpen}>
        <td colSpan={6}>{isOpen && <LineTrace line={line} />}</td>
      </tr>
    </Fragment>
  );
}

/** Readings → quantity → price version → amount: the line redone by hand. */
function LineTrace({ line }: { readonly line: InvoiceLine }) {
  const t = useT();
  const { language } = useLanguage();
  const sentenceOf = useSentenceOf();
  const wordOf = useWordOf();
  const { prices, consumption, facts } = readTrace(line.trace);
  return (
    <div className="of-stack" style={{ padding: '8px 0 12px 20px', maxWidth: 760 }}>
      <p style={{ margin: 0 }}>{sentenceOf(`rating.component.${line.component}.explained`)}</p>
      <p style={{ margin: 0 }}>
        {formatQuantity(line.quantity, t(`unit.${line.unit}`), language)} ×{' '}
        {formatUnitPrice(line.unitPriceEur, language)} € = <Money amount={line.amount} />
      </p>
      <Facts
        facts={[
          ...consumption.map(({ origin, quantity, basis }, index) => {
            const name = index === 0 ? t('trace.consumption') : t('trace.consumption_more', { number: index + 1 });
            const amount = `${formatQuantity(quantity, t(`unit.${line.unit}`), language)}, ${t(`origin.${origin}`)}`;
            if (basis?.kind === 'readings')
              return [
                name,
                <span key={name}>
                  {amount}: {t('meter')} {basis.serialNumber}, {t(`register.${basis.register as 'A0'}`)},{' '}
                  {formatQuantity(basis.from.value, '', language)} (<CivilDate day={basis.from.readOn} />) →{' '}
                  {formatQuantity(basis.to.value, '', language)} (<CivilDate day={basis.to.readOn} />)
                  {basis.coefficient !== '1' && `, × ${formatQuantity(basis.coefficient, '', language)}`}
                  {basis.rolledOver && `, ${t('trace.rolled_over')}`}
                </span>,
              ] as const;
            if (basis?.kind === 'curve')
              return [
                name,
                `${amount}: ${t('trace.curve', { days: basis.days, quarters: basis.quarterHours })}`,
              ] as const;
            if (basis?.kind === 'estimate')
              return [
                name,
                `${amount}: ${t(`trace.estimate.${basis.method}`)}, ${formatQuantity(basis.annualQuantity, t(`unit.${line.unit}`), language)}`,
              ] as const;
            return [name, amount] as const;
          }),
          ...prices.map(
            ({ ref, value, unit }, index) =>
              [
                index === 0 ? t('trace.price') : t('trace.price_more', { number: index + 1 }),
                `${formatUnitPrice(value, language)} ${unit} (${ref})`,
              ] as const,
          ),
          ...Object.entries(facts).map(([name, value]) => [wordOf(name), wordOf(value)] as const),
        ]}
      />
    </div>
  );
}
