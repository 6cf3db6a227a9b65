import type { portalConsumptionRoute } from '@sportello/suite/metering/portal-consumption-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { formatMonth, formatNumber, formatQuantity } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { type KeyboardEvent, type MouseEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '../../sentences/index.js';

type Consumption = AnswerOf<typeof portalConsumptionRoute>;
type MonthOfUse = Consumption['months'][number];

const HEIGHT = 240;
const PLOT = { left: 44, top: 20, bottom: 24 };

/** The first round number above the tallest bar that three lines divide evenly. */
function roundTop(highest: number): number {
  let step = 1;
  for (;;) {
    for (const factor of [1, 2, 5]) if (step * factor * 3 >= highest) return step * factor * 3;
    step *= 10;
  }
}

/** Width of an element in pixels, followed as it changes; 0 before the first measure. */
function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => observer.disconnect();
  }, [box]);
  return width;
}

/**
 * Use by month as bars. Measured is solid, self-read solid with a dot, estimated or spread hatched: told apart without
 * colour. A month is chosen with arrows, a tap or a click and read out under the drawing; the numbers of all of them
 * are in the tables of the page.
 */
export function ConsumptionChart({ months, unit }: { readonly months: readonly MonthOfUse[]; readonly unit: string }) {
  const t = useT();
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  // Only geometry: the figures people read stay decimal text.
  const bars = months.map((of) => ({
    of,
    total: Number(of.quantity),
    estimated: Number(of.byOrigin.estimated),
    isSelfRead: Number(of.byOrigin.self_reported) > 0,
    // A spread month has no measured part of its own.
    hatched: of.isSpread ? Number(of.quantity) : Number(of.byOrigin.estimated),
  }));
  const top = roundTop(Math.max(1, ...bars.map(({ total }) => total)));
  const plotHeight = HEIGHT - PLOT.top - PLOT.bottom;
  const slot = Math.max(0, width - PLOT.left) / Math.max(1, bars.length);
  const barWidth = Math.min(40, slot * 0.68);
  const heightOf = (value: number) => (Math.max(0, value) / top) * plotHeight;
  const ground = PLOT.top + plotHeight;
  const labelEvery = Math.max(1, Math.ceil(34 / Math.max(1, slot)));
  const [chosen, setChosen] = useState(months.length - 1);
  const current = bars[Math.min(chosen, bars.length - 1)];
  const words = months
    .map(({ month, quantity }) => `${formatMonth(month, language)} ${formatQuantity(quantity, unit, language)}`)
    .join(', ');

  const monthWords = useMonthWords(unit);

  return (
    <div>
      <div ref={box} style={{ position: 'relative' }}>
        <svg
          className="chart"
          role="img"
          aria-label={t('chart.alternative', { words })}
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${Math.max(1, width)} ${HEIGHT}`}
        >
          <defs>
            <pattern id="estimated" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="8" height="8" fill="var(--sp-surface)" />
              <line x1="0" y1="0" x2="0" y2="8" stroke="var(--sp-series-1)" strokeWidth="6" />
            </pattern>
          </defs>
          {[0, 1, 2, 3].map((line) => {
            const y = ground - (plotHeight * line) / 3;
            return (
              <g key={line}>
                <line
                  x1={PLOT.left}
                  x2={width}
                  y1={y}
                  y2={y}
                  stroke={line === 0 ? 'var(--sp-border-strong)' : 'var(--sp-border)'}
                />
                <text x={PLOT.left - 8} y={y + 4} textAnchor="end" fontSize="12" fill="var(--sp-text-2)">
                  {formatNumber(String((top / 3) * line), language)}
                </text>
              </g>
            );
          })}
          {bars.map(({ of, total, hatched, isSelfRead }, index) => {
            const x = PLOT.left + slot * index + (slot - barWidth) / 2;
            const measured = heightOf(total - hatched);
            return (
              <g key={of.month}>
                {of === current?.of && (
                  <rect x={PLOT.left + slot * index} y={0} width={slot} height={HEIGHT} fill="var(--sp-third)" rx="4" />
                )}
                <rect x={x} y={ground - measured} width={barWidth} height={measured} fill="var(--sp-series-1)" />
                {hatched > 0 && (
                  <rect
                    x={x}
                    y={ground - heightOf(total)}
                    width={barWidth}
                    height={heightOf(hatched)}
                    fill="url(#estimated)"
                    stroke="var(--sp-series-1)"
                    strokeWidth="1.5"
                  />
                )}
                {isSelfRead && (
                  <circle cx={x + barWidth / 2} cy={ground - heightOf(total) + 10} r="4" fill="var(--sp-surface)" />
                )}
                {slot >= 44 && (
                  <text
                    x={x + barWidth / 2}
                    y={ground - heightOf(total) - 6}
                    textAnchor="middle"
                    fontSize="12"
                    fill="var(--sp-text)"
                  >
                    {formatNumber(of.quantity, language)}
                  </text>
                )}
                {index % labelEvery === 0 && (
                  <text x={x + barWidth / 2} y={HEIGHT - 6} textAnchor="middle" fontSize="12" fill="var(--sp-text-2)">
                    {formatMonth(of.month, language, 'short').replace(/ ?\d+$/, '')}
                  </text>
                )}
              </g>
            );
          })}
        </svg>
        <MonthPicker months={months} unit={unit} chosen={chosen} onChoose={setChosen} />
      </div>
      {current !== undefined && (
        <p className="read-out" role="status">
          <strong>{formatMonth(current.of.month, language)}</strong>{' '}
          <strong>{formatQuantity(current.of.quantity, unit, language)}</strong> <span>{monthWords(current.of)}</span>
        </p>
      )}
      <div className="legend" aria-hidden="true">
        {bars.some(({ total, hatched, isSelfRead }) => total > hatched && !isSelfRead) && (
          <span>
            <LegendMark fill="var(--sp-series-1)" />
            {t('origin.actual')}
          </span>
        )}
        {bars.some(({ isSelfRead }) => isSelfRead) && (
          <span>
            <LegendMark fill="var(--sp-series-1)" dot />
            {t('origin.self_reported')}
          </span>
        )}
        {bars.some(({ estimated }) => estimated > 0) && (
          <span>
            <LegendMark fill="url(#estimated)" />
            {t('origin.estimated')}
          </span>
        )}
        {bars.some(({ of }) => of.isSpread) && (
          <span>
            <LegendMark fill="url(#estimated)" />
            {t('chart.spread')}
          </span>
        )}
      </div>
    </div>
  );
}

/** How the month is known and, where the meter tells, how it splits by band. */
function useMonthWords(unit: string): (of: MonthOfUse) => string {
  const t = useT();
  const { language } = useLanguage();
  return ({ byOrigin, byBand, isWhole, isSpread }) => {
    const origins = (['actual', 'self_reported', 'estimated'] as const).filter(
      (origin) => Number(byOrigin[origin]) > 0,
    );
    const bands = byBand.filter(({ band }) => band === 'F1' || band === 'F2' || band === 'F3');
    return [
      isSpread ? t('chart.spread') : origins.map((origin) => t(`origin.${origin}`)).join(' + '),
      ...(isWhole ? [] : [t('chart.part')]),
      ...bands.map(({ band, quantity }) => `${band} ${formatQuantity(quantity, unit, language)}`),
    ]
      .filter(Boolean)
      .join(', ');
  };
}

/** One control over the drawing: arrows, Home and End, or a tap on a bar. */
function MonthPicker({
  months,
  unit,
  chosen,
  onChoose,
}: {
  readonly months: readonly MonthOfUse[];
  readonly unit: string;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const last = months.length - 1;
  const month = months[Math.min(chosen, last)];
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: chosen - 1,
    ArrowDown: chosen - 1,
    ArrowRight: chosen + 1,
    ArrowUp: chosen + 1,
    Home: 0,
    End: last,
  };
  const press = (event: KeyboardEvent) => {
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(Math.max(0, Math.min(last, next)));
  };
  const point = (event: MouseEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - PLOT.left) / (width - PLOT.left);
    onChoose(Math.max(0, Math.min(last, Math.floor(share * months.length))));
  };
  if (month === undefined) return null;
  return (
    <div
      className="chart-picker"
      role="slider"
      tabIndex={0}
      aria-label={t('chart.pick')}
      aria-valuemin={1}
      aria-valuemax={months.length}
      aria-valuenow={Math.min(chosen, last) + 1}
      aria-valuetext={`${formatMonth(month.month, language)}, ${formatQuantity(month.quantity, unit, language)}`}
      onKeyDown={press}
      onClick={point}
    />
  );
}

const LegendMark = ({ fill, dot = false }: { readonly fill: string; readonly dot?: boolean }) => (
  <svg width="16" height="16" aria-hidden="true">
    <rect x="1" y="1" width="14" height="14" fill={fill} stroke="var(--sp-series-1)" />
    {dot && <circle cx="8" cy="8" r="3.5" fill="var(--sp-surface)" />}
  </svg>
);
