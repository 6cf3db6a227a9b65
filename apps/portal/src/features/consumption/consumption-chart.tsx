import type { portalConsumptionRoute } from '@sportello/suite/metering/portal-consumption-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { formatMonth, formatNumber, formatQuantity } from '@sportello/ui/format/format';
import { useLanguage } from '@sportello/ui/i18n/language.tsx';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
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
 * Use by month as bars. Measured is solid, self-read solid with a dot, estimated hatched: told apart without colour.
 * The numbers are in the tables of the page; the drawing itself is one image with words for who does not see it.
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
  }));
  const top = roundTop(Math.max(1, ...bars.map(({ total }) => total)));
  const plotHeight = HEIGHT - PLOT.top - PLOT.bottom;
  const slot = Math.max(0, width - PLOT.left) / Math.max(1, bars.length);
  const barWidth = Math.min(40, slot * 0.68);
  const heightOf = (value: number) => (Math.max(0, value) / top) * plotHeight;
  const ground = PLOT.top + plotHeight;
  const labelEvery = Math.max(1, Math.ceil(34 / Math.max(1, slot)));
  const words = months
    .map(({ month, quantity }) => `${formatMonth(month, language)} ${formatQuantity(quantity, unit, language)}`)
    .join(', ');

  return (
    <div ref={box}>
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
        {bars.map(({ of, total, estimated, isSelfRead }, index) => {
          const x = PLOT.left + slot * index + (slot - barWidth) / 2;
          const measured = heightOf(total - estimated);
          return (
            <g key={of.month}>
              <rect x={x} y={ground - measured} width={barWidth} height={measured} fill="var(--sp-series-1)" />
              {estimated > 0 && (
                <rect
                  x={x}
                  y={ground - heightOf(total)}
                  width={barWidth}
                  height={heightOf(estimated)}
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
      <div className="legend" aria-hidden="true">
        <span>
          <LegendMark fill="var(--sp-series-1)" />
          {t('origin.actual')}
        </span>
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
      </div>
    </div>
  );
}

const LegendMark = ({ fill, dot = false }: { readonly fill: string; readonly dot?: boolean }) => (
  <svg width="16" height="16" aria-hidden="true">
    <rect x="1" y="1" width="14" height="14" fill={fill} stroke="var(--sp-series-1)" />
    {dot && <circle cx="8" cy="8" r="3.5" fill="var(--sp-surface)" />}
  </svg>
);
