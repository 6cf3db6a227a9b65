import { mkdirSync, writeFileSync } from 'node:fs';
import { createBillRenderer } from '../packages/suite/src/documents/render-bill.js';
import { composeBillView } from '../packages/suite/src/invoicing/domain/compose-bill-view.js';
import { fileNameOf, formatFatturaPa } from '../packages/suite/src/invoicing/domain/formats/fatturapa.js';
import { SAMPLE_DOCUMENTS } from '../packages/suite/src/invoicing/domain/sample-documents.js';

/**
 * Print the sample bills into a folder, to look at while working on the template:
 * `node --import tsx tools/preview-bills.ts OUT_FOLDER`, then `pdftoppm -r 70 -png`.
 */
const folder = process.argv[2] ?? 'bills';
mkdirSync(folder, { recursive: true });
const renderer = createBillRenderer();
for (const [index, [name, document]] of Object.entries(SAMPLE_DOCUMENTS).entries()) {
  const transmission = { transmitter: { country: 'IT', code: document.company.vatNumber }, progressive: index + 1 };
  const eInvoice = { fileName: fileNameOf(transmission), xml: formatFatturaPa(document, transmission) };
  writeFileSync(`${folder}/${name}.pdf`, await renderer.render(composeBillView(document, eInvoice)));
}
