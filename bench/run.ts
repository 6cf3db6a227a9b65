import { parseArgs } from 'node:util';
import { benchBilling } from './billing.js';

const USAGE = `npm run bench -- billing [--supplies 100000] [--workers 2] [--profile FOLDER]

Measures a final billing run on its own throw-away database: read, rate, store, then numbers, ledger and e-invoices.
--profile writes a CPU profile of each worker.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    supplies: { type: 'string', default: '100000' },
    workers: { type: 'string', default: '2' },
    profile: { type: 'string' },
  },
});
const [supplies, workers] = [Number(values.supplies), Number(values.workers)];
if (
  positionals[0] !== 'billing' ||
  !Number.isInteger(supplies) ||
  supplies < 1 ||
  !Number.isInteger(workers) ||
  workers < 1
) {
  process.stderr.write(USAGE);
  process.exit(2);
}
await benchBilling({
  supplies,
  workers,
  profileFolder: values.profile ?? null,
  say: (line) => process.stdout.write(`${line}\n`),
});
