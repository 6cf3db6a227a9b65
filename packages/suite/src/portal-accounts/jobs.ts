import { assert } from '@sportello/kernel/result';
import type { JobHandlers } from '../platform/job-queue.js';
import { RECOVERY_JOB, sendRecoveryLinks } from './recover-access.js';

export const portalAccountsJobs: JobHandlers = {
  [RECOVERY_JOB]: async (context, { userName }) => {
    assert(typeof userName === 'string', 'the job names what was typed');
    await sendRecoveryLinks(context, userName);
  },
};
