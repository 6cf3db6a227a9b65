export { WEB_CODE_DAYS } from './domain/web-code.js';
export { portalAccountsJobs } from './jobs.js';
export { customerActorOf } from './sign-in.js';
export { webCodeOf } from './web-codes.js';
export { issueWebCodes } from './web-codes.pg.js';
