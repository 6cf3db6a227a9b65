import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split(':root[data-mantine-color-scheme');
const coloursOf = (block: string): Map<string, string> =>
  new Map(Array.from(block.matchAll(/--sp-([\w-]+): (#[0-9a-f]{6});/g), ([, name = '', hex = '']) => [name, hex]));

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const BACKGROUNDS = ['canvas', 'surface', 'third'];
const TEXT_PAIRS = [
  ...['text', 'text-2', 'muted', 'primary'].flatMap((ink) => BACKGROUNDS.map((ground) => [ink, ground] as const)),
  ...['success', 'warning', 'danger', 'info'].map((tone) => [tone, `${tone}-bg`] as const),
  ['danger', 'surface'] as const,
  ['on-primary', 'primary'] as const,
  ['on-primary', 'primary-hover'] as const,
];
const SHAPE_PAIRS = [
  ...BACKGROUNDS.map((ground) => ['border-strong', ground] as const),
  ...BACKGROUNDS.map((ground) => ['focus-outer', ground] as const),
  ...[1, 2, 3, 4, 5].map((series) => [`series-${series}`, 'surface'] as const),
];

describe.each([
  ['light', coloursOf(light)],
  ['dark', coloursOf(dark)],
] as const)('the %s tokens', (_scheme, colours) => {
  const ratio = ([a, b]: readonly [string, string]) => contrast(colours.get(a) ?? '', colours.get(b) ?? '');
  test.each(TEXT_PAIRS)('write %s on %s with a contrast of at least 4.5', (...pair) =>
    expect(ratio(pair)).toBeGreaterThanOrEqual(4.5),
  );
  test.each(SHAPE_PAIRS)('draw %s on %s with a contrast of at least 3', (...pair) =>
    expect(ratio(pair)).toBeGreaterThanOrEqual(3),
  );
});
