import { decimal, multiply } from '@sportello/kernel/decimal';
import { formatCents, roundToCents } from '@sportello/kernel/money';
import { describeLine } from '@sportello/suite/invoicing/domain/describe-line';
import type { InvoiceLine } from '@sportello/suite/invoicing/domain/invoice-document';
import type { ConsumptionBasis } from '@sportello/suite/metering/domain/consumption';
import type { LineTrace } from '@sportello/suite/rating/domain/rated-line';
import { en as ratingEn } from '@sportello/suite/rating/messages/en';
import { it as ratingIt } from '@sportello/suite/rating/messages/it';
import { Money } from '@sportello/ui/components/values.tsx';
import {
  formatDay,
  formatEuro,
  formatNumber,
  formatPeriod,
  formatQuantity,
  formatUnitPrice,
} from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { useCodeSentence, useT } from '../../sentences/index.js';

const RATING = { it: ratingIt, en: ratingEn };
const UNITS = {
  kWh: 'kWh',
  Smc: 'Smc',
  month: 'unit.month',
  day: 'unit.day',
  kW_month: 'unit.kW_month',
  kW_day: 'unit.kW_day',
  piece: 'unit.piece',
} as const;

/** One line of the bill and, when opened, why it has this amount: what it pays, the sum, the readings, the prices. */
export function ExplainedLine({ line }: { readonly line: InvoiceLine }) {
  const t = useT();
  const { language } = useLanguage();
  const codeSentence = useCodeSentence(RATING);
  // The contract carries the trace as rating left it; old documents may lack parts of it.
  const trace = line.trace as Partial<LineTrace> | undefined;
  const explained = codeSentence(`rating.component.${line.component}.explained`, {});
  const unitKey = UNITS[line.unit];
  const unit = unitKey === 'kWh' || unitKey === 'Smc' ? unitKey : t(unitKey);
  const exact = formatCents(roundToCents(multiply(decimal(line.quantity), decimal(line.unitPriceEur))));
  return (
    <details className="bill-line">
      <summary>
        <span>{describeLine(line, language)}</span>
        <span className="amount">
          <Money amount={line.amount} />
        </span>
      </summary>
      <div className="explained">
        {explained !== undefined && <div>{explained}</div>}
        <div>
          <span className="quiet">{t('explain.sum')}</span>
          <br />
          {`${formatQuantity(line.quantity, unit, language)} × ${formatUnitPrice(line.unitPriceEur, language)} €`}
          {exact === line.amount && (
            <>
              {' = '}
              <strong>{formatEuro(line.amount, language)}</strong>
            </>
          )}
        </div>
        <div>
          <span className="quiet">{t('explain.period')}</span> {formatPeriod(line.period, language)}
        </div>
        {trace?.facts !== undefined && <Facts facts={trace.facts} />}
        {trace?.consumption !== undefined && trace.consumption.length > 0 && (
          <div>
            <span className="quiet">{t('explain.measured')}</span>
            <ul style={{ margin: 0, paddingInlineStart: 20 }}>
              {trace.consumption.map(({ quantity, basis, origin }) => (
                <li key={JSON.stringify([quantity, basis])}>
                  {`${formatQuantity(quantity, line.unit === 'Smc' ? 'Smc' : 'kWh', language)} (${t(`origin.${origin}`)}): `}
                  <Basis basis={basis} />
                </li>
              ))}
            </ul>
          </div>
        )}
        {trace?.prices !== undefined && trace.prices.length > 0 && (
          <div>
            <span className="quiet">{t('explain.prices')}</span>
            <ul style={{ margin: 0, paddingInlineStart: 20 }}>
              {trace.prices.map(({ ref, value, unit: of }) => {
                const [code = '', from = ''] = ref.split('@');
                const price = /^-?\d+(\.\d+)?$/.test(value) ? formatNumber(value, language) : value;
                const isOffer = code.startsWith('offer:');
                return (
                  <li key={ref + value} style={{ overflowWrap: 'anywhere' }}>
                    {isOffer ? t('explain.offer_price') : t('explain.regulated_price', { code })}
                    {`: ${price} ${of.replace('EUR', '€')}`}
                    {from !== '' && `, ${t('explain.from', { day: formatDay(from) })}`}
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </div>
    </details>
  );
}

function Facts({ facts }: { readonly facts: Readonly<Record<string, string>> }) {
  const t = useT();
  const { language } = useLanguage();
  const number = (name: string): string => formatNumber(facts[name] ?? '0', language);
  if (facts['exemptKwh'] !== undefined)
    return <div>{t('explain.exempt', { exempt: number('exemptKwh'), used: number('consumptionKwh') })}</div>;
  if (facts['bracketFrom'] !== undefined) {
    const sentence =
      facts['bracketTo'] === undefined || facts['bracketTo'] === ''
        ? t('explain.bracket_open', { from: number('bracketFrom') })
        : t('explain.bracket', { from: number('bracketFrom'), to: number('bracketTo') });
    return <div>{sentence}</div>;
  }
  if (facts['committedPowerKw'] !== undefined)
    return <div>{t('explain.power', { power: number('committedPowerKw') })}</div>;
  return facts['band'] === undefined ? null : <div>{t('explain.band', { band: facts['band'] })}</div>;
}

function Basis({ basis }: { readonly basis: ConsumptionBasis }) {
  const t = useT();
  const { language } = useLanguage();
  if (basis.kind === 'curve') return t('explain.curve', { days: basis.days });
  if (basis.kind === 'estimate')
    return t(`explain.estimate.${basis.method}`, { annual: formatNumber(basis.annualQuantity, language) });
  const { from, to, serialNumber, coefficient } = basis;
  const sentence = t('explain.readings', {
    serial: serialNumber,
    from: formatQuantity(from.value, '', language),
    fromDay: formatDay(from.readOn),
    to: formatQuantity(to.value, '', language),
    toDay: formatDay(to.readOn),
  });
  return coefficient === '1'
    ? sentence
    : `${sentence}, ${t('explain.coefficient', { coefficient: formatNumber(coefficient, language) })}`;
}
