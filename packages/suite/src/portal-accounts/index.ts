export { addAccount, type NewAccount } from './add-account.js';
export { formatWebCode, WEB_CODE_DAYS } from './domain/web-code.js';
export { ACCOUNT_REGISTERED, type AccountRegistered } from './events.js';
export { portalAccountsJobs } from './jobs.js';
export { customerActorOf } from './sign-in.js';
export { webCodeOf } from './web-codes.js';
export { issueWebCodes } from './web-codes.pg.js';
