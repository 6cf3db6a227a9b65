import assert from 'node:assert/strict';
import { test } from 'vitest';
import { createBillRenderer } from '../../documents/index.js';
import { composeBillView } from './compose-bill-view.js';
import { SAMPLE_DOCUMENTS } from './sample-documents.js';

test('three hundred bills after the first hundred take less than 150 MB more', async () => {
  const renderer = createBillRenderer();
  const samples = Object.values(SAMPLE_DOCUMENTS);
  const print = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index += 1) {
      const sample = samples[index % samples.length] ?? assert.fail();
      await renderer.render(
        composeBillView({ ...sample, number: `E-2026-${index}` }, { fileName: 'IT01234567897_00001.xml', xml: '<a/>' }),
      );
    }
    return process.memoryUsage.rss();
  };
  const before = await print(100);
  const grownMegabytes = ((await print(300)) - before) / 2 ** 20;
  assert.ok(grownMegabytes < 150, `${grownMegabytes} MB`);
});
