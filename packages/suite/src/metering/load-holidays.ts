import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { FixedHoliday } from './domain/time-bands.js';

const file = z.object({
  fixedHolidays: z.array(
    z.object({ monthDay: z.string().regex(/^\d\d-\d\d$/), fromYear: z.int().nullable(), countsForBands: z.boolean() }),
  ),
});

/** National holidays of the time bands, from `tariffs/calendar/holidays.yaml`. */
export async function loadHolidays(tariffsFolder: string): Promise<readonly FixedHoliday[]> {
  return file.parse(parse(await readFile(join(tariffsFolder, 'calendar/holidays.yaml'), 'utf8'))).fixedHolidays;
}
