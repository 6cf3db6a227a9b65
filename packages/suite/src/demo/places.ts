import type { GasTerritory } from '../tariffs/domain/gas-territory.js';

/** A town where the demo company sells: real places, invented streets and customers. */
export type Place = {
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
  /** Belfiore code, for tax codes. */
  readonly placeCode: string;
  readonly territory: GasTerritory;
  /** Climate zone of DPR 412/93, lower case as in the profile codes. */
  readonly climateZone: 'b' | 'c' | 'd' | 'e';
  readonly conversionCoefficient: string;
  readonly electricityDistributor: { readonly name: string; readonly code: string };
  /** How many of a hundred customers live here. */
  readonly weight: number;
};

const E_DISTRIBUZIONE = { name: 'e-distribuzione S.p.A.', code: '001' };

export const PLACES: readonly Place[] = [
  { city: 'Modena', province: 'MO', postalCode: '41121', placeCode: 'F257', territory: 'emilia-romagna', climateZone: 'e', conversionCoefficient: '1.034889', electricityDistributor: { name: 'Inrete Distribuzione Energia S.p.A.', code: '014' }, weight: 34 },
  { city: 'Bologna', province: 'BO', postalCode: '40122', placeCode: 'A944', territory: 'emilia-romagna', climateZone: 'e', conversionCoefficient: '1.032114', electricityDistributor: E_DISTRIBUZIONE, weight: 14 },
  { city: 'Reggio nell’Emilia', province: 'RE', postalCode: '42121', placeCode: 'H223', territory: 'emilia-romagna', climateZone: 'e', conversionCoefficient: '1.033542', electricityDistributor: E_DISTRIBUZIONE, weight: 8 },
  { city: 'Milano', province: 'MI', postalCode: '20131', placeCode: 'F205', territory: 'lombardia', climateZone: 'e', conversionCoefficient: '1.027235', electricityDistributor: { name: 'Unareti S.p.A.', code: '012' }, weight: 8 },
  { city: 'Torino', province: 'TO', postalCode: '10122', placeCode: 'L219', territory: 'piemonte', climateZone: 'e', conversionCoefficient: '1.014310', electricityDistributor: E_DISTRIBUZIONE, weight: 5 },
  { city: 'Genova', province: 'GE', postalCode: '16121', placeCode: 'D969', territory: 'liguria', climateZone: 'd', conversionCoefficient: '1.022779', electricityDistributor: E_DISTRIBUZIONE, weight: 4 },
  { city: 'Firenze', province: 'FI', postalCode: '50122', placeCode: 'D612', territory: 'toscana', climateZone: 'd', conversionCoefficient: '1.027450', electricityDistributor: E_DISTRIBUZIONE, weight: 6 },
  { city: 'Perugia', province: 'PG', postalCode: '06121', placeCode: 'G478', territory: 'umbria', climateZone: 'e', conversionCoefficient: '0.981206', electricityDistributor: E_DISTRIBUZIONE, weight: 3 },
  { city: 'Roma', province: 'RM', postalCode: '00185', placeCode: 'H501', territory: 'lazio', climateZone: 'd', conversionCoefficient: '1.022779', electricityDistributor: { name: 'Areti S.p.A.', code: '002' }, weight: 7 },
  { city: 'Latina', province: 'LT', postalCode: '04100', placeCode: 'E472', territory: 'lazio-latina', climateZone: 'c', conversionCoefficient: '1.021630', electricityDistributor: E_DISTRIBUZIONE, weight: 2 },
  { city: 'Napoli', province: 'NA', postalCode: '80134', placeCode: 'F839', territory: 'campania', climateZone: 'c', conversionCoefficient: '1.019870', electricityDistributor: E_DISTRIBUZIONE, weight: 4 },
  { city: 'Bari', province: 'BA', postalCode: '70122', placeCode: 'A662', territory: 'puglia', climateZone: 'c', conversionCoefficient: '1.023105', electricityDistributor: E_DISTRIBUZIONE, weight: 3 },
  { city: 'Palermo', province: 'PA', postalCode: '90133', placeCode: 'G273', territory: 'sicilia', climateZone: 'b', conversionCoefficient: '1.016402', electricityDistributor: E_DISTRIBUZIONE, weight: 2 },
];

export const STREETS = [
  'via Giuseppe Garibaldi', 'via Emilia Ovest', 'viale della Libertà', 'corso Cavour', 'via San Martino', 'vicolo dell’Olmo',
  'via Antonio Gramsci', 'via dei Mille', 'piazza Sant’Agostino', 'via XXV Aprile', 'via Don Minzoni', 'strada Vignolese',
  'via Enzo Ferrari', 'via Ludovico Ariosto', 'viale Caduti in Guerra', 'via Torre Nuova', 'via del Pozzo', 'via Città di Castello',
] as const;

export const WOMEN = [
  'Maria', 'Anna', 'Francesca', 'Sara', 'Laura', 'Chiara', 'Elena', 'Valentina', 'Paola', 'Silvia', 'Noemi', 'Rosa', 'Ilaria',
  'Margherita', 'Beatrice', 'Adele', 'Zoé', 'Lia', 'Teresa', 'Federica', 'Giorgia', 'Irene',
] as const;
export const MEN = [
  'Giuseppe', 'Francesco', 'Andrea', 'Luca', 'Niccolò', 'Alessandro', 'Matteo', 'Stefano', 'Davide', 'Nicolò', 'Pietro',
  'Filippo', 'Enrico', 'Roberto', 'Simone', 'Ugo', 'Dario', 'Giò', 'Tommaso', 'Vincenzo', 'Michele', 'Leonardo',
] as const;
export const LAST_NAMES = [
  'Rossi', 'Bianchi', 'Ferrari', 'Russo', 'Colombo', 'Ricci', 'Marino', 'Greco', 'Bruno', 'Gallo', 'Conti', 'De Luca', 'Costa',
  'Giordano', 'Mancini', 'Rizzo', 'Lombardi', 'Moretti', 'Barbieri', 'Fontana', 'Santoro', 'Mariani', 'Rinaldi', 'Caruso',
  'Ferrara', 'Galli', 'Martini', 'Leone', 'Longo', 'Gentile', 'Martinelli', 'Vitale', 'Lombardo', 'Serra', 'Coppola', 'De Santis',
  'D’Angelo', 'Marchetti', 'Parisi', 'Villa', 'Conte', 'Ferraro', 'Ferri', 'Fabbri', 'Bianco', 'Marini', 'Grasso', 'Valentini',
  'Messina', 'Sala', 'De Angelis', 'Gatti', 'Pellegrini', 'Palumbo', 'Sanna', 'Farina', 'Rizzi', 'Monti', 'Cattaneo', 'Morelli',
  'Amato', 'Silvestri', 'Mazza', 'Testa', 'Grassi', 'Pellegrino', 'Carbone', 'Giuliani', 'Benedetti', 'Barone', 'Rossetti',
  'Caputo', 'Montanari', 'Guerra', 'Palmieri', 'Bernardi', 'Martino', 'Fiore', 'De Rosa', 'Ferretti', 'Bellini', 'Basile',
  'Riva', 'Donati', 'Piras', 'Vitali', 'Battaglia', 'Sartori', 'Neri', 'Costantini', 'Milani', 'Pagano', 'Ruggiero', 'Sorrentino',
  'D’Amico', 'Orlando', 'Dell’Orto', 'Negri', 'Lo Presti', 'Fo', 'Mantovani', 'Nicolò', 'Forlì', 'Lodà',
] as const;
/** Belfiore codes of foreign states with a surname that sounds like home there. */
export const BORN_ABROAD = [
  { placeCode: 'Z100', lastName: 'Hoxha', man: 'Arben', woman: 'Mirela' },
  { placeCode: 'Z129', lastName: 'Popescu', man: 'Mihai', woman: 'Ioana' },
  { placeCode: 'Z330', lastName: 'El Amrani', man: 'Youssef', woman: 'Fatima' },
  { placeCode: 'Z138', lastName: 'Kovalenko', man: 'Andriy', woman: 'Oksana' },
  { placeCode: 'Z112', lastName: 'Müller', man: 'Jürgen', woman: 'Anke' },
] as const;
