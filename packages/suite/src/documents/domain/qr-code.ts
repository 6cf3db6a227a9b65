/**
 * QR code of a short text (ISO/IEC 18004): byte mode, error correction M, versions 1 to 6. Written here because a link
 * on a bill needs nothing more, and drawn as one vector path.
 */

/** Per version: codewords in all, codewords of correction per block, blocks. All blocks of these versions are equal. */
const VERSIONS = [
  { total: 26, correction: 10, blocks: 1 },
  { total: 44, correction: 16, blocks: 1 },
  { total: 70, correction: 26, blocks: 1 },
  { total: 100, correction: 18, blocks: 2 },
  { total: 134, correction: 24, blocks: 2 },
  { total: 172, correction: 16, blocks: 4 },
] as const;

/** Product in GF(256) modulo x⁸ + x⁴ + x³ + x² + 1. */
function multiply(x: number, y: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((y >>> bit) & 1) * x);
  return product;
}

/** Reed–Solomon correction of a block: the remainder of its polynomial by ∏ (x − 2^i). */
function correctionOf(block: readonly number[], degree: number): readonly number[] {
  const divisor: number[] = Array.from({ length: degree }, (_, index) => (index === degree - 1 ? 1 : 0));
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let index = 0; index < degree; index += 1)
      divisor[index] = multiply(divisor[index] ?? 0, root) ^ (divisor[index + 1] ?? 0);
    root = multiply(root, 2);
  }
  const remainder: number[] = Array.from({ length: degree }, () => 0);
  for (const byte of block) {
    const factor = byte ^ (remainder.shift() ?? 0);
    remainder.push(0);
    divisor.forEach((coefficient, index) => {
      remainder[index] = (remainder[index] ?? 0) ^ multiply(coefficient, factor);
    });
  }
  return remainder;
}

/** Mode, length, text and padding, then the correction, with blocks interleaved. */
function codewordsOf(bytes: Uint8Array, { total, correction, blocks }: (typeof VERSIONS)[number]): readonly number[] {
  const capacity = total - correction * blocks;
  // Mode 0100 and the length shift every byte by four bits; the terminator 0000 fills the last half byte.
  const nibbles = [
    4,
    bytes.length >>> 4,
    bytes.length & 15,
    ...[...bytes].flatMap((byte) => [byte >>> 4, byte & 15]),
    0,
  ];
  const stream: number[] = [];
  for (let index = 0; index < nibbles.length; index += 2)
    stream.push(((nibbles[index] ?? 0) << 4) | (nibbles[index + 1] ?? 0));
  for (let pad = 0xec; stream.length < capacity; pad ^= 0xec ^ 0x11) stream.push(pad);
  const size = capacity / blocks;
  const data = Array.from({ length: blocks }, (_, block) => stream.slice(block * size, (block + 1) * size));
  const repair = data.map((block) => correctionOf(block, correction));
  const interleave = (parts: readonly (readonly number[])[], length: number): number[] =>
    Array.from({ length }, (_, index) => parts.map((part) => part[index] ?? 0)).flat();
  return [...interleave(data, size), ...interleave(repair, correction)];
}

type Grid = (boolean | null)[][];

/** Finders, timing, alignment and reserved format cells; `null` is a cell for data. */
function fixedCells(version: number): Grid {
  const size = 17 + 4 * version;
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => null));
  const set = (x: number, y: number, dark: boolean): void => {
    const row = grid[y];
    if (row !== undefined && x >= 0 && x < size) row[x] = dark;
  };
  for (let index = 0; index < size; index += 1) {
    set(6, index, index % 2 === 0);
    set(index, 6, index % 2 === 0);
  }
  const square = (centreX: number, centreY: number, reach: number, isDark: (distance: number) => boolean): void => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1)
        set(centreX + dx, centreY + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
  if (version > 1) square(size - 7, size - 7, 2, (distance) => distance !== 1);
  return grid;
}

/** The 15 format bits: correction M (00) and the mask, with their BCH code. */
function drawFormat(grid: Grid, mask: number): void {
  const size = grid.length;
  let remainder = mask;
  for (let step = 0; step < 10; step += 1) remainder = (remainder << 1) ^ ((remainder >>> 9) * 0x537);
  const bits = ((mask << 10) | remainder) ^ 0x5412;
  const set = (x: number, y: number, index: number): void => {
    const row = grid[y];
    if (row !== undefined) row[x] = ((bits >>> index) & 1) === 1;
  };
  for (let index = 0; index < 15; index += 1) {
    if (index < 8) set(8, index < 6 ? index : index + 1, index);
    else set(index === 8 ? 7 : 14 - index, 8, index);
    if (index < 8) set(size - 1 - index, 8, index);
    else set(8, size - 15 + index, index);
  }
  const row = grid[size - 8];
  if (row !== undefined) row[8] = true;
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Data runs in columns of two from the right, up and down, around the fixed cells. */
function drawData(grid: Grid, codewords: readonly number[], isFlipped: (x: number, y: number) => boolean): void {
  const size = grid.length;
  let bit = 0;
  for (let column = size - 1; column >= 1; column -= 2) {
    const right = column <= 6 ? column - 1 : column;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = grid[y];
        if (row === undefined || row[x] !== null) continue;
        row[x] = ((((codewords[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1) !== isFlipped(x, y);
        bit += 1;
      }
    }
  }
}

/** How hard a symbol is to read: long runs of one colour and 2 × 2 squares cost points. */
function difficultyOf(grid: Grid): number {
  let points = 0;
  const cell = (x: number, y: number): boolean => grid[y]?.[x] === true;
  for (let a = 0; a < grid.length; a += 1) {
    for (const at of [(b: number) => cell(b, a), (b: number) => cell(a, b)]) {
      let run = 1;
      for (let b = 1; b <= grid.length; b += 1) {
        if (b < grid.length && at(b) === at(b - 1)) run += 1;
        else {
          if (run >= 5) points += run - 2;
          run = 1;
        }
      }
    }
    for (let b = 0; b + 1 < grid.length && a + 1 < grid.length; b += 1) {
      const colour = cell(b, a);
      if (cell(b + 1, a) === colour && cell(b, a + 1) === colour && cell(b + 1, a + 1) === colour) points += 3;
    }
  }
  return points;
}

/**
 * Compose the QR code of a text.
 *
 * @returns the rows of the symbol, `1` dark and `0` light, without quiet zone; null when the text has more than 106 bytes
 */
export function composeQrCode(text: string): readonly string[] | null {
  const bytes = new TextEncoder().encode(text);
  // Two bytes are for mode and length.
  const index = VERSIONS.findIndex(({ total, correction, blocks }) => bytes.length + 2 <= total - correction * blocks);
  const version = VERSIONS[index];
  if (version === undefined) return null;
  const codewords = codewordsOf(bytes, version);
  let best: { readonly grid: Grid; readonly difficulty: number } | null = null;
  for (const [mask, isFlipped] of MASKS.entries()) {
    const grid = fixedCells(index + 1);
    drawFormat(grid, mask);
    drawData(grid, codewords, isFlipped);
    const difficulty = difficultyOf(grid);
    if (best === null || difficulty < best.difficulty) best = { grid, difficulty };
  }
  return best === null ? null : best.grid.map((row) => row.map((dark) => (dark === true ? '1' : '0')).join(''));
}

/** The QR code of a text as an SVG image with its quiet zone, one unit per cell; null when the text is too long. */
export function composeQrSvg(text: string): string | null {
  const rows = composeQrCode(text);
  if (rows === null) return null;
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
    )
    .join('');
  const side = rows.length + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${side} ${side}"><path d="${path}"/></svg>`;
}
