import assert from 'node:assert/strict';
import { test } from 'vitest';
import { describeLine, describeLineInFull } from './describe-line.js';

const facts = (of: Record<string, string>) => ({ trace: { prices: [], facts: of } });
const rows = [
  [
    { component: 'sales.energy', heading: 'consumption_charge', part: 'sales' },
    'Vendita - quota consumi (energia)',
    'Sales - consumption charge (energy)',
  ],
  [
    { component: 'sales.energy', heading: 'consumption_charge', part: 'sales', ...facts({ band: 'F2' }) },
    'Vendita - quota consumi (energia, fascia F2)',
    'Sales - consumption charge (energy, band F2)',
  ],
  [
    {
      component: 'network.bracket',
      heading: 'consumption_charge',
      part: 'network',
      ...facts({ bracketFrom: '120', bracketTo: '480' }),
    },
    'Rete e oneri - quota consumi (distribuzione, oltre 120 fino a 480 Smc)',
    'Network and charges - consumption charge (distribution, over 120 up to 480 Smc)',
  ],
  [
    { component: 'network.sigma3', heading: 'consumption_charge', part: 'network' },
    'Rete e oneri - quota consumi (sigma3)',
    'Network and charges - consumption charge (sigma3)',
  ],
  [
    { component: 'network.fixed', heading: 'fixed_charge', part: 'network' },
    'Rete e oneri - quota fissa',
    'Network and charges - fixed charge',
  ],
  [{ component: 'excise.electricity', heading: 'excise_duty', part: 'tax' }, 'Accisa', 'Excise duty'],
  [
    { component: 'excise.regional_surcharge', heading: 'excise_duty', part: 'tax' },
    'Addizionale regionale',
    'Regional surcharge',
  ],
  [
    { component: 'excise.regional_surcharge', heading: 'recalculation', part: 'tax' },
    'Ricalcolo - Addizionale regionale',
    'Recalculation - Regional surcharge',
  ],
  [
    { component: 'network.asos', heading: 'recalculation', part: 'network' },
    'Ricalcolo - Rete e oneri (ASOS)',
    'Recalculation - Network and charges (ASOS)',
  ],
  [
    { component: 'tv_licence_fee', heading: 'tv_licence_fee', part: 'other' },
    'Canone di abbonamento alla televisione',
    'TV licence fee',
  ],
] as const;

for (const [line, italian, english] of rows) {
  test(`${line.component} under ${line.heading} is "${italian}", "${english}"`, () => {
    assert.equal(describeLine(line, 'it'), italian);
    assert.equal(describeLine(line, 'en'), english);
  });
}

test('the fiscal document spells the headings out', () => {
  const line = { component: 'network.power', heading: 'power_charge', part: 'network' } as const;
  assert.equal(describeLineInFull(line), 'Spesa per la rete e gli oneri generali di sistema - quota potenza');
});
