import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { createBillRenderer } from '../../documents/index.js';
import { composeBillView } from './compose-bill-view.js';
import { fileNameOf, formatFatturaPa } from './formats/fatturapa.js';
import type { InvoiceDocument } from './invoice-document.js';
import {
  businessInEnglish,
  creditNote,
  electricityByBands,
  householdElectricity,
  householdGas,
  withFigures,
} from './sample-documents.js';

const folder = mkdtempSync(join(tmpdir(), 'bill-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));
const renderer = createBillRenderer();

const eInvoiceOf = (document: InvoiceDocument) => {
  const transmission = { transmitter: { country: 'IT', code: '01234567897' }, progressive: 7 };
  return { fileName: fileNameOf(transmission), xml: formatFatturaPa(document, transmission) };
};
const render = (document: InvoiceDocument) => renderer.render(composeBillView(document, eInvoiceOf(document)));
const run = (command: string, ...parameters: string[]): string =>
  execFileSync(command, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

async function printed(name: string, document: InvoiceDocument): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, await render(document));
  return path;
}
/** Text with single spaces, so that a check does not depend on where a line breaks. */
const textOf = (path: string, ...options: string[]): string =>
  run('pdftotext', ...options, path, '-').replace(/\s+/g, ' ');

// The content checklist of the 2025 bill (reference §9), with the figures of each sample.
const CHECKLIST: readonly (readonly [string, InvoiceDocument, readonly string[]])[] = [
  [
    'electricity',
    householdElectricity,
    [
      'Bolletta luce',
      '133,38 €',
      'Scadenza 25/03/2026',
      'dal 01/01/2026 al 28/02/2026',
      '05/03/2026',
      'E-2026-000123',
      'IT001E10000003',
      'Giulia Rossi',
      'RSSGLI80A41F257D',
      '0012345',
      'Via delle Prove 12, 41121 Modena MO',
      'mercato libero',
      'CTR-2025-00077',
      '2.291 kWh',
      'Luce Chiara 12 mesi',
      '001234ESFMT01XX00000000000000001',
      '30/06/2026',
      'Scontrino dell’energia',
      'Quota consumi',
      'Quota fissa',
      'Quota potenza',
      'spesa per la vendita',
      'spesa per la rete e gli oneri generali di sistema',
      '0,187550 €/kWh',
      'Accise',
      'IVA 10% su 104,89 €',
      'Canone TV',
      '18.204 del 31/12/2025',
      '18.604 del 28/02/2026',
      'rilevata',
      'Matricola del contatore',
      '09E5E0012345678',
      'Fuori campo IVA',
      'I pagamenti delle bollette precedenti sono regolari',
      'Segnalazione guasti',
      '800 000 456',
      'Reclami scritti',
      'autolettura',
      'conciliazione',
      'fattura elettronica',
      'CODICE WEB',
      '7K4M-29QX-H3TP',
      'https://clienti.energia-esempio.example',
      'IT60 X054 2811 1010 0000 0123 456',
      'Come pagare con bonifico',
      '0,145200 €/kWh',
      'feb 26',
      'Pagina 1 di 3',
    ],
  ],
  [
    'bands',
    electricityByBands,
    [
      'Ricalcoli',
      'Ricalcolo di periodi già fatturati',
      'Bonus sociale',
      'Altre partite',
      'PUN Index GME',
      'prezzo variabile',
      'stimata',
      'stimato',
      'fascia F3',
      'Ci risultano bollette non pagate',
      'E-2025-004410',
      '98,41 €',
      'Puoi pagare a rate',
      'IT60 •••• 3456',
      '−7,30 €',
      'Àlvise Dall’Òglio',
    ],
  ],
  [
    'gas',
    householdGas,
    [
      'Bolletta gas',
      '00881234567890',
      '522 Smc',
      'IVA 10% su',
      'IVA 22% su',
      'Accise e addizionale regionale',
      'Coefficiente C',
      '1,023456',
      'COR7781234',
      '34567800',
      'Pronto intervento',
      'Bollettino di pagamento',
      'Correttore (Smc)',
    ],
  ],
  [
    'credit',
    creditNote,
    [
      'Nota di credito',
      'NC-2026-000009',
      'A tuo credito',
      '7,99 €',
      'Non devi pagare nulla',
      'E-2026-000123 del 05/03/2026',
    ],
  ],
  [
    'english',
    businessInEnglish,
    [
      'Electricity bill',
      '€127.97',
      'Harbour & Sons S.r.l.',
      'Energy receipt',
      'Due date 25/03/2026',
      'VAT 22% on €104.89',
      'WEB CODE',
      'Page 1 of 3',
    ],
  ],
];

describe.each(CHECKLIST)('the printed bill: %s', (name, document, contents) => {
  test('says everything of the checklist, with the sums of the document', async () => {
    const text = textOf(await printed(name, document));
    assert.deepEqual(
      contents.filter((content) => !text.includes(content)),
      [],
    );
  });

  test('keeps amount, receipt, offer and web code on the front page', async () => {
    const front = textOf(await printed(name, document), '-l', '1');
    const { receipt, offer, online, eInvoiceNote } = composeBillView(document, eInvoiceOf(document));
    for (const content of [
      receipt.total.value,
      offer.title,
      online.firstAccess?.webCode.value ?? '',
      eInvoiceNote.slice(-30),
    ]) {
      assert.ok(front.includes(content.replace(/\s+/g, ' ')), content);
    }
  });

  test('is tagged, titled, sound, and carries its own e-invoice byte for byte', async () => {
    const path = await printed(name, document);
    const about = run('pdfinfo', path);
    assert.match(about, /Tagged: +yes/);
    assert.match(about, /Page size: +595\.276 x 841\.89 pts \(A4\)/);
    assert.match(about, new RegExp(`Title: +.*${document.number} – Energia Esempio`));
    const file = readFileSync(path);
    assert.match(file.toString('latin1'), new RegExp(`/Lang ?\\(${document.customer.language}`));
    assert.match(file.toString('latin1'), /\/AFRelationship ?\/Source/);
    assert.match(run('pdfinfo', '-meta', path), /<pdfaid:part>3<\/pdfaid:part>[\s\S]*<pdfaid:conformance>B</);
    const { fileName, xml } = eInvoiceOf(document);
    assert.match(run('pdfdetach', '-list', path), new RegExp(`1: ${fileName}`));
    run('pdfdetach', '-save', '1', '-o', join(folder, `${name}.xml`), path);
    assert.equal(readFileSync(join(folder, `${name}.xml`), 'utf8'), xml);
  });
});

test('the same bill printed twice, by two renderers, has the same bytes', async () => {
  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const again = createBillRenderer();
  assert.equal(
    hashOf(await render(householdGas)),
    hashOf(await again.render(composeBillView(householdGas, eInvoiceOf(householdGas)))),
  );
});

test('names that look like Typst code, very long words and other scripts are printed as text', async () => {
  const hostile = '#panic("x") $x$ *b* _i_ `c` <a> @b \\ // /* — 𝔸 Ωμέγα';
  const long = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4);
  const document = {
    ...householdElectricity,
    customer: {
      ...householdElectricity.customer,
      displayName: hostile,
      address: { ...householdElectricity.customer.address, street: long },
    },
  };
  const text = textOf(await printed('hostile', document));
  assert.ok(text.includes('#panic("x") $x$ *b* _i_ `c` <a> @b \\ // /*'), text.slice(0, 400));
});

test('the fullest front page, with every heading, two VAT rates, three bands and the web code, still fits', async () => {
  const [tvFee = assert.fail()] = householdElectricity.lines.filter((line) => line.heading === 'tv_licence_fee');
  const [energy = assert.fail()] = electricityByBands.lines;
  const lines = [...electricityByBands.lines, tvFee, { ...energy, vat: '22' as const }];
  const full = withFigures({
    ...electricityByBands,
    lines,
    webCode: '7K4M29QXH3TP',
    linkedInvoice: { number: 'E-2025-004410', issuedOn: householdElectricity.issuedOn },
  });
  const front = textOf(await printed('full', full), '-l', '1');
  for (const content of ['Canone TV', 'IVA 22%', '7K4M-29QX-H3TP', 'XML è allegato a questo PDF.'])
    assert.ok(front.includes(content), content);
});

test('a first bill without readings, history and amount is printed, and asks for nothing', async () => {
  const text = textOf(
    await printed('empty', withFigures({ ...householdElectricity, lines: [], readings: [], history: [], notices: [] })),
  );
  assert.ok(text.includes('0,00 €') && text.includes('Non devi pagare nulla') && text.includes('non ci sono letture'));
  assert.ok(!text.includes('Come pagare'));
});

test('a bill of 120 lines repeats the head of its table on each page and loses none', async () => {
  const lines = Array.from({ length: 120 }, (_, index) => ({
    ...(householdElectricity.lines[0] ?? assert.fail()),
    quantity: String(1000 + index),
    amount: '145.20',
  }));
  const text = textOf(await printed('long', withFigures({ ...householdElectricity, lines })));
  for (let index = 0; index < 120; index += 1)
    assert.ok(text.includes(`1.${String(index).padStart(3, '0')} kWh`), String(index));
  assert.ok(text.split('Prezzo unitario').length > 3);
});
