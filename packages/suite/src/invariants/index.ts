export { checkInvariants, invariantSentences, type Violation } from './invariants.pg.js';
