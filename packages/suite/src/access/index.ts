export { companyWords } from './company-words.js';
export { checkPassword, type PasswordRefusal } from './domain/password-rules.js';
export { endSession, endSessionsOf, findSession, openSession } from './sessions.pg.js';
export { attemptSubject, staffActorOf } from './sign-in.js';
export { signOut } from './sign-out.js';
