export { type DemoRun, demoRuns } from './calendar.js';
export { DEMO_COMPANY_CODE, DEMO_SEED, type DemoCompany, inventDemoCompany } from './demo-company.js';
export { type DemoInvoice, type DemoPayment, demoPayments } from './payments.js';
export { seedDemo, seedDemoReadings } from './seed.pg.js';
export { DEMO_PASSWORD, DEMO_STAFF, demoSignIns } from './sign-ins.js';
