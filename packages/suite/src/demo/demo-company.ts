import { addDays, addMonths, type LocalDate, type Period } from '@sportello/kernel/calendar';
import { assert } from '@sportello/kernel/result';
import type { KnownCompany } from '../access/companies.pg.js';
import type { Contract, Supply } from '../contracts/index.js';
import type { CurveDay, StoredReading } from '../metering/index.js';
import type { Customer } from '../parties/index.js';
import type { InstalledMeter, SupplyPoint } from '../supply-points/index.js';
import { GAS_TERRITORIES } from '../tariffs/domain/gas-territory.js';
import type { Offer } from '../tariffs/index.js';
import { demoMonths } from './calendar.js';
import { inventMeasures } from './measures.js';
import { demoOffers } from './offers.js';
import { inventCompany, inventPerson, inventStreet, pickPlace } from './people.js';
import type { Place } from './places.js';
import { type Random, seededRandom } from './random.js';
import {
  COMPANY_NAMES,
  CUSTOMER_STORIES,
  type CustomerStory,
  demoCustomerCode,
  type SupplyOutline,
} from './stories.js';

/** Everything invented, ready to be stored. The same seed and day give the same company, ids included. */
export type DemoCompany = {
  readonly company: KnownCompany;
  readonly today: LocalDate;
  readonly offers: readonly Offer[];
  readonly customers: readonly Customer[];
  readonly points: readonly SupplyPoint[];
  readonly meters: readonly InstalledMeter[];
  readonly contracts: readonly Contract[];
  readonly supplies: readonly Supply[];
  /** With the instant each became known: a run sees only what was accepted before it. */
  readonly readings: readonly StoredReading[];
  readonly curves: readonly CurveDay[];
  readonly curveFileId: string;
  /** Customers of `CUSTOMER_STORIES` by key. */
  readonly storyCustomers: ReadonlyMap<string, Customer>;
};

export const DEMO_SEED = 2026;
export const DEMO_COMPANY_CODE = 'esempio';
const CUSTOMERS = 200;

const COMPANY: Omit<KnownCompany, 'companyId'> = {
  code: DEMO_COMPANY_CODE,
  name: 'Energia Esempio S.p.A.',
  vatNumber: '12345678903',
  taxCode: '12345678903',
  hosts: [],
  profile: {
    street: 'via Emilia 100',
    postalCode: '41121',
    city: 'Modena',
    province: 'MO',
    phone: '800 000 000',
    email: 'clienti@energiaesempio.example',
    website: 'www.energiaesempio.example',
    iban: 'IT60X0542811101000000123456',
    complaintAddress: 'Energia Esempio S.p.A., Ufficio reclami, via Emilia 100, 41121 Modena MO',
    gasEmergencyPhone: '800 111 111',
  },
  // The window is always open, so that the demo shows the self-reading on any day of the month.
  parameters: { 'metering.self_reading_window': null },
};

/** What chance gives a household: one service or two, of a usual size. */
function inventSupplies(random: Random): readonly SupplyOutline[] {
  const electricity = (): SupplyOutline => {
    const measure = random.pick(['single', 'single', 'bands', 'bands', 'bands'] as const);
    const offer =
      measure === 'single'
        ? random.pick(['fixed', 'indexed'] as const)
        : random.pick(['fixed', 'bands', 'indexed'] as const);
    const isResident = random.chance(86);
    return {
      offer,
      measure,
      isResident,
      annual: isResident ? random.between(1100, 4100) : random.between(250, 1600),
      powerKw: random.pick(['3', '3', '3', '3', '4.5', '6', '1.5']),
    };
  };
  const gas = (): SupplyOutline => {
    const gasUse = random.chance(72) ? 'c1' : 'c2';
    const annual = gasUse === 'c1' ? random.between(520, 1900) : random.between(90, 480);
    return { offer: random.pick(['gas_fixed', 'gas_indexed'] as const), gasUse, annual, remoteRead: random.chance(70) };
  };
  const draw = random.between(1, 100);
  if (draw <= 52) return [electricity()];
  return draw <= 76 ? [gas()] : [electricity(), gas()];
}

export function inventDemoCompany(today: LocalDate, seed: number = DEMO_SEED): DemoCompany {
  const random = seededRandom(seed);
  const demo = demoMonths(today);
  const company: KnownCompany = { ...COMPANY, companyId: random.id() };
  const offersByKey = demoOffers(random, demo.from);
  const curveFileId = random.id();
  const [customers, points, meters]: [Customer[], SupplyPoint[], InstalledMeter[]] = [[], [], []];
  const [contracts, supplies, readings, curves]: [Contract[], Supply[], StoredReading[], CurveDay[]] = [[], [], [], []];
  const storyCustomers = new Map<string, Customer>();
  const taken = new Set<string>();

  const addCustomer = (
    { customer, place }: { customer: Customer; place: Place },
    outlines: readonly SupplyOutline[],
    isStory: boolean,
  ): void => {
    customers.push(customer);
    for (const outline of outlines) addSupply(customer, place, outline, isStory);
  };

  const addSupply = (customer: Customer, home: Place, outline: SupplyOutline, isStory: boolean): void => {
    const isGas = outline.measure === undefined;
    const isElsewhere = outline.isResident === false && !isStory;
    const place = isElsewhere ? pickPlace(random) : home;
    const story = outline.story ?? 'regular';
    // Most came at once, with the customers of another seller; the others month by month.
    const joinedLater = !isStory && random.chance(25) ? random.between(1, 10) : 0;
    const startsOn = addMonths(demo.from, joinedLater);
    const endsOnExclusive = story === 'closing' ? addDays(addMonths(demo.from, 9), 18) : null;
    const signedOn = addDays(startsOn, -random.between(30, 75));
    const offer = offersByKey.get(outline.offer);
    assert(offer !== undefined, `the catalogue has ${outline.offer}`);
    const territory = GAS_TERRITORIES[place.territory];
    const point: SupplyPoint = {
      supplyPointId: random.id(),
      commodity: isGas ? 'gas' : 'electricity',
      code: isGas
        ? `${territory.area}${random.digits(4)}${String(points.length + 1).padStart(9, '0')}`
        : `IT${place.electricityDistributor.code}E${random.digits(4)}${String(points.length + 1).padStart(4, '0')}`,
      street: isElsewhere ? inventStreet(random) : customer.street,
      postalCode: place.postalCode,
      city: place.city,
      province: place.province,
      distributorName: isGas ? 'Rete Gas Esempio S.p.A.' : place.electricityDistributor.name,
      distributorVatNumber: isGas ? '01234567897' : null,
      measureMode: isGas ? 'gas' : (outline.measure ?? 'single'),
      remoteRead: outline.remoteRead ?? true,
      availablePowerKw: isGas ? null : withTenPercent(outline.powerKw ?? '3'),
      gasArea: isGas ? territory.area : null,
      gasTerritory: isGas ? place.territory : null,
      gasProfile: isGas ? profileOf(outline.gasUse ?? 'c1', place) : null,
      remiCode: isGas ? `34${random.digits(6)}` : null,
      // What the distributor declares is near the truth, no more.
      annualConsumption: String(Math.round((outline.annual * random.between(90, 118)) / 100)),
      version: 1,
    };
    points.push(point);
    const contract: Contract = {
      contractId: random.id(),
      number: `C-${signedOn.slice(0, 4)}-${String(contracts.length + 1).padStart(6, '0')}`,
      customerId: customer.customerId,
      signedOn,
    };
    contracts.push(contract);
    const isResident = !isGas && customer.kind === 'person' && outline.isResident !== false;
    supplies.push({
      supplyId: random.id(),
      contractId: contract.contractId,
      customerId: customer.customerId,
      supplyPointId: point.supplyPointId,
      commodity: point.commodity,
      offerId: offer.offerId,
      startsOn,
      endsOnExclusive,
      committedPowerKw: isGas ? null : (outline.powerKw ?? '3'),
      resident: isResident,
      paysTvLicenceFee: isResident && (isStory || random.chance(90)),
      paymentMethod: random.pick([
        'direct_debit',
        'direct_debit',
        'postal_slip',
        'postal_slip',
        'bank_transfer',
      ] as const),
      alias: outline.alias ?? '',
      version: 1,
    });
    const period: Period = { from: startsOn, toExclusive: endsOnExclusive ?? demo.toExclusive };
    const measured = {
      point,
      period,
      story,
      annual: outline.annual,
      hasCorrector: outline.corrector ?? false,
      conversionCoefficient: isGas ? place.conversionCoefficient : null,
    };
    const invented = inventMeasures(random, measured, demo, today, curveFileId);
    meters.push(...invented.meters);
    readings.push(...invented.readings);
    curves.push(...invented.curves);
  };

  const nextCode = (): string => demoCustomerCode(customers.length);
  for (const story of CUSTOMER_STORIES) {
    const person = inventPerson(random, nextCode(), story.person, taken);
    storyCustomers.set(story.key, person.customer);
    addCustomer(person, story.supplies, true);
  }
  for (const name of COMPANY_NAMES) {
    const isBuilding = name.startsWith('Condominio');
    const outlines: readonly SupplyOutline[] = isBuilding
      ? [{ offer: 'gas_indexed', annual: random.between(7000, 14_000), corrector: true }]
      : [1, 2].map(() => ({
          offer: 'indexed',
          measure: 'bands',
          annual: random.between(400, 1500),
          powerKw: '3',
          isResident: false,
        }));
    addCustomer(inventCompany(random, nextCode(), name, taken), outlines, false);
  }
  while (customers.length < CUSTOMERS)
    addCustomer(inventPerson(random, nextCode(), {}, taken), inventSupplies(random), false);

  return {
    company,
    today,
    offers: [...offersByKey.values()],
    customers,
    points,
    meters,
    contracts,
    supplies,
    readings,
    curves,
    curveFileId,
    storyCustomers,
  };
}

const profileOf = (use: 'c1' | 'c2' | 't1', { climateZone }: Place): string =>
  use === 'c1' ? `c1-${climateZone}` : use;
/** Available power is a tenth above the committed one: 3 kW → 3.3. */
const withTenPercent = (powerKw: string): string =>
  ({ '1.5': '1.7', '3': '3.3', '4.5': '5', '6': '6.6' })[powerKw] ?? powerKw;

/** Which story a customer of the demo belongs to. */
export const storyOf = (demo: DemoCompany, customerId: string): CustomerStory | undefined =>
  CUSTOMER_STORIES.find(({ key }) => demo.storyCustomers.get(key)?.customerId === customerId);
