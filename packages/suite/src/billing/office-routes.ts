import type { LocalDate } from '@sportello/kernel/calendar';
import { type Binding, bind } from '../platform/bind.js';
import { changeRun } from './change-run.js';
import {
  cancelRunRoute,
  listRunsRoute,
  openRunRoute,
  pauseRunRoute,
  resumeRunRoute,
  runBillsRoute,
  runRoute,
} from './office-api.js';
import { listRunBills, listRuns, showRun } from './office-screens.pg.js';
import { openRun } from './open-run.js';

const asDay = (text: string): LocalDate => text as LocalDate;

export const billingOfficeRoutes: readonly Binding[] = [
  bind(listRunsRoute, listRuns),
  bind(openRunRoute, (context, input) =>
    openRun(context, {
      ...input,
      periodFrom: asDay(input.periodFrom),
      periodToExclusive: asDay(input.periodToExclusive),
      issueOn: asDay(input.issueOn),
      dueOn: asDay(input.dueOn),
    }),
  ),
  bind(runRoute, showRun),
  bind(runBillsRoute, listRunBills),
  bind(pauseRunRoute, changeRun('pause')),
  bind(resumeRunRoute, changeRun('resume')),
  bind(cancelRunRoute, changeRun('cancel')),
];
