const ROWS_PER_STATEMENT = 2_000;

/**
 * Write many rows with few statements: `write` gets each part as the JSON text of an array, which one
 * `insert … select from jsonb_to_recordset(…)` turns into rows, inside any transaction.
 * COPY is faster for hundreds of thousands of rows, but needs a stream of its own.
 */
export async function inBatches<Row>(rows: readonly Row[], write: (json: string) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await write(JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT)));
  }
}
