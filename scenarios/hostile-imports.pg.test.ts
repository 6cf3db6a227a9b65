import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { localDate } from '@sportello/kernel/calendar';
import { importContracts } from '@sportello/suite/contracts/index';
import { inventDemoCompany } from '@sportello/suite/demo/index';
import { importMeasures } from '@sportello/suite/metering/import-measures';
import { importCustomers } from '@sportello/suite/parties/index';
import type { Company, Context } from '@sportello/suite/platform/context';
import { importMeters, importSupplyPoints } from '@sportello/suite/supply-points/index';
import { insertOffers } from '@sportello/suite/tariffs/offers.pg';
import { contextOf, givenCompany } from '@sportello/testkit/builders';
import { movingClock } from '@sportello/testkit/moving-clock';
import { asCompany, createTestDatabase, superuserUrlOf, type TestDatabase } from '@sportello/testkit/test-database';
import pg from 'pg';
import { afterAll, beforeAll, test } from 'vitest';

// First part of B3 of the reliability plan: a file that is broken or means harm is refused as a whole, with the line,
// within a second of processor time; nothing is written and nobody is called.
const today = localDate('2026-11-22');
const TABLES = {
  customers: importCustomers,
  'supply-points': importSupplyPoints,
  meters: importMeters,
  contracts: importContracts,
} as const;
type Table = keyof typeof TABLES;

let database: TestDatabase;
let company: Company;
let superuser: pg.Client;
let trap: Server;
let trapPort = 0;
let callers = 0;

const example = (table: Table): string =>
  readFileSync(new URL(`../docs/examples/${table}.csv`, import.meta.url), 'utf8');
const flow = (name: string): string =>
  readFileSync(new URL(`../packages/suite/src/metering/domain/formats/cases/${name}`, import.meta.url), 'utf8');
const inCompany = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
  asCompany(database, company.companyId, (db) =>
    work(contextOf(db, company, movingClock(today), { kind: 'system', name: 'test' })),
  );

beforeAll(async () => {
  database = await createTestDatabase();
  company = await givenCompany(database);
  superuser = new pg.Client({ connectionString: superuserUrlOf(database) });
  await superuser.connect();
  await inCompany((context) => insertOffers(context.db, company.companyId, inventDemoCompany(today).offers));
  for (const table of Object.keys(TABLES) as Table[]) {
    const loaded = await inCompany((context) =>
      TABLES[table](context, { content: Buffer.from(example(table)), dryRun: false }),
    );
    assert.ok(loaded.ok, JSON.stringify(loaded));
  }
  trap = createServer((socket) => {
    callers += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => trap.listen(0, '127.0.0.1', listening));
  trapPort = (trap.address() as { port: number }).port;
});
afterAll(async () => {
  assert.equal(callers, 0, 'no file made anybody call');
  trap.close();
  await superuser.end();
  await database.close();
});

/** Every table of the database as one hash: also what is only noted down counts as written. */
async function everything(): Promise<string> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  let all = '';
  for (const { name } of tables) {
    const { rows } = await superuser.query<{ hash: string | null }>(
      `select md5(string_agg(h, '' order by h)) as hash from (select md5(t::text) as h from ${name} t) x`,
    );
    all += `${name} ${rows[0]?.hash}\n`;
  }
  return all;
}

type Refused = {
  readonly ok: boolean;
  readonly refusal?: {
    readonly code: string;
    readonly errors?: readonly { readonly line: number; readonly code: string }[];
  };
};

async function expectRefused(
  what: string,
  load: () => Promise<Refused>,
): Promise<readonly { readonly line: number; readonly code: string }[]> {
  const before = await everything();
  const start = process.cpuUsage();
  const result = await load();
  const { user, system } = process.cpuUsage(start);
  assert.equal(result.ok, false, `${what} is refused`);
  assert.ok(user + system < 1_000_000, `${what}: ${Math.round((user + system) / 1000)} ms of processor`);
  assert.equal(await everything(), before, `${what} writes nothing`);
  const errors = result.refusal?.errors ?? [];
  assert.ok(
    errors.length > 0 && errors.every(({ line }) => line >= 1),
    `${what} names lines: ${JSON.stringify(result).slice(0, 300)}`,
  );
  return errors;
}

const bytes = (...parts: (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
/** The second line of the table with a cell replaced. */
const withCell = (table: Table, column: string, value: string): string => {
  const [header = '', first = '', ...rest] = example(table).split(/\r?\n/);
  const place = header.split(';').indexOf(column);
  assert.ok(place >= 0, column);
  const cells = first.split(';');
  cells[place] = value;
  return [header, cells.join(';'), ...rest].join('\n');
};
const [HEADER = '', FIRST = ''] = example('customers').split(/\r?\n/);

/** What, the table, the bytes, and the line that must be named (0: any). */
const HOSTILE_TABLES: readonly (readonly [string, Table, string | Buffer, number])[] = [
  ['an empty file', 'customers', '', 1],
  ['a file of one BOM', 'customers', bytes([0xef, 0xbb, 0xbf]), 1],
  ['a header alone', 'customers', `${HEADER}\n`, 2],
  ['blank lines', 'customers', '\n\n\n\n', 1],
  ['UTF-16 with its mark', 'customers', Buffer.from(`\ufeff${example('customers')}`, 'utf16le'), 1],
  [
    'Windows-1252 said to be UTF-8',
    'customers',
    Buffer.from(withCell('customers', 'last_name', 'Niccolò'), 'latin1'),
    2,
  ],
  ['half of a surrogate pair', 'customers', bytes(`${HEADER}\n`, FIRST.replace('Rossi', ''), [0xed, 0xa0, 0x80]), 2],
  ['an overlong slash', 'customers', bytes(`${HEADER}\n`, [0xc0, 0xaf], FIRST), 2],
  ['a NUL in a name', 'customers', withCell('customers', 'last_name', 'Ros\u0000si'), 2],
  ['a NUL after the last line', 'customers', `${example('customers')}\u0000`, 0],
  ['an open quote', 'customers', `${HEADER}\n${FIRST.replace('via', '"via')}\n`, 2],
  ['text after a quote', 'customers', withCell('customers', 'street', '"via" Garibaldi'), 2],
  ['tabs between the columns', 'customers', example('customers').replaceAll(';', '\t'), 1],
  ['pipes between the columns', 'customers', example('customers').replaceAll(';', '|'), 1],
  ['a header without a column', 'customers', example('customers').replace('tax_code;', ''), 1],
  ['a column twice', 'customers', example('customers').replace('first_name', 'last_name'), 1],
  ['an unknown column', 'customers', example('customers').replace('first_name', 'nome'), 1],
  ['a row that is too short', 'customers', `${HEADER}\n${FIRST.split(';').slice(0, 5).join(';')}\n`, 2],
  ['a row that is too long', 'customers', `${HEADER}\n${FIRST};;;x\n`, 2],
  ...['=HYPERLINK("http://x")', '+39', '-1', '@SUM(A1)', '=cmd|"/c calc"!A1'].map(
    (cell) =>
      [
        `the formula ${cell}`,
        'customers',
        withCell('customers', 'last_name', cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell),
        2,
      ] as const,
  ),
  ['a bell in a name', 'customers', withCell('customers', 'last_name', 'Ros\u0007si'), 2],
  ['a line break in a name', 'customers', withCell('customers', 'last_name', '"Ros\nsi"'), 2],
  ['an escape sequence', 'customers', withCell('customers', 'last_name', '\u001b[31mRossi'), 2],
  ['a name of a million letters', 'customers', withCell('customers', 'last_name', 'x'.repeat(900_000)), 2],
  [
    'a quoted cell of a million quotes',
    'customers',
    withCell('customers', 'last_name', `"${'""'.repeat(400_000)}"`),
    2,
  ],
  ['a row of ten thousand cells', 'customers', `${HEADER}\n${';'.repeat(10_000)}\n`, 2],
  [
    'a header of ten thousand columns',
    'customers',
    `${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(';')}\n`,
    1,
  ],
  ['a Cyrillic letter in a tax code', 'customers', withCell('customers', 'tax_code', 'RSSMRА80A01H501U'), 2],
  ['a tax code with the wrong check letter', 'customers', withCell('customers', 'tax_code', 'RSSMRA80A01H501A'), 2],
  ['a VAT number with the wrong check digit', 'customers', withCell('customers', 'vat_number', '12345678901'), 2],
  ['a VAT number in full-width digits', 'customers', withCell('customers', 'vat_number', '１２３４５６７８９０３'), 2],
  ['31 February', 'customers', withCell('customers', 'born_on', '31/02/1980'), 2],
  ['a day of the American kind', 'customers', withCell('customers', 'born_on', '02/28/1980'), 2],
  ['a day as a spreadsheet number', 'customers', withCell('customers', 'born_on', '29221'), 2],
  ['an address of two addresses', 'customers', withCell('customers', 'email', 'a@posta.example,b@posta.example'), 2],
  [
    'an address with a header in it',
    'customers',
    withCell('customers', 'email', '"a@posta.example\r\nBcc: x@y.example"'),
    2,
  ],
  ['a code twice in the file', 'customers', `${HEADER}\n${FIRST}\n${FIRST}\n`, 3],
  ['markup instead of a kind', 'customers', withCell('customers', 'kind', '<script>alert(1)</script>'), 2],
  ['SQL instead of a country', 'customers', withCell('customers', 'country', "';drop table parties_customer;--"), 2],
  ['a picture', 'customers', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 0],
  ['a spreadsheet', 'customers', bytes('PK', [3, 4, 20, 0, 6, 0, 8, 0]), 0],
  ['a PDF', 'customers', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n', 1],
  ...[
    '1e309',
    '9007199254740993.5',
    '1,234.50',
    '1.234,50',
    '-3',
    'NaN',
    'Infinity',
    '0x10',
    '٣',
    '3,33333333333',
    '999999999999999999999',
  ].map(
    (value) =>
      [
        `${value} as an annual consumption`,
        'supply-points',
        withCell('supply-points', 'annual_consumption', value),
        2,
      ] as const,
  ),
  ['a POD with a letter O for a zero', 'supply-points', withCell('supply-points', 'code', 'ITOO1E10000001'), 2],
  ['a POD of somebody’s imagination', 'supply-points', withCell('supply-points', 'code', 'XX001E10000001'), 2],
  ['a path instead of a serial number', 'meters', withCell('meters', 'serial_number', '\u0000../../etc/passwd'), 2],
  ['a meter of no point', 'meters', withCell('meters', 'point_code', 'IT001E99999999'), 2],
  ['99 digits on a dial', 'meters', withCell('meters', 'digits', '99'), 2],
  ['a contract of nobody', 'contracts', withCell('contracts', 'customer_code', 'C9999'), 2],
  ['an offer that nobody sells', 'contracts', withCell('contracts', 'offer_code', 'X'.repeat(32)), 2],
  ['an end before the start', 'contracts', withCell('contracts', 'ends_on', '01/01/2020'), 2],
];

for (const [what, table, content, line] of HOSTILE_TABLES) {
  test(`${table}: ${what}`, async () => {
    const errors = await expectRefused(
      what,
      () =>
        inCompany((context) =>
          TABLES[table](context, { content: Buffer.from(content), dryRun: false }),
        ) as Promise<Refused>,
    );
    if (line > 0)
      assert.ok(
        errors.some((error) => error.line === line),
        `line ${line}: ${JSON.stringify(errors.slice(0, 3))}`,
      );
  });
}

const PNO = flow('PNO_2026-02.xml');
const TML = flow('01234567897_12345678903_202602_TML_20260305101500_1_M.xml');
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const body = PNO.replace(DECLARATION, '');
const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);

/** Flows that are refused whole. `PORT` stands for that of a server that must never be called. */
const HOSTILE_FLOWS: readonly (readonly [string, string | Buffer])[] = [
  ['an empty file', ''],
  ['not XML at all', 'questo non è un file di misure'],
  ['a table', example('customers')],
  ['another kind of document', `${DECLARATION}<p:FatturaElettronica xmlns:p="x" versione="FPR12"/>`],
  ['a root without its flow', PNO.replace(' CodFlusso="PNO"', '')],
  ['a flow nobody knows', PNO.replace('CodFlusso="PNO"', 'CodFlusso="XYZ"')],
  ['a DOCTYPE', `${DECLARATION}<!DOCTYPE FlussoMisure>${body}`],
  [
    'a file of the machine as an entity',
    `${DECLARATION}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${body.replace('DP0101', '&e;')}`,
  ],
  [
    'a page of the network as an entity',
    `${DECLARATION}<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:PORT/e">]>${body.replace('DP0101', '&e;')}`,
  ],
  ['an external DTD', `${DECLARATION}<!DOCTYPE FlussoMisure SYSTEM "http://127.0.0.1:PORT/x.dtd">${body}`],
  ['a parameter entity', `${DECLARATION}<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:PORT/p"> %p;]>${body}`],
  [
    'a billion laughs',
    `${DECLARATION}<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>${body.replace('DP0101', '&c;')}`,
  ],
  ['an entity nobody declared', PNO.replace('DP0101', '&unknown;')],
  ['a character that XML does not have', PNO.replace('DP0101', '&#0;')],
  ['a NUL', PNO.replace('DP0101', 'DP\u00000101')],
  ['cut in the middle', PNO.slice(0, PNO.length / 2)],
  ['cut before the last tag', PNO.slice(0, PNO.lastIndexOf('</'))],
  ['a tag that closes another', PNO.replace('</DatiPdp>', '</DatiPod>')],
  ['an attribute twice', PNO.replace('CodFlusso="PNO"', 'CodFlusso="PNO" CodFlusso="PDO"')],
  ['two documents glued together', PNO + PNO.replace(DECLARATION, '')],
  ['text after the document', `${PNO}\nfine`],
  ['UTF-16', Buffer.from(`\ufeff${PNO}`, 'utf16le')],
  ['letters of Windows said to be UTF-8', Buffer.from(PNO.replace('DP0101', 'Niccolò'), 'latin1')],
  ['ten thousand levels', PNO.replace('<DatiPod>', `<DatiPod>${nested(10_000)}`)],
  ['a hundred levels', PNO.replace('<DatiPod>', `<DatiPod>${nested(100)}`)],
  ['a name of a million letters', `${DECLARATION}<${'a'.repeat(900_000)}/>`],
  ['a field of a million letters', PNO.replace('DP0101', 'x'.repeat(900_000))],
  [
    'ten thousand attributes',
    PNO.replace(
      'CodFlusso="PNO"',
      `CodFlusso="PNO" ${Array.from({ length: 10_000 }, (_, index) => `a${index}="1"`).join(' ')}`,
    ),
  ],
  ['a gas flow cut in the middle', TML.slice(0, TML.length / 2)],
  ['a gas flow with a DOCTYPE', TML.replace(/(<\?xml[^>]*\?>)/, '$1<!DOCTYPE x>')],
];

for (const [what, content] of HOSTILE_FLOWS) {
  test(`measures: ${what}`, async () => {
    const sent = typeof content === 'string' ? Buffer.from(content.replaceAll('PORT', String(trapPort))) : content;
    await expectRefused(
      what,
      () =>
        inCompany((context) =>
          importMeasures(context, { fileName: 'ostile.xml', content: sent, dryRun: false }),
        ) as Promise<Refused>,
    );
  });
}

test('measures: a flow for another seller is refused in words, and nothing is written', async () => {
  const before = await everything();
  const result = await inCompany((context) =>
    importMeasures(context, {
      fileName: 'altri.xml',
      content: Buffer.from(PNO.replaceAll('12345678903', '01234567897')),
      dryRun: false,
    }),
  );
  assert.equal(result.ok ? 'loaded' : result.refusal.code, 'metering.other_company');
  assert.equal(await everything(), before);
});

for (const [what, from, to] of [
  ['1e309 on a dial', '1234,000', '1e309'],
  ['a dial with two commas', '1234,000', '1,234,000'],
  ['a dial below zero', '1234,000', '-1234,000'],
  ['no number on a dial', '1234,000', 'NaN'],
  ['30 February', '28/02/2026', '30/02/2026'],
  ['a month of letters', '28/02/2026', '28/feb/2026'],
] as const) {
  test(`measures: ${what} leaves its point out of the load, with the line`, async () => {
    assert.ok(PNO.includes(from), from);
    const result = await inCompany((context) =>
      importMeasures(context, { fileName: 'valori.xml', content: Buffer.from(PNO.replace(from, to)), dryRun: true }),
    );
    if (!result.ok)
      assert.ok(
        'errors' in result.refusal && result.refusal.errors.every(({ line }) => line > 1),
        JSON.stringify(result),
      );
    else
      assert.ok(
        result.value.faults.length > 0 && result.value.faults.every(({ line }) => line > 1),
        JSON.stringify(result.value).slice(0, 500),
      );
  });
}

for (const [what, content] of [
  [
    'comments, a stylesheet and CDATA',
    PNO.replace(
      DECLARATION,
      `${DECLARATION}<?xml-stylesheet href="http://127.0.0.1:PORT/x.xsl"?><!-- buongiorno -->`,
    ).replace('>DP0101<', '><![CDATA[DP0101]]><'),
  ],
  ['a BOM and Windows line ends', `\ufeff${PNO.replaceAll('\n', '\r\n')}`],
] as const) {
  test(`measures: unusual but good is loaded: ${what}`, async () => {
    const result = await inCompany((context) =>
      importMeasures(context, {
        fileName: 'strano.xml',
        content: Buffer.from(content.replaceAll('PORT', String(trapPort))),
        dryRun: true,
      }),
    );
    assert.ok(result.ok, JSON.stringify(result).slice(0, 500));
  });
}

test('tables: unusual but good is accepted: BOM, commas, quotes everywhere, other order of columns', async () => {
  const rows = example('customers')
    .trimEnd()
    .split(/\r?\n/)
    .map(
      (row) =>
        row
          .match(/("([^"]|"")*"|[^;]*)(;|$)/g)
          ?.map((cell) => cell.replace(/;$/, '').replace(/^"|"$/g, ''))
          .slice(0, HEADER.split(';').length) ?? [],
    );
  const quoted = rows
    .map((cells) =>
      cells
        .toReversed()
        .map((cell) => `"${cell}"`)
        .join(','),
    )
    .join('\r\n');
  const result = await inCompany((context) =>
    importCustomers(context, { content: Buffer.from(`\ufeff${quoted}`), dryRun: true }),
  );
  assert.ok(result.ok, JSON.stringify(result).slice(0, 500));
  assert.equal(result.value.unchanged, rows.length - 1);
});
