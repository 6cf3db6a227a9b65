import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { describe, expect, test } from 'vitest';
import { checkSdi } from '../check-sdi.js';
import type { InvoiceDocument, InvoiceLine } from '../invoice-document.js';
import { creditNote, householdElectricity, householdGas, SAMPLE_DOCUMENTS, withFigures } from '../sample-documents.js';
import {
  type FatturaPaFigures,
  fileNameOf,
  formatFatturaPa,
  formatProgressive,
  toFatturaPaFigures,
} from './fatturapa.js';

// The schemas are not ours to copy: they are found beside the repository, or where SPORTELLO_SCHEMAS says.
const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url));
const SCHEMA = `${process.env['SPORTELLO_SCHEMAS'] ?? `${ROOT}../shared/schemas`}/fatturapa/Schema_del_file_xml_FatturaPA_v1.2.3.xsd`;
const SAMPLES = `${process.env['SPORTELLO_SAMPLES'] ?? `${ROOT}../shared/samples`}/fatturapa`;
const MUST_RUN = process.env['CI'] !== undefined;

const transmission = { transmitter: { country: 'IT', code: '01234567897' }, progressive: 123 };

const children = (element: XmlElement, name: string): XmlElement[] => element.find(name) as XmlElement[];
const text = (element: XmlElement, path: string): string | undefined => element.get(path)?.content;
const given = <K extends string>(key: K, value: string | undefined) =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: string });

/** Read the figures back from the XML text, independently of the writer. */
function readFigures(xml: string): FatturaPaFigures {
  const document = XmlDocument.fromString(xml);
  try {
    const root = document.root;
    const customer = 'FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici';
    const goods = 'FatturaElettronicaBody/DatiBeniServizi';
    return {
      version: root.attr('versione')?.value ?? '',
      transmissionFormat: text(root, 'FatturaElettronicaHeader/DatiTrasmissione/FormatoTrasmissione') ?? '',
      recipientCode: text(root, 'FatturaElettronicaHeader/DatiTrasmissione/CodiceDestinatario') ?? '',
      number: text(root, 'FatturaElettronicaBody/DatiGenerali/DatiGeneraliDocumento/Numero') ?? '',
      hasCustomerIdentifier:
        (text(root, `${customer}/IdFiscaleIVA/IdCodice`) ?? text(root, `${customer}/CodiceFiscale`)) !== undefined,
      hasWithholding: root.get('FatturaElettronicaBody/DatiGenerali/DatiGeneraliDocumento/DatiRitenuta') !== null,
      lines: children(root, `${goods}/DettaglioLinee`).map((line) => ({
        ...given('quantity', text(line, 'Quantita')),
        unitPrice: text(line, 'PrezzoUnitario') ?? '',
        total: text(line, 'PrezzoTotale') ?? '',
        rate: text(line, 'AliquotaIVA') ?? '',
        ...given('natura', text(line, 'Natura')),
      })),
      summaries: children(root, `${goods}/DatiRiepilogo`).map((summary) => ({
        rate: text(summary, 'AliquotaIVA') ?? '',
        ...given('natura', text(summary, 'Natura')),
        taxable: text(summary, 'ImponibileImporto') ?? '',
        tax: text(summary, 'Imposta') ?? '',
        ...given('chargeability', text(summary, 'EsigibilitaIVA')),
      })),
    };
  } finally {
    document.dispose();
  }
}

const hostile = fc
  .array(
    fc.constantFrom(
      '&',
      '<',
      '>',
      '"',
      "'",
      '€',
      '’',
      '–',
      'ł',
      '𝔸',
      'é',
      'ß',
      '\u0000',
      '\n',
      '\ud800',
      ']]>',
      '<!--',
      'Ω',
      '中',
      ' ',
      'a',
      'Via',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const anyLine: fc.Arbitrary<InvoiceLine> = fc
  .record({
    base: fc.constantFrom(...householdElectricity.lines, ...householdGas.lines),
    quantity: fc
      .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(3, '0')}`),
    price: fc
      .integer({ min: -99_999_999, max: 99_999_999 })
      .map((units) => `${units < 0 ? '-' : ''}${Math.abs(units / 1e8).toFixed(8)}`),
    amount: fc.option(
      fc.integer({ min: -500_000, max: 500_000 }).map((value) => (value / 100).toFixed(2)),
      { nil: undefined },
    ),
    vat: fc.constantFrom('4', '5', '10', '22', 'N1', 'N2.2'),
  })
  .map(({ base, quantity, price, amount, vat }) => ({
    ...base,
    quantity,
    unitPriceEur: price,
    amount: amount ?? base.amount,
    vat,
  }));

/** Documents whose texts are hostile and whose lines do not even multiply out. */
const anyDocument: fc.Arbitrary<InvoiceDocument> = fc
  .record({
    base: fc.constantFrom(...Object.values(SAMPLE_DOCUMENTS)),
    texts: fc.array(hostile, { minLength: 8, maxLength: 8 }),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 20 }),
    isPerson: fc.boolean(),
    country: fc.constantFrom('IT', 'IT', 'DE'),
  })
  .map(
    ({
      base,
      texts: [name = '', street = '', city = '', number = '', contract = '', code = '', houseNumber = '', company = ''],
      lines,
      isPerson,
      country,
    }) => {
      const { person: _, ...customer } = base.customer;
      const draft = withFigures({
        ...base,
        lines,
        company: { ...base.company, name: company },
        contract: { ...base.contract, number: contract },
        payment: { ...base.payment, paymentCode: code },
        customer: {
          ...customer,
          displayName: name,
          ...(isPerson && { person: { firstName: name, lastName: number } }),
          address: { street, houseNumber, postalCode: number, city, province: 'MO', country },
        },
      });
      return { ...draft, documentType: draft.totals.total.startsWith('-') ? 'TD04' : 'TD01' };
    },
  );

test('property: the figures read back from the XML are the figures meant, and pass the checks of the SdI', () => {
  fc.assert(
    fc.property(anyDocument, (document) => {
      const figures = readFigures(formatFatturaPa(document, transmission));
      assert.deepEqual(figures, toFatturaPaFigures(document));
      assert.deepEqual(checkSdi(figures), []);
    }),
    { numRuns: 200 },
  );
});

test('a credit note of −7.99 euro is a positive TD04 that names the invoice it corrects', () => {
  const xml = formatFatturaPa(creditNote, transmission);
  assert.match(xml, /<TipoDocumento>TD04<\/TipoDocumento>.*<ImportoTotaleDocumento>7\.99<\/ImportoTotaleDocumento>/);
  assert.match(
    xml,
    /<Quantita>50\.00<\/Quantita>.*<PrezzoUnitario>0\.1452<\/PrezzoUnitario><PrezzoTotale>7\.26<\/PrezzoTotale>/,
  );
  assert.match(
    xml,
    /<DatiFattureCollegate><IdDocumento>E-2026-000123<\/IdDocumento><Data>2026-03-05<\/Data><\/DatiFattureCollegate>/,
  );
  assert.doesNotMatch(xml, /DatiPagamento/);
});

test('minus 38 kWh at 0.1498 euro are 38 kWh at −0.1498 euro: a quantity is never negative', () => {
  const line = {
    ...householdElectricity.lines[0],
    quantity: '-38',
    unitPriceEur: '0.1498',
    amount: '-5.69',
  } as InvoiceLine;
  const [figures] = toFatturaPaFigures(withFigures({ ...householdElectricity, lines: [line] })).lines;
  assert.deepEqual(figures, { quantity: '38.00', unitPrice: '-0.1498', total: '-5.69', rate: '10.00' });
});

test('when 3 kWh × 0.10 euro do not make 0.50 euro, the price is redone to 0.16666667', () => {
  const line = { ...householdElectricity.lines[0], quantity: '3', unitPriceEur: '0.10', amount: '0.50' } as InvoiceLine;
  assert.equal(
    toFatturaPaFigures(withFigures({ ...householdElectricity, lines: [line] })).lines[0]?.unitPrice,
    '0.16666667',
  );
});

test('an amount without quantity is written alone, price equal to total', () => {
  const line = { ...householdElectricity.lines[0], quantity: '0', unitPriceEur: '0', amount: '12.34' } as InvoiceLine;
  const [figures] = toFatturaPaFigures(withFigures({ ...householdElectricity, lines: [line] })).lines;
  assert.deepEqual(figures, { unitPrice: '12.34', total: '12.34', rate: '10.00' });
});

test('the progressive counts in base 36: 0 is 00000, 1295 is 000ZZ, and 36^5 does not exist', () => {
  assert.equal(formatProgressive(0), '00000');
  assert.equal(fileNameOf({ ...transmission, progressive: 1295 }), 'IT01234567897_000ZZ.xml');
  assert.equal(formatProgressive(36 ** 5 - 1), 'ZZZZZ');
  assert.throws(() => formatProgressive(36 ** 5));
});

for (const [name, document] of Object.entries(SAMPLE_DOCUMENTS)) {
  test(`golden: the XML of ${name} is as last looked at`, async () => {
    const indented = formatFatturaPa(document, transmission).replace(/></g, '>\n<');
    await expect(indented).toMatchFileSnapshot(`./cases/${name}.xml`);
  });
}

describe.skipIf(!existsSync(SCHEMA) && !MUST_RUN)(
  `against the official schema 1.2.3${existsSync(SCHEMA) ? '' : ' (not found: set SPORTELLO_SCHEMAS)'}`,
  () => {
    const validate = (xmls: Iterable<string>): void => {
      xmlRegisterFsInputProviders();
      const schema = XmlDocument.fromBuffer(readFileSync(SCHEMA), { url: SCHEMA });
      const validator = XsdValidator.fromDoc(schema);
      try {
        for (const xml of xmls) {
          const document = XmlDocument.fromString(xml);
          try {
            validator.validate(document);
          } finally {
            document.dispose();
          }
        }
      } finally {
        validator.dispose();
        schema.dispose();
      }
    };

    test('the five samples are valid', () => {
      validate(Object.values(SAMPLE_DOCUMENTS).map((document) => formatFatturaPa(document, transmission)));
    });

    test('500 documents with hostile texts and odd figures are valid', () => {
      validate(
        fc.sample(anyDocument, { numRuns: 500, seed: 42 }).map((document) => formatFatturaPa(document, transmission)),
      );
    });

    test('the validator is awake: a file with a typographic apostrophe is refused', () => {
      const xml = formatFatturaPa(householdElectricity, transmission).replace('Giulia', 'D’Angelo');
      assert.throws(() => validate([xml]), /Nome/);
    });
  },
);

describe.skipIf(!existsSync(SAMPLES) && !MUST_RUN)(
  `sample files of others${existsSync(SAMPLES) ? '' : ' (not found: set SPORTELLO_SAMPLES)'}`,
  () => {
    for (const file of existsSync(SAMPLES) ? readdirSync(SAMPLES) : []) {
      test(`${file} passes the checks of the SdI`, () => {
        assert.deepEqual(checkSdi(readFigures(readFileSync(`${SAMPLES}/${file}`, 'utf8'))), []);
      });
    }
  },
);
